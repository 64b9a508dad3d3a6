"""Logging of the warnings that models give."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from .provider.shared import CallWarning

_logger = logging.getLogger("ai_sdk_core")


def log_warnings(warnings: Iterable[CallWarning], *, provider: str, model: str) -> None:
    """Log what a model warns about, on the logger `ai_sdk_core`.

    Args:
        warnings: The warnings of one call.
        provider: Name of the provider.
        model: Name of the model.
    """
    for warning in warnings:
        _logger.warning("%s / %s: %s", provider, model, describe_warning(warning))


def describe_warning(warning: CallWarning) -> str:
    """Say in a sentence what a warning means.

    Args:
        warning: The warning.

    Returns:
        The sentence.
    """
    if warning.type == "unsupported":
        return f'The feature "{warning.feature}" is not supported. {warning.details or ""}'.rstrip()
    if warning.type == "compatibility":
        return f'The feature "{warning.feature}" is used in a compatibility mode. {warning.details or ""}'.rstrip()
    if warning.type == "deprecated":
        return f'Deprecated: "{warning.setting}". {warning.message}'
    return warning.message
