"""Rules for files, wherever they are."""

import re
from collections import Counter
from pathlib import Path

import pytest

MAX_LINES = 800
"""A reader cannot hold more. Most files should stay below 400."""

TABLES = re.compile(r"/_model_(ids|catalog)\.py$")
"""Lists of facts may be as long as the facts are many."""

MACHINE_PATH = re.compile(r"(?<![\w.:/~$}\-])/(?:work|root|home/[a-z]+|Users/[A-Za-z]+|tmp/(?!\.X)[\w.-]+)(?:/|\b)")
PACKAGE_INDEX = re.compile(r"https?://([\w.-]+)(?::\d+)?(?:/[\w.-]+)*/(?:simple|pypi)\b")
PUBLIC_INDEXES = {"pypi.org", "test.pypi.org"}
TEXT_SUFFIXES = {"", ".cfg", ".in", ".json", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"}


@pytest.fixture(scope="module")
def texts(tracked_files: list[Path]) -> dict[Path, str]:
    """Every text that people write, by its file."""
    written = [path for path in tracked_files if path.suffix in TEXT_SUFFIXES and "vectors" not in path.parts]
    return {path: path.read_text("utf-8") for path in written}


def test_a_file_fits_into_a_readers_head(texts: dict[Path, str]) -> None:
    sources = {path: text for path, text in texts.items() if path.suffix == ".py" and "tests" not in path.parts}
    lengths = {path: len(text.splitlines()) for path, text in sources.items()}
    too_long = {str(path): length for path, length in lengths.items() if length > MAX_LINES}
    assert {path: length for path, length in too_long.items() if not TABLES.search(path)} == {}


def test_folders_of_tests_are_no_packages(tracked_files: list[Path], root: Path) -> None:
    """Only helpers that tests import may be packages."""
    folders = [root / "tests", *root.glob("packages/*/tests")]
    tests = [path for path in tracked_files if any(path.is_relative_to(folder) for folder in folders)]
    with_tests = {path.parent for path in tests if path.name.startswith("test_")}
    assert [folder for folder in with_tests | set(folders) if (folder / "__init__.py").exists()] == []


def test_a_name_of_a_test_file_is_used_once(tracked_files: list[Path]) -> None:
    names = Counter(path.name for path in tracked_files if path.name.startswith("test_") and path.suffix == ".py")
    assert [name for name, count in names.items() if count > 1] == []


def test_no_file_knows_the_machine_that_it_was_written_on(texts: dict[Path, str]) -> None:
    this_file = Path(__file__).resolve()
    found = [
        f"{path}: {match[0]}"
        for path, text in texts.items()
        if path != this_file
        for match in MACHINE_PATH.finditer(text)
    ]
    assert found == []


def test_packages_come_from_the_public_index(texts: dict[Path, str], root: Path) -> None:
    everything = {**texts, root / "uv.lock": (root / "uv.lock").read_text()}
    hosts = {(match[1], str(path)) for path, text in everything.items() for match in PACKAGE_INDEX.finditer(text)}
    assert {place for place in hosts if place[0] not in PUBLIC_INDEXES} == set()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("see /work/main/x", True),
        ('"/home/someone/project"', True),
        ("open('/tmp/output.txt')", True),
        ("https://example.com/work/1", False),
        ("./tmp/x", False),
        ("$HOME/work", False),
    ],
)
def test_machine_paths_are_told_from_other_texts(text: str, is_found: bool) -> None:
    assert (MACHINE_PATH.search(text) is not None) is is_found
