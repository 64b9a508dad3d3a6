"""Embedding, image, speech, transcription, reranking and video models."""

import base64
from typing import Any

import pytest
from ai_sdk_core.provider import (
    EmbeddingModel,
    EmbeddingModelCallOptions,
    GeneratingVideoModel,
    ImageModel,
    ImageModelCallOptions,
    ImageModelFileData,
    ImageModelFileUrl,
    ObjectDocuments,
    OperationVideoModel,
    RerankingModel,
    RerankingModelCallOptions,
    SpeechModel,
    SpeechModelCallOptions,
    TextDocuments,
    TranscriptionModel,
    TranscriptionModelCallOptions,
    UnsupportedWarning,
    VideoBase64,
    VideoModelCallOptions,
    VideoModelFileData,
    VideoModelFrameImage,
    VideoModelOperationCompleted,
    VideoModelOperationFailed,
    VideoModelOperationPending,
    VideoModelOperationStartOptions,
    VideoModelOperationStatusOptions,
    VideoModelOperationWebhook,
    VideoModelWebhook,
    VideoUploaded,
    VideoUrl,
    WebhookVideoModel,
)
from ai_sdk_gateway import GatewayForbiddenError, GatewayProviderOptions, GatewayResponseError
from syrupy.assertion import SnapshotAssertion

METADATA = {"gateway": {"cost": "0.1"}}
WARNINGS = [{"type": "unsupported", "feature": "seed", "details": "d"}]


def sent(wire: Any) -> dict[str, Any]:
    """What the only request said."""
    headers = {name: value for name, value in wire.request.headers.items() if "model" in name or name == "accept"}
    return {"url": str(wire.request.url), "headers": headers, "body": wire.json}


async def test_an_embedding(wire: Any, snapshot: SnapshotAssertion) -> None:
    body = {
        "embeddings": [[0.1, 1], [2, 3]],
        "usage": {"tokens": 4},
        "warnings": WARNINGS,
        "providerMetadata": METADATA,
    }
    wire.answer(body)
    model = wire.provider().embedding_model("openai/e")
    result = await model.do_embed(EmbeddingModelCallOptions(values=["a", "b"], dimensions=2))
    assert isinstance(model, EmbeddingModel)
    assert (model.max_embeddings_per_call, model.supports_parallel_calls) == (2048, True)
    assert result.embeddings == [[0.1, 1], [2, 3]]
    assert result.usage is not None
    assert result.usage.tokens == 4
    assert result.warnings == [UnsupportedWarning(feature="seed", details="d")]
    assert (result.provider_metadata, result.response.body) == (METADATA, body)
    assert sent(wire) == snapshot


@pytest.mark.parametrize("documents", [TextDocuments(values=["a"]), ObjectDocuments(values=[{"a": 1}])])
async def test_a_ranking(wire: Any, snapshot: SnapshotAssertion, documents: Any) -> None:
    wire.answer({"ranking": [{"index": 1, "relevanceScore": 0.9}, {"index": 0, "relevanceScore": 0}]})
    model = wire.provider().reranking_model("cohere/r")
    result = await model.do_rerank(RerankingModelCallOptions(documents=documents, query="q", top_n=1))
    assert isinstance(model, RerankingModel)
    assert [(item.index, item.relevance_score) for item in result.ranking] == [(1, 0.9), (0, 0)]
    assert sent(wire) == snapshot


async def test_an_image(wire: Any, snapshot: SnapshotAssertion) -> None:
    usage = {"inputTokens": 1, "outputTokens": None}
    wire.answer({"images": ["AAE="], "usage": usage, "isRetryable": True, "providerMetadata": METADATA})
    model = wire.provider().image_model("google/i")
    result = await model.do_generate(
        ImageModelCallOptions(
            prompt="A cat",
            n=2,
            size="1x1",
            aspect_ratio="1:1",
            seed=0,
            files=[ImageModelFileData(data=b"\x00", media_type="image/png"), ImageModelFileUrl(url="https://a.test")],
            mask=ImageModelFileData(data="AA==", media_type="image/png"),
            provider_options={"gateway": {"service_tier": "flex"}},
        )
    )
    assert isinstance(model, ImageModel)
    assert result.images == ["AAE="]
    assert (result.is_retryable, result.provider_metadata) == (True, METADATA)
    assert result.usage is not None
    assert (result.usage.input_tokens, result.usage.output_tokens) == (1, None)
    assert result.response.model_id == "google/i"
    assert sent(wire) == snapshot


LARGE = base64.b64encode(bytes(64 * 1024)).decode()


@pytest.mark.parametrize(
    ("options", "images", "expected"),
    [
        ({"experimental_streaming_image_decoding": True}, [LARGE, "AAE="], [bytes(64 * 1024), b"\x00\x01"]),
        ({"experimental_streamingImageDecoding": True}, ["AAE="], ["AAE="]),
        ({"experimental_streamingImageDecoding": False}, [LARGE], [LARGE]),
        (GatewayProviderOptions(experimental_streaming_image_decoding=True), [LARGE], [bytes(64 * 1024)]),
    ],
)
async def test_large_images_may_come_as_bytes(wire: Any, options: Any, images: Any, expected: Any) -> None:
    """The option stays here, and one large image makes bytes of all."""
    wire.answer({"images": images})
    result = (
        await wire.provider()
        .image_model("m")
        .do_generate(ImageModelCallOptions(prompt="A cat", provider_options={"gateway": options}))
    )
    assert result.images == expected
    assert "providerOptions" not in wire.json


async def test_speech(wire: Any, snapshot: SnapshotAssertion) -> None:
    wire.answer({"audio": "AAE=", "usage": {"characters": 2}, "providerMetadata": METADATA})
    model = wire.provider().speech_model("openai/tts-1")
    result = await model.do_generate(
        SpeechModelCallOptions(
            text="Hi", voice="alloy", output_format="mp3", instructions="Softly", speed=1.5, language="en"
        )
    )
    assert isinstance(model, SpeechModel)
    assert (result.audio, result.usage, result.provider_metadata) == ("AAE=", {"characters": 2}, METADATA)
    assert sent(wire) == snapshot


async def test_a_transcript(wire: Any, snapshot: SnapshotAssertion) -> None:
    segment = {"text": "Hi", "startSecond": 0, "endSecond": 1.5}
    wire.answer({"text": "Hi", "segments": [segment], "words": [segment], "language": "en", "durationInSeconds": 2})
    model = wire.provider().transcription_model("openai/whisper-1")
    result = await model.do_generate(TranscriptionModelCallOptions(audio=b"\x00\x01", media_type="audio/wav"))
    assert isinstance(model, TranscriptionModel)
    assert (result.text, result.language, result.duration_in_seconds) == ("Hi", "en", 2)
    assert [(item.text, item.start_second, item.end_second) for item in result.segments] == [("Hi", 0, 1.5)]
    assert result.words == result.segments
    assert sent(wire) == snapshot


@pytest.mark.parametrize(
    ("model_id", "options", "body", "features"),
    [
        ("openai/w", {"timestamp_granularities": ["word"]}, {}, ["timestampGranularities"]),
        ("xai/s", {"provider_options": {"xai": {"diarize": True}}}, {}, ["providerOptions.xai.diarize"]),
        ("spacexai/s", {"provider_options": {"spacexai": {"diarize": True}}}, {}, ["providerOptions.xai.diarize"]),
        ("xai/s", {"provider_options": {"xai": {"diarize": True}}}, {"x": [{"speaker": 1}]}, []),
        ("openai/w", {"provider_options": {"xai": {"diarize": True}}}, {}, []),
    ],
)
async def test_what_the_gateway_leaves_out_of_transcripts_is_a_warning(
    wire: Any, model_id: str, options: Any, body: Any, features: list[str]
) -> None:
    wire.answer({"text": "Hi", **body})
    result = (
        await wire.provider()
        .transcription_model(model_id)
        .do_generate(TranscriptionModelCallOptions(audio="AAE=", media_type="audio/wav", **options))
    )
    assert [warning.feature for warning in result.warnings if isinstance(warning, UnsupportedWarning)] == features


VIDEOS = [
    {"type": "url", "url": "https://a.test/v.mp4", "mediaType": "video/mp4"},
    {"type": "base64", "data": "AAE=", "mediaType": "video/mp4"},
    {"type": "uploaded", "mediaType": "video/mp4"},
]


async def test_a_video_in_one_call(wire: Any, snapshot: SnapshotAssertion) -> None:
    body = wire.stream(b": still working\n\n", {"type": "result", "videos": VIDEOS, "providerMetadata": METADATA}, b"x")
    model = wire.provider().video_model("google/v")
    image = VideoModelFileData(data=b"\x00", media_type="image/png")
    result = await model.do_generate(
        VideoModelCallOptions(
            prompt="A cat",
            duration=5,
            fps=24,
            seed=0,
            generate_audio=False,
            image=image,
            frame_images=[VideoModelFrameImage(image=image, frame_type="last_frame")],
            input_references=[image],
        )
    )
    assert isinstance(model, GeneratingVideoModel)
    assert isinstance(model, OperationVideoModel)
    assert [type(video) for video in result.videos] == [VideoUrl, VideoBase64, VideoUploaded]
    assert result.provider_metadata == METADATA
    assert body.is_closed
    assert sent(wire) == snapshot


async def test_an_error_inside_the_answer_of_a_video_is_the_gateways(wire: Any) -> None:
    event = {"type": "error", "message": "no", "errorType": "forbidden", "statusCode": 403, "param": {"ruleId": "r"}}
    wire.stream(event)
    with pytest.raises(GatewayForbiddenError, match="no") as caught:
        await wire.provider().video_model("m").do_generate(VideoModelCallOptions(prompt="A cat"))
    assert (caught.value.rule_id, caught.value.status_code) == ("r", 403)


@pytest.mark.parametrize("events", [[], ['{"type": "result"}'], ["{"], [b": nothing\n\n"]])
async def test_a_video_that_never_comes_is_an_error(wire: Any, events: list[Any]) -> None:
    body = wire.stream(*events)
    with pytest.raises(GatewayResponseError):
        await wire.provider().video_model("m").do_generate(VideoModelCallOptions(prompt="A cat"))
    assert body.is_closed


async def test_a_video_is_started(wire: Any, snapshot: SnapshotAssertion) -> None:
    wire.answer({"operation": {"id": 1}, "warnings": WARNINGS, "providerMetadata": METADATA})
    result = (
        await wire.provider()
        .video_model("google/v")
        .do_start(VideoModelOperationStartOptions(prompt="A cat", webhook_url="https://hook.test"))
    )
    assert (result.operation, result.provider_metadata) == ({"id": 1}, METADATA)
    assert sent(wire) == snapshot


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"status": "pending", "warnings": None}, VideoModelOperationPending),
        ({"status": "completed", "videos": VIDEOS}, VideoModelOperationCompleted),
        ({"status": "error", "error": "boom"}, VideoModelOperationFailed),
        ({"status": "cancelled"}, VideoModelOperationFailed),
    ],
)
async def test_how_a_video_stands(wire: Any, body: Any, expected: Any) -> None:
    wire.answer(body)
    status = (
        await wire.provider().video_model("google/v").do_status(VideoModelOperationStatusOptions(operation={"id": 1}))
    )
    assert type(status) is expected
    assert status.response.model_id == "google/v"
    assert wire.json == {"operation": {"id": 1}}
    assert str(wire.request.url).endswith("/video-model/status")


async def test_the_callers_webhook_is_taken_as_it_is(wire: Any) -> None:
    async def received() -> VideoModelOperationWebhook:
        return VideoModelOperationWebhook(headers={}, body="done")

    made = VideoModelWebhook(url="https://hook.test", received=received())

    async def webhook() -> VideoModelWebhook:
        return made

    model = wire.provider().video_model("m")
    assert isinstance(model, WebhookVideoModel)
    assert await model.handle_webhook_option(webhook) is made
    assert (await made.received).body == "done"
