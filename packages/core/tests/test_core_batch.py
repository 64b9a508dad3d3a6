"""Batches: `start_batch`, `get_batch_status`, `get_batch_results`, `cancel_batch`, `list_batches`."""

import asyncio
import sys
from dataclasses import replace

import pytest
from ai_sdk_core import (
    AbortController,
    BatchJob,
    BatchReference,
    StreamAlreadyRead,
    cancel_batch,
    get_batch_results,
    get_batch_status,
    json_schema,
    list_batches,
    set_default_provider,
    start_batch,
    tool,
)
from ai_sdk_core._model import _installed_providers
from ai_sdk_core.errors import (
    AbortError,
    APICallError,
    InvalidArgumentError,
    InvalidPromptError,
    OperationTimeoutError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    BatchCancelResult,
    BatchError,
    BatchItemDropped,
    BatchItemFailed,
    BatchListItem,
    BatchListResult,
    BatchRequestCounts,
    BatchStartResult,
    BatchStatus,
    BatchWarning,
    ImageBatchItemSucceeded,
    ImageModelUsage,
    OtherWarning,
    TextBatchItemSucceeded,
    ToolCall,
)
from ai_sdk_core.testing import MockProvider, Scripted, generate_result, image_result

PNG = b"\x89PNG\r\n"
CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}})
REFERENCE = BatchReference(id="b1", provider="mock.batch")
STARTED = BatchStartResult(
    batch_id="b1",
    status="pending",
    request_counts=BatchRequestCounts(total=1, pending=1, completed=0, failed=0),
    warnings=[BatchWarning(warning=OtherWarning(message="mind the gap"), request_id="r1")],
)


class MockBatch:
    """A provider's interface for batches, with the least that there must be."""

    specification_version = "v4"
    provider = "mock.batch"

    def __init__(self, *, start=None, status=None, results=None):
        self.supported_urls = {}
        self.do_start_batch = Scripted("do_start_batch", start)
        self.do_get_batch_status = Scripted("do_get_batch_status", status)
        self.do_get_batch_results = Scripted("do_get_batch_results", results)


class FullBatch(MockBatch):
    def __init__(self, *, cancel=None, page=None):
        super().__init__()
        self.do_cancel_batch = Scripted("do_cancel_batch", cancel)
        self.do_list_batches = Scripted("do_list_batches", page)


def refused(status_code=503):
    return APICallError(message="busy", url="x", request_body_values={}, status_code=status_code)


def text_request(request_id="r1", **more):
    return {"id": request_id, "type": "text", "model": "m-1", "prompt": "hi", **more}


def image_request(request_id="r2", **more):
    return {"id": request_id, "type": "image", "model": "i-1", "prompt": "a fox", **more}


async def test_requests_of_both_kinds_are_started(caplog):
    api = MockBatch(start=STARTED)
    batch = await start_batch(
        provider=api,
        requests=[
            text_request(
                instructions="be brief",
                temperature=0.5,
                tools={"weather": tool(description="x", input_schema=CITY)},
                tool_choice="required",
                provider_options={"mock": {"a": 1}},
            ),
            image_request(n=2, size="1x1", aspect_ratio="1:1", seed=3, prompt={"images": [PNG], "text": "edit"}),
        ],
        webhook_url="https://me/hook",
        headers={"x": "1"},
        provider_options={"mock": {"b": 2}},
    )
    assert (batch.id, batch.provider, batch.version, batch.status) == ("b1", "mock.batch", 2, "pending")
    assert batch.request_counts.total == 1
    assert batch.reference == REFERENCE
    assert batch.warnings == STARTED.warnings
    assert "mock.batch / m-1: mind the gap" in caplog.text
    (options,) = api.do_start_batch.calls
    assert (options.webhook_url, options.provider_options) == ("https://me/hook", {"mock": {"b": 2}})
    assert options.headers["x"] == "1"
    text, image = options.requests
    assert (text.id, text.model_id, text.type) == ("r1", "m-1", "text")
    assert [message.role for message in text.options.prompt] == ["system", "user"]
    assert (text.options.temperature, text.options.tool_choice.type) == (0.5, "required")
    assert [prepared.name for prepared in text.options.tools] == ["weather"]
    assert text.options.provider_options == {"mock": {"a": 1}}
    assert (image.id, image.model_id, image.type) == ("r2", "i-1", "image")
    assert (image.options.prompt, image.options.n, image.options.size) == ("edit", 2, "1x1")
    assert (image.options.aspect_ratio, image.options.seed) == ("1:1", 3)
    assert image.options.files[0].data == PNG


@pytest.mark.parametrize(
    ("requests", "message"),
    [
        ([], "requests must not be empty"),
        ([text_request(" ")], "request IDs must not be empty"),
        ([text_request(), image_request("r1")], 'request IDs must be unique; duplicate ID "r1"'),
        ([{"id": "r1", "type": "weird", "model": "m"}], 'Unsupported batch request type "weird".'),
    ],
)
async def test_requests_that_cannot_be_told_apart_are_refused(requests, message):
    with pytest.raises(InvalidArgumentError, match=message) as raised:
        await start_batch(provider=MockBatch(), requests=requests)
    assert raised.value.parameter == "requests"


async def test_a_tool_is_the_same_in_all_requests():
    first, second = (tool(description=text, input_schema=CITY) for text in ("one", "two"))
    api = MockBatch(start=STARTED)
    same = [text_request("a", tools={"weather": first}), text_request("b", tools={"weather": first})]
    await start_batch(provider=api, requests=same)
    with pytest.raises(InvalidArgumentError, match='tool "weather" must have the same definition') as raised:
        await start_batch(provider=api, requests=[same[0], text_request("b", tools={"weather": second})])
    assert raised.value.value == "b"


async def test_prompts_and_settings_are_checked():
    with pytest.raises(InvalidPromptError):
        await start_batch(provider=MockBatch(), requests=[text_request(prompt=None)])
    with pytest.raises(InvalidArgumentError, match="max_output_tokens"):
        await start_batch(provider=MockBatch(), requests=[text_request(max_output_tokens=0)])


async def test_a_start_is_not_repeated():
    api = MockBatch(start=refused())
    with pytest.raises(APICallError):
        await start_batch(provider=api, requests=[text_request()])
    assert len(api.do_start_batch.calls) == 1


class BatchProvider(MockProvider):
    def __init__(self, api):
        super().__init__()
        self.api = api

    def batch(self):
        return self.api


async def test_a_provider_its_batches_and_the_default_provider_serve_alike():
    status = BatchStatus(status="completed")
    provider = BatchProvider(MockBatch(status=status))
    assert await get_batch_status(batch=REFERENCE, provider=provider) is status
    assert await get_batch_status(batch=REFERENCE, provider=provider.api) is status
    previous = set_default_provider(provider)
    try:
        assert await get_batch_status(batch=REFERENCE) is status
    finally:
        set_default_provider(previous)


@pytest.fixture
def nothing_installed(monkeypatch):
    """No provider is installed."""
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])
    _installed_providers.cache_clear()
    yield
    _installed_providers.cache_clear()


@pytest.mark.usefixtures("nothing_installed")
async def test_without_a_provider_the_error_says_what_to_do():
    with pytest.raises(UnsupportedFunctionalityError, match="pip install ai-sdk-gateway"):
        await list_batches()


async def test_a_provider_without_batches_is_refused():
    with pytest.raises(UnsupportedFunctionalityError, match="does not support batch processing"):
        await get_batch_status(batch=REFERENCE, provider=MockProvider())


@pytest.mark.parametrize("function", [get_batch_status, get_batch_results, cancel_batch])
async def test_a_batch_of_another_provider_is_refused(function):
    elsewhere = replace(REFERENCE, provider="other.batch")
    with pytest.raises(InvalidArgumentError, match=r"is not compatible with batch provider other\.batch"):
        await function(batch=elsewhere, provider=MockBatch())


def test_a_question_is_repeated(jump):
    async def body():
        status = BatchStatus(status="pending")
        api = MockBatch(status=[refused(), status])
        job = BatchJob(id="b1", provider="mock.batch", status="pending")
        assert await get_batch_status(batch=job, provider=api) is status
        with pytest.raises(APICallError):
            await get_batch_status(batch=job, provider=MockBatch(status=refused()), max_retries=0)
        assert [call.batch_id for call in api.do_get_batch_status.calls] == ["b1", "b1"]

    jump(body())


def test_a_time_limit_ends_a_question(jump):
    async def hang(options):
        await asyncio.get_running_loop().create_future()

    async def body():
        with pytest.raises(OperationTimeoutError):
            await get_batch_status(batch=REFERENCE, provider=MockBatch(status=hang), timeout=5)
        with pytest.raises(OperationTimeoutError):
            await start_batch(requests=[text_request()], provider=MockBatch(start=hang), timeout=5)
        with pytest.raises(OperationTimeoutError):
            await cancel_batch(batch=REFERENCE, provider=FullBatch(cancel=hang), timeout=5)
        with pytest.raises(OperationTimeoutError):
            await list_batches(provider=FullBatch(page=hang), timeout=5)
        assert asyncio.get_running_loop().time() == 20

    jump(body())


# --- Results ---


class Results:
    """Streams batches of results, and knows whether it is open."""

    def __init__(self, *batches):
        self.batches = batches
        self.open = 0

    async def __call__(self, options):
        return self.stream()

    async def stream(self):
        self.open += 1
        try:
            for batch in self.batches:
                if isinstance(batch, BaseException):
                    raise batch
                if isinstance(batch, asyncio.Future):
                    await batch
                    continue
                yield batch
        finally:
            self.open -= 1


def text_item(item_id="r1", **more):
    return TextBatchItemSucceeded(id=item_id, result=generate_result("Hello", **more))


async def read(*batches, **options):
    api = MockBatch(results=Results(*batches))
    async with get_batch_results(batch=REFERENCE, provider=api, **options) as results:
        return [item async for item in results]


async def test_results_of_text_requests():
    call = ToolCall(tool_call_id="c1", tool_name="weather", input='{"city": "Oslo"}')
    called = TextBatchItemSucceeded(id="r2", result=generate_result(call, finish_reason="tool-calls"))
    tools = {"weather": tool(description="x", input_schema=CITY)}
    text, calling = await read([text_item(), called], tools=tools)
    assert (text.id, text.type, text.status, text.text, text.finish_reason) == (
        "r1",
        "text",
        "succeeded",
        "Hello",
        "stop",
    )
    assert text.usage.total_tokens is not None
    assert calling.content[0].input == {"city": "Oslo"}


async def test_results_of_image_requests():
    answer = image_result(PNG)
    answer.usage = ImageModelUsage(input_tokens=1)
    answer.provider_metadata = {"p": {"images": [{"a": 1}]}}
    answer.response.body = "the image once more"
    (item,) = await read([ImageBatchItemSucceeded(id="r1", result=answer)])
    assert (item.status, item.images[0].bytes, item.images[0].media_type) == ("succeeded", PNG, "image/png")
    assert (item.images[0].provider_metadata, item.usage.input_tokens) == ({"p": {"a": 1}}, 1)
    assert item.response.body is None


async def test_requests_that_failed_or_were_dropped_say_why():
    failed = BatchItemFailed(id="r1", type="text", error=BatchError(message="no"))
    expired = BatchItemDropped(id="r2", type="image", status="expired")
    assert await read([failed], [expired]) == [failed, expired]


async def test_results_are_read_once():
    results = get_batch_results(batch=REFERENCE, provider=MockBatch(results=Results([text_item()])))
    assert len([item async for item in results]) == 1
    with pytest.raises(StreamAlreadyRead):
        aiter(results)


async def test_what_came_before_an_error_is_read_first():
    results = get_batch_results(batch=REFERENCE, provider=MockBatch(results=Results([text_item()], ValueError("cut"))))
    items = aiter(results)
    assert (await anext(items)).id == "r1"
    with pytest.raises(ValueError, match="cut"):
        await anext(items)


async def test_leaving_the_block_ends_the_call():
    source = Results([text_item()], asyncio.get_running_loop().create_future())
    async with get_batch_results(batch=REFERENCE, provider=MockBatch(results=source)) as results:
        async for _item in results:
            assert source.open == 1
            break
    assert source.open == 0


async def test_a_signal_ends_the_reading():
    controller = AbortController()
    source = Results([text_item()], asyncio.get_running_loop().create_future())
    results = get_batch_results(batch=REFERENCE, provider=MockBatch(results=source), abort_signal=controller.signal)
    items = aiter(results)
    await anext(items)
    controller.abort()
    with pytest.raises(AbortError):
        await anext(items)
    assert source.open == 0


def test_the_request_for_results_is_repeated(jump):
    async def body():
        source = Results([text_item()])
        api = MockBatch(results=[refused(), source.stream()])
        results = get_batch_results(batch=REFERENCE, provider=api)
        assert [item.id async for item in results] == ["r1"]

    jump(body())


# --- Cancelling and listing ---


async def test_a_batch_is_cancelled():
    answer = BatchCancelResult(provider_metadata={"mock": {"a": 1}})
    api = FullBatch(cancel=answer)
    assert await cancel_batch(batch=REFERENCE, provider=api, provider_options={"mock": {}}) is answer
    assert (api.do_cancel_batch.calls[0].batch_id, api.do_cancel_batch.calls[0].provider_options) == (
        "b1",
        {"mock": {}},
    )


async def test_batches_are_listed_page_by_page():
    page = BatchListResult(
        batches=[BatchListItem(batch_id="b1", status="completed", created_at="2026")], next_cursor="c2"
    )
    api = FullBatch(page=page)
    result = await list_batches(provider=api, limit=1, cursor="c1")
    assert result.batches == [BatchJob(id="b1", provider="mock.batch", status="completed", created_at="2026")]
    assert result.next_cursor == "c2"
    assert (api.do_list_batches.calls[0].limit, api.do_list_batches.calls[0].cursor) == (1, "c1")


async def test_what_a_provider_cannot_do_is_said():
    with pytest.raises(UnsupportedFunctionalityError, match="does not support batch cancellation"):
        await cancel_batch(batch=REFERENCE, provider=MockBatch())
    with pytest.raises(UnsupportedFunctionalityError, match="does not support listing batches"):
        await list_batches(provider=MockBatch())
