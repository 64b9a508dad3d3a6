"""`generate_text` and `stream_text`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from ai_sdk_core import ToolSet
from ai_sdk_core._generate_text.generate import generate_run
from ai_sdk_core._generate_text.run import Internals, TextRun
from ai_sdk_core._generate_text.stream import stream_run

from .clock import recorded_delays
from .encoding import JSON, encode, encode_error, encode_user_part
from .names import to_snake
from .options import OptionsAdapter
from .stage import Stage
from .verdicts import NotApplicable, Unimplemented

_FIELDS = (
    "text",
    "content",
    "reasoning",
    "reasoningText",
    "files",
    "sources",
    "toolCalls",
    "staticToolCalls",
    "dynamicToolCalls",
    "toolResults",
    "staticToolResults",
    "dynamicToolResults",
    "finishReason",
    "rawFinishReason",
    "usage",
    "totalUsage",
    "warnings",
    "request",
    "response",
    "responseMessages",
    "providerMetadata",
    "steps",
    "output",
)
"""Fields of results that a case reads unless it says which."""

_OUR_FIELDS = {"totalUsage": "usage"}


async def generate(stage: Stage) -> dict[str, JSON]:
    """Run a `generateText` case."""
    observed: dict[str, JSON] = {}
    with recorded_delays() as delays:
        try:
            run, _ = make_run(stage, "ai.generateText")
            result = await generate_run(run)
            observed["result"] = normalised(read_fields(result, stage.data.get("fields", _FIELDS)), stage)
        except (NotApplicable, Unimplemented):
            raise
        except Exception as error:
            observed["throws"] = encode_error(error)
        return {**observed, **stage.observed(), **_timing(stage, delays)}


async def stream(stage: Stage) -> dict[str, JSON]:
    """Run a `streamText` case."""
    observed: dict[str, JSON] = {}
    adapter: OptionsAdapter | None = None
    with recorded_delays() as delays:
        try:
            run, adapter = make_run(stage, "ai.streamText")
            async with stream_run(run) as streamed:
                for view in stage.data.get("consume", ("fullStream",)):
                    await _consume(streamed, view, observed)
                observed["result"] = await _final_fields(streamed, stage.data.get("fields", _FIELDS))
        except (NotApplicable, Unimplemented):
            raise
        except Exception as error:
            observed["throws"] = encode_error(error)
        timing = _timing(stage, delays)
        if stage.data.get("recordSmoothDelays") and adapter is not None and adapter.pauses:
            timing["smoothDelays"] = adapter.pauses
        observed |= {**stage.observed(), **timing}
        return {key: _with_file_types(item) for key, item in observed.items()}


def _with_file_types(value: Any) -> Any:
    """The reference's files have a type when they were streamed, except among reasoning."""
    if isinstance(value, dict):
        if "$file" in value:
            return {"$file": {**value["$file"], "type": "file"}}
        return {key: item if key == "reasoning" else _with_file_types(item) for key, item in value.items()}
    return [_with_file_types(item) for item in value] if isinstance(value, list) else value


def make_run(
    stage: Stage, operation_id: str, *, extra_tools: ToolSet | None = None, **more: Any
) -> tuple[TextRun, OptionsAdapter]:
    """Set a generation up with the case's ids and clock.

    Args:
        stage: The case's surroundings.
        operation_id: Which function it is.
        extra_tools: Tools that are not among the options.
        more: Further options, with our names.

    Returns:
        The generation, and what adapted its options.
    """
    adapter = OptionsAdapter(stage)
    options = {**adapter(stage.data["options"]), **more}
    if extra_tools is not None:
        options["tools"] = {**(options.get("tools") or {}), **extra_tools}
    named = {key: options.pop(key, None) for key in ("model", "prompt", "messages", "instructions", "tools", "output")}
    internals = Internals(
        generate_id=stage.generate_id, generate_call_id=stage.generate_call_id, now=_clock(stage.data, stage)
    )
    run = TextRun(operation_id=operation_id, **named, options=options, internals=internals)  # type: ignore[arg-type]
    return run, adapter


def _clock(data: Any, stage: Stage) -> Callable[[], float]:
    if "now" not in data:
        return lambda: 0.0
    ticks = stage.decode(data["now"])
    generation = asyncio.current_task()
    now = 0.0

    def tick() -> float:
        nonlocal now
        # The reference times tools with another clock, which is not the case's.
        if asyncio.current_task() is generation:
            now = ticks() / 1000
        return now

    return tick


def _timing(stage: Stage, delays: list[float]) -> dict[str, JSON]:
    return {"delays": [delay * 1000 for delay in delays]} if stage.data.get("recordDelays") else {}


def read_fields(result: Any, names: Iterable[str]) -> dict[str, JSON]:
    """Read fields of a result.

    Args:
        result: The result.
        names: The reference's names.

    Returns:
        Their values; what cannot be read says why.
    """
    fields: dict[str, JSON] = {}
    for name in names:
        try:
            value = getattr(result, _OUR_FIELDS.get(name, to_snake(name)))
        except Exception as error:
            fields[name] = {"$throws": encode_error(error)}
        else:
            if value is not None:
                fields[name] = encode(value)
    return fields


def normalised(value: JSON, stage: Stage) -> JSON:
    """Set durations to zero that the case does not compare."""
    names = stage.data.get("normalise", ())
    if isinstance(value, dict):
        return {
            key: dict.fromkeys(item, 0) if key in names and isinstance(item, dict) else normalised(item, stage)
            for key, item in value.items()
        }
    return [normalised(item, stage) for item in value] if isinstance(value, list) else value


async def _final_fields(streamed: Any, names: Iterable[str]) -> dict[str, JSON]:
    try:
        result = await streamed
    except Exception as error:
        return {name: {"$throws": encode_error(error)} for name in names}
    return read_fields(result, names)


_VIEWS = {
    "fullStream": ("stream", encode_user_part),
    "textStream": ("text_stream", encode),
    "partialOutputStream": ("partial_output_stream", encode),
    "elementStream": ("element_stream", encode),
}


async def _consume(streamed: Any, view: str, observed: dict[str, JSON]) -> None:
    if view == "consumeStream":
        await streamed.consume()
        return
    if view not in _VIEWS:
        raise Unimplemented(f"view {view}")
    attribute, encode_item = _VIEWS[view]
    observed[view] = await _collect(lambda: getattr(streamed, attribute), encode_item)


async def _collect(source: Callable[[], AsyncIterator[Any]], encode_item: Callable[[Any], JSON]) -> list[JSON]:
    items: list[JSON] = []
    try:
        async for item in source():
            items.append(encode_item(item))  # noqa: PERF401 - what came before an error counts
    except Exception as error:
        items.append({"$streamError": encode_error(error)})
    return items
