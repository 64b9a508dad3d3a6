"""Cases of `core/`: functions of the SDK itself, over mock models. Each kind of case has a function in a table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from . import (
    agents,
    batches,
    error_rows,
    function_tables,
    media_streams,
    middleware_cases,
    objects,
    registry_cases,
    single_calls,
    steering,
    telemetry_cases,
    text,
    tool_cases,
)
from .cases import Case
from .encoding import JSON, without_user_agent
from .providers import require_ui_package
from .stage import Stage
from .verdicts import Unimplemented

Runner: TypeAlias = Callable[[Stage], Awaitable[dict[str, JSON]]]

_RUNNERS: Mapping[str, Runner] = {
    "generateText": text.generate,
    "streamText": text.stream,
    "generateObject": objects.generate,
    "streamObject": objects.stream,
    **single_calls.RUNNERS,
    "batch": batches.batch,
    "streamSpeech": media_streams.speech,
    "streamTranscribe": media_streams.transcribe,
    "call": function_tables.call,
    "table": function_tables.table,
    "errors": error_rows.errors,
    "steering": steering.steering,
    "toolSearch": tool_cases.search,
    "fingerprint": tool_cases.fingerprint,
    "idgen": function_tables.id_generator,
    "wrapLanguageModel": middleware_cases.language_model,
    "wrapEmbeddingModel": middleware_cases.embedding_model,
    "wrapImageModel": middleware_cases.image_model,
    "agent": agents.agent,
    "registry": registry_cases.registry,
    "customProvider": registry_cases.custom,
    "telemetryEvents": telemetry_cases.events,
}

_UI_STREAMS = frozenset({"uiMessageStream", "uiMessageStreamResponse"})


async def observe(case: Case) -> JSON:
    """Make the call of a case.

    Args:
        case: The case.

    Returns:
        What happened, in the shape of the case's `expected`.

    Raises:
        NotApplicable: The case is none for Python, or reads a UI message stream and there is no package for these.
        Unimplemented: We have no such function yet.
    """
    runner = _RUNNERS.get(case.data["fn"])
    if runner is None:
        raise Unimplemented(f"fn {case.data['fn']}")
    if _reads_ui_stream(case.data):
        require_ui_package()
    return without_user_agent(await runner(Stage(case.data)))


def _reads_ui_stream(data: Mapping[str, Any]) -> bool:
    return not _UI_STREAMS.isdisjoint(data.get("consume", ())) or "uiMessageStream" in data["expected"]
