"""What can come of a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Verdict(Enum):
    """How a case went; the value is the heading in the report."""

    PASSED = "passed"
    DEVIATING = "deviating"
    FAILED = "failed"
    UNIMPLEMENTED = "unimplemented"
    NOT_APPLICABLE = "not applicable"


class NotApplicable(Exception):
    """The case asks for something that Python does not need, or that belongs to another package."""


class Unimplemented(Exception):
    """The case asks for something that does not exist yet."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of a case."""

    path: str
    area: str
    verdict: Verdict
    differences: list[str] = field(default_factory=list)
    """Between what was expected and what was observed."""
    note: str = ""
    """Why there is no comparison, or why the difference is wanted."""
    observed: Any = None
    """In the shape of the case's `expected`; None if the case did not run."""
