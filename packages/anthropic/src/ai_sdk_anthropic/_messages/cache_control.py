"""Cache breakpoints: marks in a request up to which the API remembers the prompt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core.provider import CallWarning, UnsupportedWarning

from .part_options import read_option, written_options

MAX_CACHE_BREAKPOINTS = 4


class CacheControlValidator:
    """Finds the breakpoints of one request, and counts them.

    Args:
        options_name: Where options are looked up first; `anthropic` is always looked at too.
        initial_count: Breakpoints that are set elsewhere.
    """

    def __init__(self, options_name: str = "anthropic", initial_count: int = 0) -> None:
        self.warnings: list[CallWarning] = []
        """Breakpoints that were left out."""
        self._options_names = tuple(dict.fromkeys((options_name, "anthropic")))
        self._count = initial_count

    def find(self, options: Mapping[str, Any] | None, place: str, *, can_cache: bool = True) -> dict[str, Any] | None:
        """Find the breakpoint that a user set.

        Args:
            options: Options of a message, a part, or a tool.
            place: What they belong to, for warnings.
            can_cache: Whether the API takes breakpoints there.

        Returns:
            The breakpoint; None if there is none, or it is not allowed.
        """
        if not options:
            return None
        value: dict[str, Any] | None = self._value(options)
        if not value:
            return None
        if not can_cache:
            details = f"cache_control cannot be set on {place}. It will be ignored."
            self.warnings.append(UnsupportedWarning(feature="cache_control on non-cacheable context", details=details))
            return None
        self._count += 1
        if self._count > MAX_CACHE_BREAKPOINTS:
            details = (
                f"Maximum {MAX_CACHE_BREAKPOINTS} cache breakpoints exceeded (found {self._count}). "
                "This breakpoint will be ignored."
            )
            self.warnings.append(UnsupportedWarning(feature="cacheControl breakpoint limit", details=details))
            return None
        return value

    def _value(self, options: Mapping[str, Any]) -> Any:
        values = (
            read_option(written_options(options, name), "cacheControl", "cache_control") for name in self._options_names
        )
        return next((value for value in values if value is not None), None)
