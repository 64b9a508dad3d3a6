"""Environment variables during a case."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_PREFIXES = ("AWS_", "GOOGLE_", "AZURE_", "VERCEL", "OPENAI_", "ANTHROPIC_", "AI_GATEWAY")
_SUFFIXES = ("_API_KEY", "_API_TOKEN", "_TOKEN", "_BASE_URL", "_SECRET_KEY", "_ACCESS_KEY")


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set some variables, and unset those that providers read.

    Args:
        variables: The case's `env`.
    """
    before = dict(os.environ)
    for name in before:
        if name.startswith(_PREFIXES) or name.endswith(_SUFFIXES):
            del os.environ[name]
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
