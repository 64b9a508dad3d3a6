"""The porting map tells the truth."""

import re
from pathlib import Path

import pytest

HEADING = re.compile(r"^## `(?P<reference>[^`]+)` in `(?P<folder>[^`]+)`$")
ROW = re.compile(r"^\| `(?P<typescript>[^`]+\.ts)` \| (?P<python>.+) \|$")
PYTHON_PATH = re.compile(r"`([\w/]+\.py)`")


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, str, str]]:
    """Package and file of the reference, and the paths of the Python files from the repository's root."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "porting-map.md").read_text()
    found, reference, folder = [], "", ""
    for line in text.splitlines():
        if heading := HEADING.match(line):
            reference, folder = heading["reference"], heading["folder"]
        elif row := ROW.match(line):
            paths = [f"{folder}/{path}" for path in PYTHON_PATH.findall(row["python"])]
            found += [(reference, row["typescript"], path) for path in paths or [""]]
    return found


def test_every_python_file_in_the_map_exists(rows: list[tuple[str, str, str]], root: Path) -> None:
    assert len(rows) > 300
    assert [path for _, _, path in rows if path and not (root / path).is_file()] == []


def test_no_row_stands_there_twice(rows: list[tuple[str, str, str]]) -> None:
    assert len(set(rows)) == len(rows)
