"""The functions for batches, over a mock of a provider's interface."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any

import ai_sdk_core
from ai_sdk_core import BatchReference
from ai_sdk_core.provider import BatchItemResult, BatchStartResult, BatchWarning, CallWarning, from_json

from .clock import recorded_delays
from .encoding import JSON, encode, encode_error, without_user_agent
from .names import find_name, to_snake
from .options import OptionsAdapter, build_tool
from .stage import Stage
from .verdicts import NotApplicable, Unimplemented

_METHODS = {"cancel": "do_cancel_batch", "list": "do_list_batches"}


async def batch(stage: Stage) -> dict[str, JSON]:
    """Run a `batch` case."""
    observed: dict[str, JSON] = {}
    name = find_name(stage.data["name"], ai_sdk_core.__all__)
    if name is None:
        raise Unimplemented(f"function {stage.data['name']}")
    with recorded_delays() as delays:
        try:
            answer = getattr(ai_sdk_core, name)(**_options(stage))
            if stage.data["name"] == "getBatchResults":
                observed["items"] = await _collect(answer)
            else:
                observed["result"] = encode(await answer)
        except (NotApplicable, Unimplemented):
            raise
        except Exception as error:
            observed["throws"] = encode_error(error)
        if stage.data.get("recordDelays"):
            observed["delays"] = [delay * 1000 for delay in delays]
        return {**observed, **stage.observed()}


async def _collect(results: Any) -> list[JSON]:
    items: list[JSON] = []
    async with results:
        try:
            async for item in results:
                items.append(encode(item))  # noqa: PERF401 - what came before an error counts
        except Exception as error:
            items.append({"$streamError": encode_error(error)})
    return items


def _options(stage: Stage) -> dict[str, Any]:
    options = OptionsAdapter(stage)({key: value for key, value in stage.data["options"].items() if key != "requests"})
    options.pop("model")
    if "batch" in options:
        options["batch"] = BatchReference(**options["batch"])
    if "requests" in stage.data["options"]:
        options["requests"] = [_request(stage, request) for request in stage.data["options"]["requests"]]
    return {**options, "provider": _make_api(stage)}


def _request(stage: Stage, request: Mapping[str, Any]) -> dict[str, Any]:
    adapted = {to_snake(key): stage.decode(value) for key, value in request.items() if key != "tools"}
    if "tools" in request:
        adapted["tools"] = {name: build_tool(stage, tool) for name, tool in request["tools"].items()}
    return adapted


class _Batch:
    """A provider's interface for batches; methods that it lacks are taken out."""

    specification_version = "v4"
    provider = "mock.batch"
    supported_urls: Mapping[str, Any] = {}

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._calls: dict[str, int] = {}

    async def do_start_batch(self, options: Any) -> BatchStartResult:
        started = self._answer("doStartBatch", options)
        warnings = [
            BatchWarning(warning=from_json(CallWarning, entry["warning"]), request_id=entry.get("requestId"))
            for entry in started.pop("warnings", ())
        ]
        return BatchStartResult(**{to_snake(key): value for key, value in started.items()}, warnings=warnings)

    async def do_get_batch_status(self, options: Any) -> Any:
        return self._answer("doGetBatchStatus", options)

    async def do_cancel_batch(self, options: Any) -> Any:
        return self._answer("doCancelBatch", options)

    async def do_list_batches(self, options: Any) -> Any:
        return _as_page(self._answer("doListBatches", options))

    async def do_get_batch_results(self, options: Any) -> AsyncGenerator[list[Any], None]:
        self._record("doGetBatchResults", options)
        return self._results()

    async def _results(self) -> AsyncGenerator[list[Any], None]:
        for item in self._stage.data["results"]:
            if "$throw" in item:
                raise self._stage.throw(item["$throw"])
            yield [from_json(BatchItemResult, self._stage.decode(item))]

    def _answer(self, method: str, options: Any) -> dict[str, Any]:
        self._record(method, options)
        entries = self._stage.data["script"][method]
        count = self._calls.get(method, 0)
        self._calls[method] = count + 1
        return dict(self._stage.decode(self._stage.play(entries[min(count, len(entries) - 1)])))

    def _record(self, method: str, options: Any) -> None:
        self._stage.calls.append({"model": "batch", "method": method, "options": without_user_agent(encode(options))})


def _as_page(page: dict[str, Any]) -> Any:
    from ai_sdk_core.provider import BatchListItem, BatchListResult

    items = [BatchListItem(**{to_snake(key): value for key, value in item.items()}) for item in page["batches"]]
    return BatchListResult(
        batches=items, next_cursor=page.get("nextCursor"), provider_metadata=page.get("providerMetadata")
    )


def _make_api(stage: Stage) -> Any:
    lacks = [_METHODS[name] for name in stage.data.get("lacks", ())]
    kept = {name: member for name, member in vars(_Batch).items() if name not in lacks}
    return type("_Batch", (), kept)(stage)
