"""Rules for batches."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_core.errors import (
    APICallError,
    DownloadError,
    InvalidArgumentError,
    InvalidResponseDataError,
    JSONParseError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    BatchListOptions,
    BatchOperationOptions,
    BatchStartOptions,
    CancellableBatch,
    ImageBatchRequest,
    ImageModelCallOptions,
    JsonResponseFormat,
    LanguageModelCallOptions,
    ListableBatch,
    ProviderTool,
    TextBatchRequest,
)

Call = Callable[..., LanguageModelCallOptions]

MODEL = "claude-sonnet-4-5"
BATCH = {
    "id": "batch_1",
    "type": "message_batch",
    "processing_status": "in_progress",
    "request_counts": {"processing": 1, "succeeded": 2, "errored": 3, "canceled": 4, "expired": 5},
    "created_at": "c",
    "expires_at": "e",
}
RESULTS_URL = "https://api.test/v1/messages/batches/batch_1/results"
ENDED = {**BATCH, "processing_status": "ended", "results_url": RESULTS_URL}
OPERATION = BatchOperationOptions(batch_id="batch_1")


def request(options: LanguageModelCallOptions, request_id: str = "a") -> TextBatchRequest:
    return TextBatchRequest(id=request_id, model_id=MODEL, options=options)


def line(request_id: str, **result: Any) -> bytes:
    return json.dumps({"custom_id": request_id, "result": result}).encode() + b"\n"


async def results(wire: Any) -> list[Any]:
    stream = await wire.provider().batch().do_get_batch_results(OPERATION)
    return [result async for batch in stream for result in batch]


class TestStart:
    async def test_requests_are_those_of_single_calls(self, wire: Any, call: Call) -> None:
        wire.answer(BATCH)
        options = BatchStartOptions(
            requests=[
                request(call(seed=1), "a"),
                request(call(provider_options={"anthropic": {"effort": "low"}}), "b"),
            ],
            provider_options={"anthropic": {"anthropicBeta": ["mine"]}},
            webhook_url="https://hook",
        )
        started = await wire.provider().batch().do_start_batch(options)
        assert wire.requests[0].url.path == "/v1/messages/batches"
        assert wire.requests[0].headers["anthropic-beta"] == "mine"
        assert [entry["custom_id"] for entry in wire.json["requests"]] == ["a", "b"]
        assert wire.json["requests"][1]["params"]["output_config"] == {"effort": "low"}
        assert started.batch_id == "batch_1"
        assert [(warning.request_id, warning.warning.feature) for warning in started.warnings] == [
            (None, "webhookUrl"),
            ("a", "seed"),
        ]

    @pytest.mark.parametrize("ids", [["a b"], [""], ["x" * 65], ["a", "a"]])
    async def test_ids_are_short_and_unique(self, wire: Any, call: Call, ids: list[str]) -> None:
        options = BatchStartOptions(requests=[request(call(), request_id) for request_id in ids])
        with pytest.raises(InvalidArgumentError):
            await wire.provider().batch().do_start_batch(options)
        assert wire.requests == []

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"provider_options": {"anthropic": {"anthropicBeta": ["x"]}}}, "per-request betas"),
            ({"provider_options": {"anthropic": {"thread": {"type": "create"}}}}, "message threads"),
            ({"provider_options": {"anthropic": {"speed": "fast"}}}, "do not support speed"),
            (
                {"provider_options": {"anthropic": {"fallbacks": [{"model": "m", "speed": "fast"}]}}},
                "fallback speed",
            ),
            (
                {
                    "provider_options": {"anthropic": {"structuredOutputMode": "jsonTool"}},
                    "response_format": JsonResponseFormat(schema={"type": "object", "properties": {}}),
                },
                "JSON-tool structured-output fallback",
            ),
            (
                {"tools": [ProviderTool(id="anthropic.web_search_20250305", name="mine", args={})]},
                "canonical tool name",
            ),
        ],
    )
    async def test_what_batches_cannot_do_is_refused(
        self, wire: Any, call: Call, options: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(UnsupportedFunctionalityError, match=message):
            await wire.provider().batch().do_start_batch(BatchStartOptions(requests=[request(call(**options))]))
        assert wire.requests == []

    async def test_there_are_no_images(self, wire: Any) -> None:
        image = ImageBatchRequest(id="a", model_id="m", options=ImageModelCallOptions(prompt="x", n=1))
        with pytest.raises(UnsupportedFunctionalityError, match='type "image"'):
            await wire.provider().batch().do_start_batch(BatchStartOptions(requests=[image]))


class TestStatus:
    async def test_a_batch_is_described(self, wire: Any) -> None:
        wire.answer(BATCH)
        status = await wire.provider().batch().do_get_batch_status(OPERATION)
        assert (status.status, status.raw_status) == ("pending", "in_progress")
        counts = status.request_counts
        assert (counts.total, counts.pending, counts.completed, counts.failed) == (15, 1, 2, 12)
        assert status.provider_metadata["anthropic"]["resultsUrl"] is None

    async def test_a_batch_is_cancelled(self, wire: Any) -> None:
        batch = wire.provider().batch()
        assert isinstance(batch, CancellableBatch)
        wire.answer(BATCH)
        await batch.do_cancel_batch(OPERATION)
        assert (wire.requests[0].method, wire.requests[0].url.path) == ("POST", "/v1/messages/batches/batch_1/cancel")

    @pytest.mark.parametrize(("has_more", "cursor"), [(True, "last"), (False, None)])
    async def test_batches_are_listed_by_pages(self, wire: Any, has_more: bool, cursor: str | None) -> None:
        batch = wire.provider().batch()
        assert isinstance(batch, ListableBatch)
        wire.answer({"data": [BATCH], "has_more": has_more, "last_id": "last"})
        page = await batch.do_list_batches(BatchListOptions(limit=1, cursor="a b"))
        assert wire.requests[0].url.query == b"limit=1&after_id=a+b"
        assert [item.batch_id for item in page.batches] == ["batch_1"]
        assert page.next_cursor == cursor


class TestResults:
    async def test_every_request_has_a_result(self, wire: Any, answer: Any) -> None:
        error = {"type": "error", "error": {"type": "invalid_request_error", "message": "m"}, "request_id": "req"}
        message = answer({"type": "text", "text": "Hi"}, {"type": "brand_new"})
        program = {"type": "server_tool_use", "id": "s", "name": "code_execution", "input": {"code": "1"}}
        wire.answer(ENDED)
        wire.stream(
            line("a", type="succeeded", message=message) + line("b", type="errored", error=error),
            line("c", type="canceled") + line("d", type="expired"),
            line("e", type="succeeded", message={"content": 1}) + line("f", type="x"),
            line("g", type="succeeded", message=answer(program)),
        )
        received = await results(wire)
        assert [(result.id, result.status) for result in received] == [
            ("a", "succeeded"),
            ("b", "failed"),
            ("c", "cancelled"),
            ("d", "expired"),
            ("e", "failed"),
            ("f", "failed"),
            ("g", "succeeded"),
        ]
        assert [part.text for part in received[0].result.content] == ["Hi"]
        assert received[1].provider_metadata == {"anthropic": {"requestId": "req"}}
        assert received[4].error.code == "invalid_response"
        assert received[6].result.content[0].dynamic is True
        assert wire.requests[1].headers["x-api-key"] == "test-key"

    async def test_an_answer_with_a_broken_block_is_none(self, wire: Any, answer: Any) -> None:
        wire.answer(ENDED)
        wire.stream(line("a", type="succeeded", message=answer({"type": "text"}, {"type": "brand_new"})))
        (result,) = await results(wire)
        assert result.status == "failed"

    @pytest.mark.parametrize(
        ("facts", "error"),
        [
            ({"processing_status": "canceling"}, InvalidArgumentError),
            ({"archived_at": "t"}, InvalidArgumentError),
            ({"results_url": None}, InvalidResponseDataError),
        ],
    )
    async def test_there_may_be_no_results(self, wire: Any, facts: dict[str, Any], error: type[Exception]) -> None:
        wire.answer({**ENDED, **facts})
        with pytest.raises(error):
            await results(wire)

    @pytest.mark.parametrize("url", ["http://127.0.0.1/results", "http://169.254.169.254/", "file:///etc/passwd"])
    async def test_results_are_not_fetched_from_within(self, wire: Any, url: str) -> None:
        wire.answer({**ENDED, "results_url": url})
        with pytest.raises(DownloadError):
            await results(wire)
        assert len(wire.requests) == 1

    async def test_other_hosts_do_not_see_the_key(self, wire: Any) -> None:
        wire.answer({**ENDED, "results_url": "https://93.184.216.34/results"})
        wire.stream(line("a", type="expired"))
        assert [result.status for result in await results(wire)] == ["expired"]
        assert "x-api-key" not in wire.requests[1].headers

    async def test_a_line_that_is_no_json_is_an_error(self, wire: Any) -> None:
        wire.answer(ENDED)
        wire.stream(b"{broken\n")
        with pytest.raises(JSONParseError):
            await results(wire)
        assert wire.bodies[0].is_closed

    async def test_a_line_may_not_be_endless(self, wire: Any) -> None:
        wire.answer(ENDED)
        wire.stream(b"x" * 20)
        stream = await wire.provider(max_batch_result_bytes=10).batch().do_get_batch_results(OPERATION)
        with pytest.raises(DownloadError, match="maximum line size of 10 bytes"):
            await anext(stream)

    async def test_leaving_the_results_closes_the_response(self, wire: Any) -> None:
        wire.answer(ENDED)
        wire.stream(line("a", type="expired"))
        stream = await wire.provider().batch().do_get_batch_results(OPERATION)
        await stream.aclose()
        assert wire.bodies[0].is_closed
        assert asyncio.all_tasks() == {asyncio.current_task()}

    async def test_refusals_are_api_call_errors(self, wire: Any) -> None:
        wire.answer({"type": "error", "error": {"type": "not_found_error", "message": "No batch."}}, status=404)
        with pytest.raises(APICallError, match=r"^No batch\.$"):
            await results(wire)
