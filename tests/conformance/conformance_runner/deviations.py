"""Where we differ from the reference on purpose: `deviations.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

DEVIATIONS_FILE = Path(__file__).resolve().parents[1] / "deviations.toml"

MAX_SHARE = 0.03
"""Of the cases of an area that may deviate."""


class Deviations:
    """The deviations that we want, each with its reason.

    Args:
        reasons: Reasons by path; a path may have `*` in it.
    """

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = reasons

    @classmethod
    def read(cls, file: Path = DEVIATIONS_FILE) -> Deviations:
        """Read the list."""
        if not file.exists():
            return cls({})
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("deviation", [])
        return cls({path: entry["reason"] for entry in entries for path in entry["cases"]})

    def reason(self, path: str) -> str | None:
        """Why a case deviates, if it may."""
        return next((reason for pattern, reason in self.reasons.items() if fnmatchcase(path, pattern)), None)
