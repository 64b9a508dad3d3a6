"""The integrations that know about every call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .dispatcher import TelemetryDispatcher
    from .options import TelemetryOptions
    from .telemetry import Telemetry

_integrations: list[Telemetry] = []


def register_telemetry(*integrations: Telemetry) -> Callable[[], None]:
    """Tell integrations about every call that does not name its own ones.

    Args:
        integrations: What to register.

    Returns:
        A function that takes them back.

    Source: the reference's `registerTelemetry`.
    """
    _integrations.extend(integrations)

    def take_back() -> None:
        for integration in integrations:
            if integration in _integrations:
                _integrations.remove(integration)

    return take_back


def find_dispatcher(
    options: TelemetryOptions | None, *, tools: Mapping[str, Any] | None = None
) -> TelemetryDispatcher | None:
    """Find out whom to tell about a call.

    Args:
        options: The call's settings.
        tools: The call's tools, which know how to redact their settings.

    Returns:
        A dispatcher; `None` if nobody wants to know.
    """
    options = options or {}
    own = options.get("integrations")
    integrations = _integrations if own is None else own if isinstance(own, Sequence) else [own]
    if not integrations or options.get("is_enabled") is False:
        return None
    from .dispatcher import TelemetryDispatcher  # Programs without telemetry do not pay for it.

    return TelemetryDispatcher(list(integrations), options, tools or {})
