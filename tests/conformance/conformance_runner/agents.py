"""`ToolLoopAgent`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core import ToolLoopAgent
from ai_sdk_core._callbacks import resolve
from ai_sdk_core._generate_text.run import Internals

from .encoding import JSON, encode_error, encode_user_part
from .names import to_camel, to_snake
from .options import OptionsAdapter, current_name
from .stage import Stage, logged
from .text import read_fields
from .verdicts import NotApplicable, Unimplemented

_FIELDS = ("text", "finishReason", "usage", "toolCalls", "toolResults", "responseMessages", "output")
_PROMPT_OPTIONS = frozenset({"prompt", "messages", "options"})


async def agent(stage: Stage) -> dict[str, JSON]:
    """Run an `agent` case."""
    method = stage.data.get("method", "generate")
    if method not in ("generate", "stream"):
        raise NotApplicable("UI streams of agents are no part of the core")
    observed: dict[str, JSON] = {}
    try:
        made = _make_agent(stage)
        call = _call_options(stage)
        observed |= {"version": made.version, **({} if made.id is None else {"id": made.id})}
        observed |= await (_generate(made, call, stage) if method == "generate" else _stream(made, call))
    except (NotApplicable, Unimplemented):
        raise
    except Exception as error:
        observed = {"throws": encode_error(error)}
    return {**observed, **stage.observed()}


def _make_agent(stage: Stage) -> ToolLoopAgent[Any]:
    described = dict(stage.data["settings"])
    prepare = described.pop("prepareCall", None)
    schema = described.pop("callOptionsSchema", None)
    settings = OptionsAdapter(stage)(described)
    for name in [name for name in settings if name.startswith("on_") and name not in map(to_snake, described)]:
        settings.pop(name)  # These are the callbacks of the call.
    for name in stage.data.get("recordSettings", ()):
        settings[to_snake(current_name(name))] = logged(stage, f"settings.{name}", None)
    if prepare is not None:
        settings["prepare_call"] = _prepare_call(stage.decode(prepare))
    if schema is not None:
        settings["call_options_schema"] = stage.decode(schema)
    settings.pop("abort_signal", None)
    made = ToolLoopAgent[Any](**settings)
    made._internals = Internals(generate_id=stage.generate_id, generate_call_id=stage.generate_call_id, now=lambda: 0.0)
    return made


def _prepare_call(function: Any) -> Any:
    async def prepare(call: Mapping[str, Any]) -> Any:
        changed = await resolve(function({to_camel(name): value for name, value in call.items()}))
        return {to_snake(name): value for name, value in changed.items()}

    return prepare


def _call_options(stage: Stage) -> dict[str, Any]:
    described = stage.data["options"]
    plain = {name: stage.decode(value) for name, value in described.items() if name in _PROMPT_OPTIONS}
    adapted = OptionsAdapter(stage)({name: value for name, value in described.items() if name not in _PROMPT_OPTIONS})
    adapted.pop("model", None)
    return {**adapted, **plain}


async def _generate(made: ToolLoopAgent[Any], call: dict[str, Any], stage: Stage) -> dict[str, JSON]:
    result = await made.generate(**call)
    return {"result": read_fields(result, stage.data.get("fields", _FIELDS)), "stepCount": len(result.steps)}


async def _stream(made: ToolLoopAgent[Any], call: dict[str, Any]) -> dict[str, JSON]:
    async with await made.stream(**call) as streamed:
        parts = [encode_user_part(part) async for part in streamed.stream]
        return {"fullStream": parts, "text": (await streamed).text}
