"""What a tag releases."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def release_name(root: Path, tag: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts" / "release_name"), tag]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_tag_names_a_package_and_its_version(package: Any, root: Path) -> None:
    finished = release_name(root, f"{package.folder.name}-v{package.metadata['version']}")
    assert finished.stdout == f"distribution=ai-sdk-{package.folder.name}\n"
    assert finished.returncode == 0


@pytest.mark.parametrize("tag", ["core-v999.0.0", "nobody-v0.1.0", "core-0.1.0", "../core-v0.1.0", "core-v0.1"])
def test_another_tag_releases_nothing(root: Path, tag: str) -> None:
    finished = release_name(root, tag)
    assert finished.returncode == 1
    assert finished.stdout == ""
    assert finished.stderr
