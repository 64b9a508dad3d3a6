"""The version of this distribution."""

from __future__ import annotations

VERSION = "0.1.0"
"""Also in `pyproject.toml`; a test keeps the two together."""
