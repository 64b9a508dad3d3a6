"""`telemetryEvents`: what integrations are told, and which facts the events hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from ai_sdk_core import Telemetry, embed, embed_many, rerank

from .encoding import JSON
from .names import to_camel, to_snake
from .stage import Stage
from .verdicts import Unimplemented

_OPERATIONS: Mapping[str, Callable[..., Any]] = {"embed": embed, "embedMany": embed_many, "rerank": rerank}

_EVENTS = ("on_start", "on_embed_start", "on_embed_end", "on_rerank_start", "on_rerank_end", "on_end", "on_error")


async def events(stage: Stage) -> dict[str, JSON]:
    """Run a `telemetryEvents` case."""
    operation = _OPERATIONS.get(stage.data["operation"])
    if operation is None:
        raise Unimplemented(f"telemetry of {stage.data['operation']}")
    told: list[JSON] = []
    options = {to_snake(name): stage.decode(value) for name, value in stage.data["options"].items()}
    # The reference's `rerank` tells the headers of the user alone.
    leaves_out = {"headers"} if stage.data["operation"] == "rerank" else set()
    await operation(model=stage.models["m"], telemetry={"integrations": _Witness(told, leaves_out)}, **options)
    return {"events": told, **{name: log for name, log in stage.observed().items() if name != "events"}}


class _Witness(Telemetry):
    def __init__(self, told: list[JSON], leaves_out: set[str]) -> None:
        self._told = told
        self._leaves_out = leaves_out


def _method(name: str) -> Any:
    def tell(self: Any, event: Any, info: Any) -> None:
        keys = [field.name for field in dataclasses.fields(event) if getattr(event, field.name) is not None]
        shown = {to_camel(key) for key in keys if key not in self._leaves_out}
        self._told.append({"event": to_camel(name), "keys": sorted(shown | {"aiVersion"})})

    return tell


for _name in _EVENTS:
    setattr(_Witness, _name, _method(_name))
