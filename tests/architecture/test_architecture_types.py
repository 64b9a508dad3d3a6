"""What type checkers look at."""

import tomllib
from pathlib import Path

WILDCARDS = set("*?[")


def test_pyright_is_told_folders_that_exist(root: Path) -> None:
    """A pattern that matches nothing means that nothing is checked, and pyright is content."""
    included = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["pyright"]["include"]
    assert {"packages", "tests/typing", "docs/examples"} <= set(included)
    for folder in included:
        assert not WILDCARDS & set(folder)
        assert (root / folder).is_dir()


def test_mypy_reads_the_sources_of_all_packages(root: Path) -> None:
    patterns = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["mypy"]["files"]
    read = {folder for pattern in patterns for folder in root.glob(pattern)}
    assert set(root.glob("packages/*/src")) <= read
    assert root / "tests" / "typing" in read
