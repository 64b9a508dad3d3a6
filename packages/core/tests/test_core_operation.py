"""What all functions that call a model without steps have in common: limits, retries, headers, events, telemetry."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from ai_sdk_core import (
    AbortController,
    Telemetry,
    embed,
    embed_many,
    generate_image,
    generate_object,
    generate_speech,
    generate_video,
    rerank,
    set_default_provider,
    start_video,
    transcribe,
)
from ai_sdk_core._operation import run_parts, split_count
from ai_sdk_core.errors import (
    AbortError,
    AISDKError,
    APICallError,
    InvalidArgumentError,
    NoSuchModelError,
    OperationTimeoutError,
    RetryError,
    UnsupportedModelVersionError,
)
from ai_sdk_core.provider import OtherWarning, VideoBase64, VideoModelOperationStartResult
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockImageModel,
    MockLanguageModel,
    MockOperationVideoModel,
    MockProvider,
    MockRerankingModel,
    MockSpeechModel,
    MockTranscriptionModel,
    MockVideoModel,
    embedding_result,
    generate_result,
    image_result,
    reranking_result,
    response_info,
    speech_result,
    transcription_result,
    video_result,
)

PNG = b"\x89PNG\r\n"


@dataclass
class Function:
    """How a function is called, and the mock that it calls."""

    call: Callable[..., Any]
    arguments: dict[str, Any]
    make_model: Callable[[Any], Any]
    method: str
    answer: Callable[[], Any]
    tells_events: bool = True

    def __call__(self, model: Any, **options: Any) -> Any:
        return self.call(model=model, **self.arguments, **options)

    def model(self, script: Any = None) -> Any:
        return self.make_model(self.answer() if script is None else script)

    def calls(self, model: Any) -> list[Any]:
        calls: list[Any] = getattr(model, self.method).calls
        return calls


FUNCTIONS = {
    "embed": Function(
        embed,
        {"value": "x"},
        lambda script: MockEmbeddingModel(do_embed=script),
        "do_embed",
        lambda: embedding_result([1.0]),
    ),
    "embed_many": Function(
        embed_many,
        {"values": ["x"]},
        lambda script: MockEmbeddingModel(do_embed=script),
        "do_embed",
        lambda: embedding_result([1.0]),
    ),
    "rerank": Function(
        rerank,
        {"documents": ["a"], "query": "q"},
        lambda script: MockRerankingModel(do_rerank=script),
        "do_rerank",
        lambda: reranking_result((0, 0.5)),
    ),
    "generate_image": Function(
        generate_image,
        {"prompt": "a fox"},
        lambda script: MockImageModel(do_generate=script),
        "do_generate",
        lambda: image_result(PNG),
    ),
    "generate_speech": Function(
        generate_speech,
        {"text": "hello"},
        lambda script: MockSpeechModel(do_generate=script),
        "do_generate",
        lambda: speech_result(b"\xff\xfbmp3"),
    ),
    "transcribe": Function(
        transcribe,
        {"audio": b"\xff\xfbmp3"},
        lambda script: MockTranscriptionModel(do_generate=script),
        "do_generate",
        lambda: transcription_result("hello"),
    ),
    "generate_video": Function(
        generate_video,
        {"prompt": "a boat"},
        lambda script: MockVideoModel(do_generate=script),
        "do_generate",
        lambda: video_result(VideoBase64(data="AAAA", media_type="video/mp4")),
    ),
    "start_video": Function(
        start_video,
        {"prompt": "a boat"},
        lambda script: MockOperationVideoModel(do_start=script),
        "do_start",
        lambda: VideoModelOperationStartResult(operation={"id": 1}, response=response_info()),
        tells_events=False,
    ),
    "generate_object": Function(
        generate_object,
        {"prompt": "x", "output": "no-schema"},
        lambda script: MockLanguageModel(do_generate=script),
        "do_generate",
        lambda: generate_result("{}"),
    ),
}

every = pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS.keys())
watched = pytest.mark.parametrize(
    "function",
    [function for function in FUNCTIONS.values() if function.tells_events],
    ids=[name for name, function in FUNCTIONS.items() if function.tells_events],
)


def refused(status_code=503):
    return APICallError(message="busy", url="https://example.com", request_body_values={}, status_code=status_code)


class Hanging:
    """A script that never answers, and knows whether it was cancelled."""

    def __init__(self):
        self.started = asyncio.Event()
        self.cancelled = False

    async def __call__(self, options):
        self.started.set()
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


@every
async def test_headers_and_provider_options_reach_the_model(function):
    model = function.model()
    await function(model, headers={"X-Mine": "1"}, provider_options={"mock": {"a": 1}})
    (options,) = function.calls(model)
    assert options.headers["x-mine"] == "1"
    assert options.headers["user-agent"].startswith("ai-sdk-core/")
    assert options.provider_options == {"mock": {"a": 1}}


@every
async def test_a_signal_that_has_fired_keeps_the_model_from_being_called(function):
    controller = AbortController()
    controller.abort("enough")
    model = function.model()
    with pytest.raises(AbortError, match="enough"):
        await function(model, abort_signal=controller.signal)
    assert function.calls(model) == []


@every
async def test_a_signal_ends_a_call(function):
    script = Hanging()
    controller = AbortController()
    task = asyncio.create_task(function(function.model(script), abort_signal=controller.signal))
    await script.started.wait()
    controller.abort()
    with pytest.raises(AbortError):
        await task
    assert script.cancelled
    assert asyncio.all_tasks() == {asyncio.current_task()}


@every
async def test_cancelling_the_task_ends_a_call(function):
    script = Hanging()
    task = asyncio.create_task(function(function.model(script)))
    await script.started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert script.cancelled
    assert asyncio.all_tasks() == {asyncio.current_task()}


@every
def test_a_time_limit_ends_a_call(function, jump):
    async def body():
        script = Hanging()
        with pytest.raises(OperationTimeoutError) as raised:
            await function(function.model(script), timeout=30)
        assert raised.value.timeout == 30
        assert script.cancelled
        assert asyncio.get_running_loop().time() == 30

    jump(body())


@every
def test_a_call_that_may_succeed_later_is_repeated(function, jump):
    async def body():
        model = function.model([refused(), function.answer()])
        await function(model)
        assert len(function.calls(model)) == 2
        assert 2 <= asyncio.get_running_loop().time() <= 2.5

    jump(body())


@every
def test_a_call_is_repeated_as_often_as_the_caller_says(function, jump):
    async def body():
        model = function.model(refused())
        with pytest.raises(RetryError):
            await function(model, max_retries=1)
        assert len(function.calls(model)) == 2

    jump(body())


@every
async def test_without_retries_the_error_is_raised_as_it_is(function):
    error = refused()
    with pytest.raises(APICallError) as raised:
        await function(function.model(error), max_retries=0)
    assert raised.value is error


@every
@pytest.mark.parametrize("max_retries", [-1, 1.5, True])
async def test_an_impossible_number_of_retries_is_refused(function, max_retries):
    with pytest.raises(InvalidArgumentError) as raised:
        await function(function.model(), max_retries=max_retries)
    assert raised.value.parameter == "maxRetries"


@every
async def test_a_provider_without_such_models_is_named_in_the_error(function):
    previous = set_default_provider(MockProvider())
    try:
        with pytest.raises(NoSuchModelError):
            await function("some-model")
    finally:
        set_default_provider(previous)


@every
async def test_a_model_of_another_specification_is_refused(function):
    model = function.model()
    model.specification_version = "v9"
    with pytest.raises(UnsupportedModelVersionError):
        await function(model)


@every
async def test_warnings_of_the_model_are_logged(function, caplog):
    answer = function.answer()
    answer.warnings = [OtherWarning(message="mind the gap")]
    with caplog.at_level(logging.WARNING, logger="ai_sdk_core"):
        await function(function.model(answer))
    assert "mind the gap" in caplog.text


@watched
async def test_callbacks_are_told_about_the_beginning_and_the_end(function):
    told = []
    await function(
        function.model(),
        on_start=lambda event: told.append(("start", event)),
        on_end=lambda event: told.append(("end", event)),
        max_retries=5,
    )
    (first, start), (last, end) = told
    assert (first, last) == ("start", "end")
    assert start.call_id == end.call_id
    assert start.model_id == "mock-model-id"
    assert start.provider == "mock-provider"
    assert start.max_retries == 5
    assert start.operation_id.startswith("ai.")


@watched
async def test_a_callback_that_raises_breaks_nothing(function, caplog):
    def fail(event):
        raise ValueError("callback")

    await function(function.model(), on_start=fail, on_end=fail)
    assert caplog.text.count("ValueError: callback") == 2


class Recorder(Telemetry):
    def __init__(self):
        self.names = []

    def on_start(self, event, info):
        self.names.append("start")

    def on_end(self, event, info):
        self.names.append("end")

    def on_error(self, event, info):
        self.names.append(f"error {event.error}")


@watched
async def test_telemetry_is_told_about_a_call(function):
    recorder = Recorder()
    await function(function.model(), telemetry={"integrations": recorder})
    assert recorder.names == ["start", "end"]


@watched
async def test_telemetry_is_told_about_a_failure(function):
    recorder = Recorder()
    with pytest.raises(APICallError):
        await function(function.model(refused(400)), telemetry={"integrations": recorder})
    assert recorder.names == ["start", "error busy"]


async def test_results_come_in_the_order_of_the_parts():
    async def work(part):
        for _ in range(5 - part):
            await asyncio.sleep(0)
        return part * 10

    assert await run_parts([1, 2, 3, 4], work) == [10, 20, 30, 40]
    assert await run_parts([], work) == []


async def test_no_more_parts_than_allowed_are_worked_on_at_once():
    running = most = 0

    async def work(part):
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return part

    assert await run_parts(list(range(10)), work, limit=3) == list(range(10))
    assert most == 3


async def test_when_a_part_fails_the_others_are_cancelled_and_what_is_done_is_kept():
    cancelled = []

    async def work(part):
        if part == "ok":
            return "done"
        if part == "fail":
            await asyncio.sleep(0)
            raise AISDKError(message="broken")
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            cancelled.append(part)

    with pytest.raises(AISDKError, match="broken") as raised:
        await run_parts(["slow", "ok", "fail"], work)
    assert raised.value.partial_results == ["done"]
    assert cancelled == ["slow"]
    assert asyncio.all_tasks() == {asyncio.current_task()}


@pytest.mark.parametrize(
    ("count", "most", "expected"), [(0, 4, []), (1, 4, [1]), (4, 4, [4]), (9, 4, [4, 4, 1]), (2, 1, [1, 1])]
)
def test_a_number_of_things_is_spread_over_calls(count, most, expected):
    assert split_count(count, most, name="most") == expected


def test_calls_that_bring_nothing_are_refused():
    with pytest.raises(InvalidArgumentError, match="max_images_per_call must be greater than 0"):
        split_count(1, 0, name="max_images_per_call")
