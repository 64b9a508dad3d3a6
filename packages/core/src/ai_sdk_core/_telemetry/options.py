"""Telemetry settings of one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from .telemetry import Telemetry


class TelemetryOptions(TypedDict, total=False):
    """What telemetry may know about a call.

    Source: the reference's `TelemetryOptions`.
    """

    is_enabled: bool
    """Default: enabled, if there are integrations."""
    record_inputs: bool
    """Whether prompts, tool inputs and the like are in events; default true."""
    record_outputs: bool
    """Whether answers, tool results and the like are in events; default true."""
    function_id: str
    """Names the place in the program that makes the call."""
    metadata: Mapping[str, Any]
    """What you want to find again."""
    include_runtime_context: Mapping[str, bool]
    """Which members of `runtime_context` are in events; default none."""
    include_tools_context: Mapping[str, Mapping[str, bool]]
    """Which members of each tool's context are in events, by tool name; default none."""
    integrations: Telemetry | Sequence[Telemetry]
    """Integrations for this call, instead of the registered ones."""
