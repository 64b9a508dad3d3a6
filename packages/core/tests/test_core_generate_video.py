"""`generate_video`, `start_video`, `get_video_status`."""

import asyncio
import base64

import pytest
from ai_sdk_core import AbortController, VideoPolling, generate_video, get_video_status, start_video
from ai_sdk_core._prompt.download import DownloadedFile
from ai_sdk_core.errors import (
    AbortError,
    AISDKError,
    APICallError,
    DownloadError,
    InvalidArgumentError,
    InvalidDataContentError,
    NoVideoGeneratedError,
    OperationTimeoutError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    OtherWarning,
    VideoBase64,
    VideoBinary,
    VideoModelFileData,
    VideoModelFileUrl,
    VideoModelFrameImage,
    VideoModelOperationCompleted,
    VideoModelOperationFailed,
    VideoModelOperationPending,
    VideoModelOperationStartResult,
    VideoModelOperationWebhook,
    VideoModelWebhook,
    VideoUploaded,
    VideoUrl,
)
from ai_sdk_core.testing import (
    MockOperationVideoModel,
    MockVideoModel,
    MockWebhookVideoModel,
    response_info,
    video_result,
)

PNG = b"\x89PNG\r\n"
WEBM = b"\x1aE\xdf\xa3"
MP4 = VideoBase64(data="AAAA", media_type="video/mp4")


def started(operation=None):
    return VideoModelOperationStartResult(operation=operation or {"id": "op1"}, response=response_info())


def pending():
    return VideoModelOperationPending(response=response_info())


def completed(*videos):
    return VideoModelOperationCompleted(videos=list(videos or [MP4]), response=response_info())


def refused(status_code=400):
    return APICallError(message="no", url="https://example.com", request_body_values={}, status_code=status_code)


def downloading(*files):
    async def download(requests):
        return list(files)

    return download


async def test_a_prompt_becomes_a_video():
    model = MockVideoModel(do_generate=video_result(MP4))
    result = await generate_video(
        model=model, prompt="x", aspect_ratio="16:9", resolution="1x1", duration=5, fps=24, seed=3, generate_audio=True
    )
    assert (result.video.base64, result.video.media_type, result.uploaded_videos) == ("AAAA", "video/mp4", 0)
    (options,) = model.do_generate.calls
    assert (options.prompt, options.n, options.aspect_ratio, options.resolution) == ("x", 1, "16:9", "1x1")
    assert (options.duration, options.fps, options.seed, options.generate_audio) == (5, 24, 3, True)
    assert not hasattr(options, "webhook_url")


@pytest.mark.parametrize(
    ("video", "file", "media_type"),
    [
        (VideoUrl(url="https://e.com/v", media_type="video/mp4"), DownloadedFile(data=WEBM), "video/mp4"),
        (
            VideoUrl(url="https://e.com/v", media_type="application/octet-stream"),
            DownloadedFile(data=WEBM, media_type="video/x"),
            "video/x",
        ),
        (VideoUrl(url="https://e.com/v", media_type=""), DownloadedFile(data=WEBM), "video/webm"),
        (VideoUrl(url="https://e.com/v", media_type=""), DownloadedFile(data=b"?"), "video/mp4"),
        (VideoBinary(data=WEBM, media_type=""), None, "video/webm"),
        (VideoBinary(data=b"?", media_type=""), None, "video/mp4"),
        (VideoBase64(data="AAAA", media_type=""), None, "video/mp4"),
    ],
)
async def test_videos_in_every_form(video, file, media_type):
    result = await generate_video(
        model=MockVideoModel(do_generate=video_result(video)), prompt="x", download=downloading(file)
    )
    assert result.video.media_type == media_type


async def test_a_download_that_gives_nothing_is_an_error():
    video = VideoUrl(url="https://e.com/v", media_type="video/mp4")
    with pytest.raises(DownloadError, match="the download function gave none"):
        await generate_video(
            model=MockVideoModel(do_generate=video_result(video)), prompt="x", download=downloading(None)
        )


async def test_videos_that_went_elsewhere_are_counted():
    result = await generate_video(
        model=MockVideoModel(do_generate=video_result(VideoUploaded(media_type="video/mp4"))), prompt="x"
    )
    assert (result.videos, result.uploaded_videos) == ([], 1)
    with pytest.raises(NoVideoGeneratedError, match="delivered to the upload destination"):
        _ = result.video


async def test_no_video_is_an_error():
    with pytest.raises(NoVideoGeneratedError) as raised:
        await generate_video(model=MockVideoModel(do_generate=video_result()), prompt="x")
    assert raised.value.responses[0].model_id == "mock-model-id"
    with pytest.raises(NoVideoGeneratedError):
        await generate_video(model=MockVideoModel(), prompt="x", n=0)


async def test_videos_are_spread_over_calls_and_metadata_is_joined():
    def answer(options):
        result = video_result(*[MP4] * options.n)
        result.provider_metadata = {"p": {"videos": [{"n": options.n}], "last": options.n}}
        return result

    model = MockVideoModel(do_generate=answer, max_videos_per_call=2)
    result = await generate_video(model=model, prompt="x", n=3)
    assert len(result.videos) == 3
    assert result.provider_metadata == {"p": {"videos": [{"n": 2}, {"n": 1}], "last": 1}}
    assert [response.provider_metadata["p"]["last"] for response in result.responses] == [2, 1]


async def test_images_and_references_in_every_form():
    model = MockVideoModel(do_generate=video_result(MP4))
    encoded = base64.b64encode(PNG).decode()
    await generate_video(
        model=model,
        prompt={"image": f"data:image/webp;base64,{encoded}", "text": "go"},
        input_references=[
            encoded,
            WEBM,
            "https://e.com/r.png",
            {"data": PNG, "media_type": "image/x"},
            {"data": "https://e.com/r.png", "media_type": "image/y"},
        ],
    )
    (options,) = model.do_generate.calls
    assert (options.prompt, options.image) == ("go", VideoModelFileData(data=PNG, media_type="image/webp"))
    assert options.input_references == [
        VideoModelFileData(data=PNG, media_type="image/png"),
        VideoModelFileData(data=WEBM, media_type="audio/webm"),
        VideoModelFileUrl(url="https://e.com/r.png"),
        VideoModelFileData(data=PNG, media_type="image/x"),
        VideoModelFileUrl(url="https://e.com/r.png", media_type="image/y"),
    ]


async def test_frame_images_take_the_place_of_other_images_and_a_warning_says_so():
    model = MockVideoModel(do_generate=video_result(MP4))
    result = await generate_video(
        model=model,
        prompt={"image": "https://e.com/prompt.png"},
        frame_images=[
            {"image": "https://e.com/last.png", "frame_type": "last_frame"},
            {"image": PNG, "frame_type": "first_frame"},
        ],
        input_references=[PNG],
    )
    (options,) = model.do_generate.calls
    first = VideoModelFileData(data=PNG, media_type="image/png")
    assert options.image == first
    assert options.frame_images == [
        VideoModelFrameImage(image=VideoModelFileUrl(url="https://e.com/last.png"), frame_type="last_frame"),
        VideoModelFrameImage(image=first, frame_type="first_frame"),
    ]
    assert options.input_references is None
    messages = [warning.message for warning in result.warnings]
    assert [message.split(" ")[0] for message in messages] == ["input_references", "prompt.image"]


async def test_what_is_no_image_is_refused():
    with pytest.raises(InvalidDataContentError):
        await generate_video(model=MockVideoModel(), prompt={"image": "no base64!"})


# --- Operations ---


def test_an_operation_is_started_and_asked_about_until_it_is_done(jump):
    async def body():
        start = started()
        start.warnings = [OtherWarning(message="w")]
        start.provider_metadata = {"p": {"a": 1}}
        last = completed()
        last.provider_metadata = {"p": {"b": 2}}
        model = MockOperationVideoModel(do_start=start, do_status=[pending(), pending(), last])
        told = []
        result = await generate_video(model=model, prompt="x", on_progress=told.append)
        assert result.video.base64 == "AAAA"
        assert result.provider_metadata == {"p": {"a": 1, "b": 2}}
        assert [warning.message for warning in result.warnings] == ["w"]
        assert asyncio.get_running_loop().time() == 15
        assert [event.status for event in told] == ["started", "pending", "pending", "completed"]
        assert all(event.operation == {"id": "op1"} for event in told)
        assert model.do_start.calls[0].headers["idempotency-key"].startswith("aisdk_vid_")
        assert [call.operation for call in model.do_status.calls] == [{"id": "op1"}] * 3

    jump(body())


def test_each_start_has_a_key_of_its_own_which_its_retries_share(jump):
    async def body():
        model = MockOperationVideoModel(
            do_start=[refused(503), started(), started()], do_status=completed(), max_videos_per_call=1
        )
        await generate_video(model=model, prompt="x", n=2)
        keys = [call.headers["idempotency-key"] for call in model.do_start.calls]
        assert (len(keys), len(set(keys))) == (3, 2)

    jump(body())


async def test_the_callers_key_stays():
    model = MockOperationVideoModel(do_start=started())
    await start_video(model=model, prompt="x", headers={"Idempotency-Key": "mine"})
    assert model.do_start.calls[0].headers["idempotency-key"] == "mine"


class BothWays(MockOperationVideoModel):
    """A model that can wait, and be asked."""

    def __init__(self, **scripts):
        super().__init__(do_start=started(), do_status=completed(), **scripts)
        self.waited = 0

    async def do_generate(self, options):
        self.waited += 1
        return video_result(MP4)


def test_a_model_that_can_do_both_is_asked_only_if_the_caller_wants_that(jump):
    async def body():
        model = BothWays()
        await generate_video(model=model, prompt="x")
        assert (model.waited, len(model.do_start.calls)) == (1, 0)
        await generate_video(model=model, prompt="x", poll=VideoPolling(interval=2))
        assert (model.waited, len(model.do_start.calls)) == (1, 1)
        assert asyncio.get_running_loop().time() == 2

    jump(body())


async def test_polling_a_model_that_cannot_be_asked_is_warned_about(caplog):
    await generate_video(model=MockVideoModel(do_generate=video_result(MP4)), prompt="x", poll=VideoPolling())
    assert "does not support do_start/do_status" in caplog.text


class NoWay:
    specification_version = "v4"
    provider = "mock"
    model_id = "m"
    max_videos_per_call = None


async def test_a_model_without_any_way_is_refused():
    with pytest.raises(UnsupportedFunctionalityError, match="does not implement do_generate or do_start"):
        await generate_video(model=NoWay(), prompt="x")


def test_a_generation_that_takes_too_long_says_how_to_go_on(jump):
    async def body():
        model = MockOperationVideoModel(do_start=started(), do_status=pending())
        with pytest.raises(OperationTimeoutError) as raised:
            await generate_video(model=model, prompt="x", poll=VideoPolling(interval=4, timeout=10))
        assert str(raised.value) == "Video generation timed out after 10000ms."
        assert (raised.value.operation, raised.value.timeout) == ({"id": "op1"}, 10)
        assert "get_video_status(model=..., operation={'id': 'op1'})" in raised.value.__notes__[0]
        assert (asyncio.get_running_loop().time(), len(model.do_status.calls)) == (10, 2)
        model.do_status = MockOperationVideoModel(do_status=completed()).do_status
        status = await get_video_status(model=model, operation=raised.value.operation)
        assert status.videos == [MP4]

    jump(body())


def test_a_question_that_hangs_ends_with_the_time_limit_of_polling(jump):
    async def body():
        async def hang(options):
            await asyncio.get_running_loop().create_future()

        model = MockOperationVideoModel(do_start=started(), do_status=hang)
        with pytest.raises(OperationTimeoutError) as raised:
            await generate_video(model=model, prompt="x", poll=VideoPolling(timeout=60))
        assert raised.value.operation == {"id": "op1"}
        assert asyncio.get_running_loop().time() == 60

    jump(body())


def test_every_end_of_a_started_generation_but_its_failure_says_how_to_go_on(jump):
    async def body():
        model = MockOperationVideoModel(do_start=started(), do_status=pending())
        with pytest.raises(OperationTimeoutError) as raised:
            await generate_video(model=model, prompt="x", timeout=30)
        assert raised.value.operation == {"id": "op1"}
        with pytest.raises(APICallError) as failed:
            await generate_video(model=MockOperationVideoModel(do_start=started(), do_status=refused()), prompt="x")
        assert "operation={'id': 'op1'}" in failed.value.__notes__[0]
        gone = VideoModelOperationFailed(error="Too many cats.", response=response_info())
        with pytest.raises(NoVideoGeneratedError, match="Too many cats") as over:
            await generate_video(model=MockOperationVideoModel(do_start=started(), do_status=gone), prompt="x")
        assert not hasattr(over.value, "__notes__")

    jump(body())


def test_a_signal_ends_the_waiting(jump):
    async def body():
        controller = AbortController()
        model = MockOperationVideoModel(do_start=started(), do_status=pending())
        asyncio.get_running_loop().call_later(7, controller.abort)
        with pytest.raises(AbortError) as raised:
            await generate_video(model=model, prompt="x", abort_signal=controller.signal)
        assert asyncio.get_running_loop().time() == 7
        assert raised.value.__notes__
        assert asyncio.all_tasks() == {asyncio.current_task()}

    jump(body())


def test_cancelling_ends_the_waiting(jump):
    async def body():
        model = MockOperationVideoModel(do_start=started(), do_status=pending(), max_videos_per_call=1)
        task = asyncio.create_task(generate_video(model=model, prompt="x", n=3))
        await asyncio.sleep(12)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    jump(body())


# --- Webhooks ---


def webhook_of(received):
    async def make():
        return VideoModelWebhook(url="https://me/hook", received=received)

    return make


def hooked_model(**scripts):
    async def pass_on(webhook):
        return await webhook()

    return MockWebhookVideoModel(do_start=started(), handle_webhook_option=pass_on, **scripts)


def test_a_notification_takes_the_place_of_questions(jump):
    async def body():
        received = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(100, received.set_result, VideoModelOperationWebhook(headers={}, body={}))
        model = hooked_model(do_status=completed())
        result = await generate_video(model=model, prompt="x", webhook=webhook_of(received))
        assert result.video.base64 == "AAAA"
        assert model.do_start.calls[0].webhook_url == "https://me/hook"
        assert (asyncio.get_running_loop().time(), len(model.do_status.calls)) == (100, 1)

    jump(body())


def test_a_notification_that_does_not_come_is_a_timeout(jump):
    async def body():
        received = asyncio.get_running_loop().create_future()
        with pytest.raises(OperationTimeoutError) as raised:
            await generate_video(model=hooked_model(), prompt="x", webhook=webhook_of(received))
        assert (raised.value.operation, asyncio.get_running_loop().time()) == ({"id": "op1"}, 600)
        assert received.cancelled()

    jump(body())


async def test_a_notification_before_the_end_is_an_error():
    received = asyncio.get_running_loop().create_future()
    received.set_result(VideoModelOperationWebhook(headers={}, body={}))
    with pytest.raises(AISDKError, match="did not complete after webhook notification"):
        await generate_video(model=hooked_model(do_status=pending()), prompt="x", webhook=webhook_of(received))


def test_a_model_without_webhooks_is_asked_instead_and_a_warning_says_so(jump):
    async def body():
        model = MockOperationVideoModel(do_start=started(), do_status=completed())
        result = await generate_video(model=model, prompt="x", webhook=webhook_of(None))
        assert [warning.feature for warning in result.warnings] == ["webhook"]

    jump(body())


@pytest.mark.parametrize("make", ["future", "coroutine"])
async def test_a_failed_start_leaves_no_notification_to_wait_for(make):
    async def wait():
        raise AssertionError("never awaited")

    received = asyncio.get_running_loop().create_future() if make == "future" else wait()
    model = hooked_model()
    model.do_start = MockOperationVideoModel(do_start=refused()).do_start
    with pytest.raises(APICallError):
        await generate_video(model=model, prompt="x", webhook=webhook_of(received))
    assert received.cancelled() if make == "future" else received.cr_frame is None


# --- Start and status ---


async def test_a_video_is_started_and_left_alone():
    start = started({"id": "op9"})
    start.warnings = [OtherWarning(message="w")]
    model = MockOperationVideoModel(do_start=start, max_videos_per_call=None)
    result = await start_video(model=model, prompt="x", n=2, webhook_url="https://me/hook", frame_images=[])
    assert (result.operation, result.response) == ({"id": "op9"}, start.response)
    assert [warning.message for warning in result.warnings] == ["w"]
    assert (model.do_start.calls[0].n, model.do_start.calls[0].webhook_url) == (2, "https://me/hook")


@pytest.mark.parametrize("n", [0, -1, 1.5, True])
async def test_an_impossible_number_of_videos_is_refused(n):
    with pytest.raises(InvalidArgumentError, match="expected a positive integer"):
        await start_video(model=MockOperationVideoModel(), prompt="x", n=n)


@pytest.mark.parametrize("options", [{}, {"max_videos_per_call": 2}])
async def test_an_operation_makes_no_more_videos_than_it_can(options):
    with pytest.raises(InvalidArgumentError, match="Split the batch across multiple start_video calls"):
        await start_video(model=MockOperationVideoModel(max_videos_per_call=1), prompt="x", n=3, **options)


async def test_a_model_without_operations_cannot_start_and_be_asked():
    with pytest.raises(UnsupportedFunctionalityError, match="does not implement do_start"):
        await start_video(model=MockVideoModel(), prompt="x")
    with pytest.raises(UnsupportedFunctionalityError, match="does not implement do_status"):
        await get_video_status(model=MockVideoModel(), operation={})


async def test_the_status_of_an_operation():
    model = MockOperationVideoModel(do_status=pending())
    status = await get_video_status(model=model, operation={"id": 1}, headers={"x": "1"})
    assert status.status == "pending"
    assert model.do_status.calls[0].operation == {"id": 1}
    assert model.do_status.calls[0].headers["x"] == "1"
