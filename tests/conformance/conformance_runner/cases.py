"""Finding the vectors."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

REPOSITORY = Path(__file__).resolve().parents[3]
OWN_VECTORS = REPOSITORY / "tests" / "conformance" / "vectors"
SHARED_VECTORS = REPOSITORY.parent / "shared" / "vectors"

Family: TypeAlias = Literal["core", "language-models", "models"]
"""The three schemas of case files."""


@dataclass(frozen=True, slots=True, order=True)
class CaseFile:
    """Where a case is."""

    path: str
    """Relative to the vectors' folder, without suffix: `core/errors/all-errors`."""
    file: Path

    @property
    def area(self) -> str:
        """The row of the report that the case belongs to."""
        return "/".join(self.path.split("/")[:-1][:2])

    def load(self) -> Case:
        """Read the case."""
        return Case(path=self.path, data=json.loads(self.file.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Case:
    """A case."""

    path: str
    data: dict[str, Any]

    @property
    def family(self) -> Family:
        """Which schema the case follows; told by its contents, so that folders may be named freely."""
        if "fn" in self.data:
            return "core"
        return "language-models" if isinstance(self.data.get("call"), dict) else "models"


def default_vector_folders() -> list[Path]:
    """The vectors outside the repository: those that the environment names, else those beside it."""
    named = os.environ.get("AI_SDK_VECTORS")
    if named:
        return [Path(folder) for folder in named.split(os.pathsep) if folder]
    return [SHARED_VECTORS] if SHARED_VECTORS.is_dir() else []


def find_cases(folders: Sequence[Path], *, only: str = "") -> list[CaseFile]:
    """Find the cases in some folders.

    Args:
        folders: Folders of vectors.
        only: Takes the paths that begin so.

    Returns:
        The cases, sorted by path.

    Raises:
        FileNotFoundError: There is no such folder.
    """
    return sorted(case for folder in folders for case in _cases_in(folder) if case.path.startswith(only))


def _cases_in(folder: Path) -> Iterator[CaseFile]:
    if not folder.is_dir():
        raise FileNotFoundError(f"There are no vectors in {folder}")
    for file in folder.rglob("*.json"):
        path = file.relative_to(folder)
        # A case lies in a folder that says what it is about; what lies above is about the vectors themselves.
        if len(path.parts) > 2:
            yield CaseFile(path.with_suffix("").as_posix(), file)
