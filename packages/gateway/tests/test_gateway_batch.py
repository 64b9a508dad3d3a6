"""Batches: start, status, results, cancellation."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_core.errors import DownloadError, InvalidArgumentError, TypeValidationError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    BatchError,
    BatchItemDropped,
    BatchItemFailed,
    BatchOperationOptions,
    BatchRequestCounts,
    BatchStartOptions,
    BatchWarning,
    CancellableBatch,
    ImageBatchRequest,
    ImageModelCallOptions,
    LanguageModelCallOptions,
    OtherWarning,
    Text,
    TextBatchItemSucceeded,
    TextBatchRequest,
)
from ai_sdk_gateway import GatewayInvalidRequestError, GatewayProviderOptions
from ai_sdk_gateway._json_lines import JSONLines
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

Call = Callable[..., LanguageModelCallOptions]
ASK = BatchOperationOptions(batch_id="b1", headers={"x-a": "1"})


async def test_a_batch_is_started(wire: Any, call: Call, snapshot: SnapshotAssertion) -> None:
    warnings = [{"requestId": "1", "warning": {"type": "other", "message": "careful"}}]
    wire.answer({"batchId": "b1", "status": "pending", "rawStatus": "queued", "createdAt": "t", "warnings": warnings})
    batch = wire.provider().batch()
    result = await batch.do_start_batch(
        BatchStartOptions(
            requests=[
                TextBatchRequest(id="1", model_id="a/b", options=call()),
                TextBatchRequest(id="2", model_id="a/b", options=call(temperature=0)),
            ],
            webhook_url="https://hook.test",
            provider_options={"gateway": GatewayProviderOptions(idempotency_key="key-1", tags=["t"])},
        )
    )
    assert isinstance(batch, CancellableBatch)
    assert (batch.provider, result.batch_id, result.status, result.raw_status) == (
        "gateway.batch",
        "b1",
        "pending",
        "queued",
    )
    assert result.warnings == [BatchWarning(request_id="1", warning=OtherWarning(message="careful"))]
    headers = {name: wire.request.headers[name] for name in ("ai-model-id", "idempotency-key")}
    assert {"url": str(wire.request.url), "headers": headers, "body": wire.json} == snapshot


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        (None, None),
        ({"gateway": {"idempotencyKey": "k"}}, None),
        ({"gateway": {"idempotency_key": "k"}, "openai": {"a": 1}}, {"openai": {"a": 1}}),
        ({"gateway": {"idempotencyKey": "", "user": "u"}}, {"gateway": {"user": "u"}}),
    ],
)
async def test_the_idempotency_key_is_no_part_of_the_body(wire: Any, call: Call, options: Any, sent: Any) -> None:
    """Else the same batch with the same key would be another request."""
    wire.answer({"batchId": "b1", "status": "pending"})
    request = TextBatchRequest(id="1", model_id="a/b", options=call())
    await wire.provider().batch().do_start_batch(BatchStartOptions(requests=[request], provider_options=options))
    assert wire.json.get("providerOptions") == sent


async def test_a_batch_is_for_one_language_model(wire: Any, call: Call) -> None:
    batch = wire.provider().batch()
    text = TextBatchRequest(id="1", model_id="a/b", options=call())
    other = TextBatchRequest(id="2", model_id="a/c", options=call())
    image = ImageBatchRequest(id="3", model_id="a/b", options=ImageModelCallOptions())
    with pytest.raises(InvalidArgumentError, match="at least one"):
        await batch.do_start_batch(BatchStartOptions(requests=[]))
    with pytest.raises(InvalidArgumentError, match='Found "a/b" and "a/c"'):
        await batch.do_start_batch(BatchStartOptions(requests=[text, other]))
    with pytest.raises(UnsupportedFunctionalityError, match="image"):
        await batch.do_start_batch(BatchStartOptions(requests=[text, image]))
    assert wire.requests == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            {"total": 3, "pending": 1, "completed": 1, "failed": 1},
            BatchRequestCounts(total=3, pending=1, completed=1, failed=1),
        ),
        ({"total": 3, "pending": 1, "completed": 1, "failed": 0}, None),
        ({"total": 1.5, "pending": 1.5, "completed": 0, "failed": 0}, None),
        ({"total": 0, "pending": -1, "completed": 1, "failed": 0}, None),
        ({"total": 3}, None),
        (None, None),
    ],
)
async def test_counts_that_do_not_add_up_are_left_out(wire: Any, counts: Any, expected: Any) -> None:
    wire.answer(
        {"status": "failed", "requestCounts": counts, "error": {"message": "m", "code": "c", "statusCode": 500}}
    )
    status = await wire.provider().batch().do_get_batch_status(ASK)
    assert status.request_counts == expected
    assert status.error == BatchError(message="m", code="c", status_code=500)
    assert wire.json == {"batchId": "b1"}
    assert wire.request.headers["x-a"] == "1"


async def test_a_batch_is_cancelled(wire: Any) -> None:
    wire.answer({"status": "pending", "providerMetadata": {"gateway": {"a": 1}}})
    result = await wire.provider().batch().do_cancel_batch(ASK)
    assert result.provider_metadata == {"gateway": {"a": 1}}
    assert str(wire.request.url).endswith("/batch/cancel")


def lines(*items: Any) -> bytes:
    return b"".join(json.dumps(item).encode() + b"\n" for item in items)


async def test_results_come_as_they_are_read(wire: Any, answer: dict[str, Any]) -> None:
    succeeded = {"type": "text", "id": "1", "status": "succeeded", "result": answer}
    failed = {"type": "text", "id": "2", "status": "failed", "error": {"message": "m", "later": 1}, "x": 1}
    expired = {"type": "text", "id": "3", "status": "expired"}
    body = wire.stream(
        lines(succeeded), lines(failed) + b"\n" + lines(expired)[:-1], content_type="application/x-ndjson"
    )
    results = await wire.provider().batch().do_get_batch_results(ASK)
    first, second, third = [item for batch in [batch async for batch in results] for item in batch]
    assert isinstance(first, TextBatchItemSucceeded)
    assert first.result.content == [Text(text="Hi")]
    assert second == BatchItemFailed(id="2", type="text", error=BatchError(message="m"))
    assert third == BatchItemDropped(id="3", type="text", status="expired")
    assert body.is_closed


async def test_results_that_are_none_are_errors_and_close_the_connection(wire: Any) -> None:
    body = wire.stream(lines({"type": "text", "id": "1", "status": "eaten"}))
    results = await wire.provider().batch().do_get_batch_results(ASK)
    with pytest.raises(TypeValidationError, match="status"):
        await anext(results)
    assert body.is_closed


async def test_a_result_that_is_too_long_is_refused(wire: Any) -> None:
    body = wire.stream(b"x" * 101)
    results = await wire.provider(max_batch_line_bytes=100).batch().do_get_batch_results(ASK)
    with pytest.raises(DownloadError, match="more than 100 bytes"):
        await anext(results)
    assert body.is_closed
    with pytest.raises(InvalidArgumentError, match="max_batch_line_bytes"):
        await wire.provider(max_batch_line_bytes=0).batch().do_get_batch_results(ASK)


def test_the_limit_is_for_each_line_alone() -> None:
    reader = JSONLines(url="u", max_line_bytes=4)
    assert reader.feed(b"1234\n1234\n12") == [b"1234", b"1234"]
    assert reader.feed(b"34\n") == [b"1234"]


async def test_closing_results_early_closes_the_connection(wire: Any) -> None:
    body = wire.stream(b"")
    results = await wire.provider().batch().do_get_batch_results(ASK)
    await results.aclose()
    assert body.is_closed


async def test_results_of_a_batch_that_is_not_done_are_refused(wire: Any) -> None:
    wire.answer({"error": {"message": "not yet", "type": "invalid_request_error"}}, status=400)
    with pytest.raises(GatewayInvalidRequestError, match="not yet"):
        await wire.provider().batch().do_get_batch_results(ASK)


@given(values=st.lists(st.text(), max_size=5), size=st.integers(1, 30), ends=st.booleans())
def test_lines_are_found_however_the_body_is_cut(values: list[str], size: int, ends: bool) -> None:
    body = b"\n".join(json.dumps(value).encode() for value in values) + (b"\n" if ends else b"")
    reader = JSONLines(url="u", max_line_bytes=10_000)
    found = [line for start in range(0, len(body), size) for line in reader.feed(body[start : start + size])]
    assert [json.loads(line) for line in [*found, *reader.close()]] == values
