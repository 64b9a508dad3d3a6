"""Tells the developer about parts of prompts that should be written otherwise."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from .._logger import describe_warning
from ..provider.shared import DeprecatedWarning

_logger = logging.getLogger("ai_sdk_core")


def log_deprecations(warnings: Iterable[DeprecatedWarning]) -> None:
    """Log warnings.

    Args:
        warnings: What to log; repeated ones are logged once.
    """
    for description in dict.fromkeys(map(describe_warning, warnings)):
        _logger.warning("%s", description)
