"""Reads what a function's docstring says about it: descriptions for a model."""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

_SECTION = re.compile(
    r"^(Args|Arguments|Parameters|Params|Returns?|Yields?|Raises|Examples?|Notes?|Attributes|See Also|Warnings?):\s*$"
)
_ARGUMENT_SECTIONS = frozenset({"Args", "Arguments", "Parameters", "Params"})
_ARGUMENT = re.compile(r"^\*{0,2}(\w+)\s*(?:\([^)]*\))?\s*:\s*(.*)$")


class DocumentedFunction(NamedTuple):
    """What a docstring in Google style says."""

    description: str | None
    """Everything before the first section."""
    arguments: dict[str, str]
    """What is said about each argument."""


def read_docstring(docstring: str | None) -> DocumentedFunction:
    """Take a docstring apart.

    Args:
        docstring: The docstring, in Google style; in other styles the whole text is the description.

    Returns:
        The descriptions.
    """
    lines = inspect.cleandoc(docstring or "").splitlines()
    sections = [index for index, line in enumerate(lines) if _SECTION.match(line)]
    end = sections[0] if sections else len(lines)
    arguments: dict[str, str] = {}
    for start, stop in zip(sections, [*sections[1:], len(lines)], strict=False):
        if lines[start].rstrip().rstrip(":") in _ARGUMENT_SECTIONS:
            arguments.update(_read_arguments(lines[start + 1 : stop]))
    return DocumentedFunction("\n".join(lines[:end]).strip() or None, arguments)


def _read_arguments(lines: list[str]) -> dict[str, str]:
    """Reads `name (type): text` at the least indentation; what is indented further goes on with the text before it."""
    filled = [line for line in lines if line.strip()]
    indentation = min((_indentation(line) for line in filled), default=0)
    texts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in filled:
        match = _ARGUMENT.match(line.strip()) if _indentation(line) == indentation else None
        if match is None:
            current.append(line.strip())
        else:
            current = texts[match[1]] = [match[2]]
    return {name: " ".join(parts).strip() for name, parts in texts.items()}


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())
