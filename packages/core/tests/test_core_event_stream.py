"""Event streams come in batches, and end in exactly one of the ways that are written down."""

import asyncio
import gzip
import json
from typing import TypedDict

import httpx
import pytest
from ai_sdk_core.errors import APICallError, InvalidResponseDataError, JSONParseError, TypeValidationError
from ai_sdk_core.provider_utils import (
    EventStream,
    ResponseSchema,
    event_stream_handler,
    post_json,
    start_generator,
    status_code_error_handler,
)
from ai_sdk_core.provider_utils.json_parsing import ParseFailure


class Chunk(TypedDict):
    n: int


HANDLER = event_stream_handler(ResponseSchema(Chunk))


class Body(httpx.AsyncByteStream):
    """A response body of scripted reads; an exception among them is raised, `None` waits for ever."""

    def __init__(self, *reads):
        self.reads = reads
        self.closed = False
        self.taken = 0

    async def __aiter__(self):
        for read in self.reads:
            self.taken += 1
            if read is None:
                await asyncio.Event().wait()
            if isinstance(read, Exception):
                raise read
            yield read

    async def aclose(self):
        self.closed = True


def event(n):
    return b'data: {"n":%d,"more":null}\n\n' % n


async def open_stream(body, **response) -> EventStream[Chunk]:
    transport = httpx.MockTransport(
        lambda request: httpx.Response(response.pop("status_code", 200), stream=body, **response)
    )
    result = await post_json(
        url="https://api.example.com",
        body={"stream": True},
        response_handler=HANDLER,
        error_handler=status_code_error_handler(),
        http_client=httpx.AsyncClient(transport=transport),
    )
    return result.value


async def read(body, **response):
    return [batch async for batch in (await open_stream(body, **response)).batches()]


async def test_a_batch_is_what_one_read_completed():
    body = Body(event(1) + event(2), event(3)[:9], event(3)[9:], b": keep-alive\n\n", event(4) + b"data: [DONE]\n\n")
    assert await read(body) == [[{"n": 1}, {"n": 2}], [{"n": 3}], [{"n": 4}]]
    assert body.closed


async def test_an_error_status_is_raised_before_there_is_a_stream():
    body = Body(b"nope")
    with pytest.raises(APICallError) as raised:
        await open_stream(body, status_code=429)
    assert raised.value.status_code == 429
    assert body.closed


async def test_nothing_is_read_before_somebody_asks():
    body = Body(event(1), event(2))
    batches = (await open_stream(body)).batches()
    assert body.taken == 0
    assert await anext(batches) == [{"n": 1}]
    assert body.taken == 1
    await batches.aclose()
    assert body.closed


async def test_what_cannot_be_read_is_passed_on_in_its_place():
    body = Body(event(1) + b'data: {"n":\n\n' + b'data: {"n":"x"}\n\n' + event(2))
    [[first, not_json, not_valid, last]] = await read(body)
    assert (first, last) == ({"n": 1}, {"n": 2})
    assert isinstance(not_json, ParseFailure)
    assert isinstance(not_json.error, JSONParseError)
    assert (not_json.error.text, not_json.raw_value) == ('{"n":', None)
    assert isinstance(not_valid, ParseFailure)
    assert isinstance(not_valid.error, TypeValidationError)
    assert not_valid.raw_value == {"n": "x"}


@pytest.mark.parametrize("text", ["", "NaN", '{"__proto__":{}}', "[1]", "null"])
async def test_odd_data_is_a_failure_and_not_the_end(text):
    [[failure, chunk]] = await read(Body(b"data: " + text.encode() + b"\n\n" + event(1)))
    assert isinstance(failure, ParseFailure)
    assert chunk == {"n": 1}


async def test_bytes_that_are_not_utf_8_are_replaced():
    body = b'data: {"n":1,"more":"a\xff"}\n\n'
    assert await read(Body(body)) == [[{"n": 1}]]
    stream = await open_stream(Body(body))
    expected = ({"n": 1, "more": "a\N{REPLACEMENT CHARACTER}"}, {"n": 1})
    assert [batch async for batch in stream.raw_batches()] == [[expected]]


async def test_raw_batches_pair_the_json_with_the_chunk():
    stream = await open_stream(Body(event(1) + b"data: {\n\ndata: []\n\ndata: [DONE]\n\n"))
    [[first, second, third]] = [batch async for batch in stream.raw_batches()]
    assert first == ({"n": 1, "more": None}, {"n": 1})
    assert second[0] is None
    assert isinstance(second[1], ParseFailure)
    assert third[0] == []
    assert isinstance(third[1], ParseFailure)


async def test_events_after_the_end_marker_still_count():
    """Some servers send the usage after it."""
    body = Body(event(1) + b"data: [DONE]\n\n" + event(2), b"data: [DONE]\n\n", event(3))
    assert await read(body) == [[{"n": 1}, {"n": 2}], [{"n": 3}]]


async def test_a_server_that_forgets_to_close_after_the_end_marker_holds_nobody_up():
    body = Body(event(1), b"data: [DONE]\n\n", None)
    assert await read(body) == [[{"n": 1}]]
    assert body.closed


async def test_a_stream_may_end_without_marker():
    assert await read(Body(event(1))) == [[{"n": 1}]]


async def test_a_stream_of_nothing_but_the_end_marker_has_no_batches():
    """Whether that is an error is the decoder's business: it knows what is missing."""
    assert await read(Body(b"data: [DONE]\n\n")) == []


@pytest.mark.parametrize("body", [[], [b""], [b"\n\n\n"], [b": keep-alive\n\n"]])
async def test_a_body_without_a_single_event_is_an_error_that_shows_the_content_type(body):
    """A proxy that answers 200 and nothing else must not look like a model with nothing to say."""
    with pytest.raises(APICallError, match=r"\(text/plain\).*(empty|keep-alive)") as raised:
        await read(Body(*body), headers={"content-type": "text/plain"})
    assert raised.value.status_code == 200


@pytest.mark.parametrize(
    ("content_type", "reads"),
    [("text/html", [b"<html><body>", b"Sign in</body></html>"]), ("application/json", [b'{"error":\n\n"quota"}'])],
)
async def test_a_body_that_is_no_event_stream_is_an_error_that_shows_it(content_type, reads):
    body = Body(*reads)
    with pytest.raises(APICallError) as raised:
        await read(body, headers={"content-type": content_type})
    assert content_type in str(raised.value)
    assert b"".join(reads).decode() in str(raised.value)
    assert (raised.value.status_code, raised.value.is_retryable) == (200, False)
    assert body.closed


async def test_only_the_start_of_a_wrong_body_is_shown():
    with pytest.raises(APICallError) as raised:
        await read(Body(*[b"<p>" * 100] * 100))
    assert len(str(raised.value)) < 600


@pytest.mark.parametrize(("error", "is_retryable"), [(httpx.ReadError("reset"), True), (Exception("odd"), False)])
async def test_a_connection_that_breaks_is_an_error_after_what_had_come(error, is_retryable):
    body = Body(event(1), error)
    batches = (await open_stream(body)).batches()
    assert await anext(batches) == [{"n": 1}]
    with pytest.raises(APICallError, match=r"^Failed to process successful response$") as raised:
        await anext(batches)
    assert raised.value.cause is error
    assert (raised.value.status_code, raised.value.is_retryable) == (200, is_retryable)
    assert raised.value.request_body_values == {"stream": True}
    assert body.closed


async def test_an_event_without_end_is_an_error():
    stream = await open_stream(body := Body(*[b"data: " + b"x" * 1_000_000] * 70))
    with pytest.raises(InvalidResponseDataError, match="more than"):
        await anext(stream.batches())
    assert body.closed


async def test_closing_before_the_first_step_closes_the_response():
    body = Body(event(1))
    batches = (await open_stream(body)).batches()
    await batches.aclose()
    assert body.closed
    assert body.taken == 0

    other = Body(event(1))
    await (await open_stream(other)).aclose()
    assert other.closed


async def test_a_forgotten_stream_closes_its_response():
    """The loop finalizes generators that have started; `batches` returns one that has."""
    body = Body(event(1))
    batches = (await open_stream(body)).batches()
    del batches
    for _ in range(5):
        await asyncio.sleep(0)
    assert body.closed


async def test_cancelling_the_reader_closes_the_response():
    body = Body(event(1), None)
    batches = (await open_stream(body)).batches()
    await anext(batches)
    task = asyncio.ensure_future(anext(batches))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert body.closed
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_compressed_streams_are_read():
    body = Body(gzip.compress(event(1) + event(2)))
    assert await read(body, headers={"content-encoding": "gzip"}) == [[{"n": 1}, {"n": 2}]]


async def test_half_of_a_surrogate_pair_does_not_break_the_batch():
    class Text(TypedDict):
        t: str

    transport = httpx.MockTransport(
        lambda request: httpx.Response(
            200, content=rb'data: {"t":"\ud83d"}' + b"\n\n" + rb'data: {"t":"\ude00"}' + b"\n\n"
        )
    )
    result = await post_json(
        url="https://api.example.com",
        body={},
        response_handler=event_stream_handler(ResponseSchema(Text)),
        error_handler=status_code_error_handler(),
        http_client=httpx.AsyncClient(transport=transport),
    )
    assert [batch async for batch in result.value.batches()] == [[{"t": "\ud83d"}, {"t": "\ude00"}]]


async def test_every_split_of_a_stream_gives_the_same_chunks():
    text = b"\xef\xbb\xbf" + b"".join(
        b"event: x\r\ndata: " + json.dumps({"n": n}).encode() + b"\r\n\r\n" for n in range(5)
    )
    for size in (1, 2, 7, 50):
        reads = [text[start : start + size] for start in range(0, len(text), size)]
        assert [chunk for batch in await read(Body(*reads)) for chunk in batch] == [{"n": n} for n in range(5)]


async def test_a_generator_that_awaits_first_cannot_be_started():
    async def generator():
        await asyncio.sleep(0)
        yield 1

    with pytest.raises(RuntimeError, match="before its first yield"):
        start_generator(generator())
