"""Rules of image models."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest
from ai_sdk_core.errors import APICallError, DownloadError
from ai_sdk_core.provider import (
    DeprecatedWarning,
    ImageModelCallOptions,
    ImageModelFileData,
    ImageModelFileUrl,
    ImageModelUsage,
    UnsupportedWarning,
)
from ai_sdk_openai_compatible import OpenAICompatibleImageConfig, OpenAICompatibleImageModel

PNG = b"\x89PNG\r\n\x1a\n"
ENCODED = base64.b64encode(PNG).decode()
ANSWER = {"data": [{"b64_json": ENCODED}]}


def options(**fields: Any) -> ImageModelCallOptions:
    return ImageModelCallOptions(**{"prompt": "A cat", **fields})


async def test_an_image_is_generated(wire: Any) -> None:
    wire.answer({**ANSWER, "usage": {"input_tokens": 1, "output_tokens": 2, "total_tokens": None}})
    result = await wire.provider().image_model("m").do_generate(options(n=2, size="1x1", headers={"x-call": "1"}))
    assert str(wire.requests[0].url) == "https://api.test/v1/images/generations"
    assert wire.requests[0].headers["x-call"] == "1"
    assert wire.json == {"model": "m", "prompt": "A cat", "n": 2, "size": "1x1"}
    assert result.images == [ENCODED]
    assert result.usage == ImageModelUsage(input_tokens=1, output_tokens=2)
    assert result.response.model_id == "m"
    assert result.response.headers is not None
    assert result.warnings == []


async def test_the_time_is_that_of_the_call(wire: Any) -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    config = OpenAICompatibleImageConfig(
        provider="p.image",
        url=lambda *, path, model_id: f"https://api.test/{model_id}{path}",
        http_client=wire.client,
        now=lambda: now,
    )
    wire.answer(ANSWER)
    result = await OpenAICompatibleImageModel("m", config).do_generate(options())
    assert str(wire.requests[0].url) == "https://api.test/m/images/generations"
    assert result.response.timestamp == now
    assert result.usage is None


async def test_options_go_into_the_body_and_what_is_not_supported_gives_warnings(wire: Any) -> None:
    wire.answer(ANSWER)
    result = (
        await wire.provider()
        .image_model("m")
        .do_generate(
            options(
                aspect_ratio="1:1",
                seed=1,
                provider_options={"test-provider": {"quality": "low", "x": 1}, "testProvider": {"quality": "high"}},
            )
        )
    )
    assert wire.json == {"model": "m", "prompt": "A cat", "n": 1, "quality": "high", "x": 1}
    assert result.warnings == [
        UnsupportedWarning(
            feature="aspectRatio", details="This model does not support aspect ratio. Use `size` instead."
        ),
        UnsupportedWarning(feature="seed"),
        DeprecatedWarning(setting="providerOptions key 'test-provider'", message="Use 'testProvider' instead."),
    ]


class TestEditing:
    async def test_files_are_sent_in_a_form(self, wire: Any) -> None:
        wire.answer(ANSWER)
        await (
            wire.provider()
            .image_model("m")
            .do_generate(
                options(
                    files=[ImageModelFileData(data=PNG, media_type="image/png")],
                    mask=ImageModelFileData(data=ENCODED, media_type="image/webp"),
                    provider_options={"testProvider": {"quality": "low"}},
                )
            )
        )
        (request,) = wire.requests
        assert str(request.url) == "https://api.test/v1/images/edits"
        assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
        assert request.content.count(PNG) == 2
        for line in (b'name="image"; filename="blob"', b'name="mask"', b"image/webp", b'name="n"', b'name="quality"'):
            assert line in request.content

    async def test_several_files_have_a_name_for_lists(self, wire: Any) -> None:
        wire.answer(ANSWER)
        file = ImageModelFileData(data=PNG, media_type="image/png")
        await wire.provider().image_model("m").do_generate(options(files=[file, file]))
        assert wire.requests[0].content.count(b'name="image[]"') == 2

    async def test_files_behind_urls_are_downloaded_without_credentials(self, wire: Any) -> None:
        wire.answer(PNG, headers={"content-type": "image/png"})
        wire.answer(PNG, headers={"content-type": ""})
        wire.answer(ANSWER)
        await (
            wire.provider(api_key="key")
            .image_model("m")
            .do_generate(
                options(
                    files=[ImageModelFileUrl(url="https://8.8.8.8/a.png"), ImageModelFileUrl(url="https://8.8.8.8/b")]
                )
            )
        )
        *downloads, edit = wire.requests
        assert {str(request.url) for request in downloads} == {"https://8.8.8.8/a.png", "https://8.8.8.8/b"}
        assert all("authorization" not in request.headers for request in downloads)
        assert b"image/png" in edit.content
        assert b"application/octet-stream" in edit.content


class TestLinkedImages:
    async def test_images_at_the_api_are_downloaded_with_credentials(self, wire: Any) -> None:
        wire.answer({"data": [{"b64_json": ENCODED}, {"url": "http://127.0.0.1/a.png", "b64_json": None}]})
        wire.answer(PNG)
        provider = wire.provider(base_url="http://127.0.0.1/v1", api_key="key")
        result = await provider.image_model("m").do_generate(options())
        assert result.images == [PNG, PNG]
        assert wire.requests[1].headers["authorization"] == "Bearer key"

    async def test_images_elsewhere_are_downloaded_without_credentials(self, wire: Any) -> None:
        wire.answer({"data": [{"url": "https://8.8.8.8/a.png"}]})
        wire.answer(PNG)
        result = await wire.provider(api_key="key").image_model("m").do_generate(options())
        assert result.images == [PNG]
        assert "authorization" not in wire.requests[1].headers

    async def test_private_addresses_are_refused(self, wire: Any) -> None:
        wire.answer({"data": [{"url": "http://127.0.0.1/a.png"}]})
        with pytest.raises(DownloadError):
            await wire.provider().image_model("m").do_generate(options())
        assert len(wire.requests) == 1


@pytest.mark.parametrize("body", [{}, {"data": [{}]}, {"data": [{"b64_json": None}]}])
async def test_an_answer_without_images_is_an_error(wire: Any, body: Any) -> None:
    wire.answer(body)
    with pytest.raises(APICallError, match="Invalid JSON response"):
        await wire.provider().image_model("m").do_generate(options())


def test_a_call_asks_for_ten_images_at_most(wire: Any) -> None:
    assert wire.provider().image_model("m").max_images_per_call == 10
