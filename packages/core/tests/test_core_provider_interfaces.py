"""Models and providers are recognised by what they can do; middleware passes through what it does not change."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Literal

from ai_sdk_core.provider import (
    ByteLimitedEmbeddingModel,
    DeletableFiles,
    DownloadableFiles,
    EmbeddingModel,
    EmbeddingModelCallOptions,
    EmbeddingModelMiddleware,
    EmbeddingModelProvider,
    EmbeddingModelResult,
    Files,
    FilesDeleteFileCallOptions,
    FilesDeleteFileResult,
    FilesUploadFileCallOptions,
    FilesUploadFileResult,
    FinishReason,
    ImageEditingModel,
    ImageModel,
    ImageModelCallOptions,
    ImageModelMiddleware,
    ImageModelResult,
    LanguageModel,
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelMiddleware,
    LanguageModelProvider,
    LanguageModelStreamResult,
    Model,
    Provider,
    ResponseInfo,
    SupportedUrls,
    Text,
    Usage,
)


class Chat:
    specification_version: Literal["v4"] = "v4"
    provider = "acme.chat"
    model_id = "chat-1"

    def __init__(self) -> None:
        self.supported_urls: SupportedUrls = {}
        self.calls: list[LanguageModelCallOptions] = []

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        self.calls.append(options)
        return LanguageModelGenerateResult(
            content=[Text(text="hi")], finish_reason=FinishReason(unified="stop"), usage=Usage()
        )

    async def do_stream(self, options: LanguageModelCallOptions) -> LanguageModelStreamResult:
        self.calls.append(options)

        async def stream():
            yield []

        return LanguageModelStreamResult(stream=stream())


class Embedder:
    specification_version: Literal["v4"] = "v4"
    provider = "acme.embedding"
    model_id = "embed-1"
    max_embeddings_per_call = 2
    supports_parallel_calls = True

    async def do_embed(self, options: EmbeddingModelCallOptions) -> EmbeddingModelResult:
        return EmbeddingModelResult(embeddings=[[1.0] for _ in options.values])


class Painter:
    specification_version: Literal["v4"] = "v4"
    provider = "acme.image"
    model_id = "paint-1"
    max_images_per_call = None

    async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
        raise NotImplementedError(options)


class DeletableStore:
    specification_version: Literal["v4"] = "v4"
    provider = "acme.files"

    async def upload_file(self, options: FilesUploadFileCallOptions) -> FilesUploadFileResult:
        return FilesUploadFileResult(provider_reference={"acme": "1"})

    async def delete_file(self, options: FilesDeleteFileCallOptions) -> FilesDeleteFileResult:
        return FilesDeleteFileResult(provider_reference=options.file, deleted=True)


class ChatProvider:
    specification_version: Literal["v4"] = "v4"

    def language_model(self, model_id: str) -> LanguageModel:
        return Chat()


RESULT = ImageModelResult(
    images=["AAEC"], response=ResponseInfo(timestamp=datetime(2025, 1, 1, tzinfo=UTC), model_id="paint-1")
)
CALL = LanguageModelCallOptions(prompt=[])


def test_a_model_is_known_by_its_methods():
    """Nothing has to inherit; each model is of its own kind only."""
    for model, kind in ((Chat(), LanguageModel), (Embedder(), EmbeddingModel), (Painter(), ImageModel)):
        assert isinstance(model, Model)
        assert [k for k in (LanguageModel, EmbeddingModel, ImageModel) if isinstance(model, k)] == [kind]


def test_a_missing_capability_is_a_missing_method():
    assert not isinstance(Embedder(), ByteLimitedEmbeddingModel)
    assert not isinstance(Painter(), ImageEditingModel)
    assert isinstance(DeletableStore(), Files)
    assert isinstance(DeletableStore(), DeletableFiles)
    assert not isinstance(DeletableStore(), DownloadableFiles)


def test_a_provider_offers_the_kinds_it_has_methods_for():
    assert isinstance(ChatProvider(), Provider)
    assert isinstance(ChatProvider(), LanguageModelProvider)
    assert not isinstance(ChatProvider(), EmbeddingModelProvider)


async def test_language_model_middleware_passes_through_by_default():
    model, middleware = Chat(), LanguageModelMiddleware()

    assert middleware.override_provider(model) == "acme.chat"
    assert middleware.override_model_id(model) == "chat-1"
    assert middleware.override_supported_urls(model) is model.supported_urls
    assert await middleware.transform_params(model, CALL, "stream") is CALL
    assert (await middleware.wrap_generate(model, CALL)).content == [Text(text="hi")]
    stream = (await middleware.wrap_stream(model, CALL)).stream
    assert [batch async for batch in stream] == [[]]
    assert model.calls == [CALL, CALL]


async def test_middleware_changes_what_it_overrides():
    class Seeded(LanguageModelMiddleware):
        async def transform_params(
            self, model: LanguageModel, params: LanguageModelCallOptions, operation: Literal["generate", "stream"]
        ) -> LanguageModelCallOptions:
            return dataclasses.replace(params, seed=1 if operation == "generate" else 2)

    assert await Seeded().transform_params(Chat(), CALL, "generate") == LanguageModelCallOptions(prompt=[], seed=1)
    assert CALL.seed is None


async def test_embedding_model_middleware_passes_through_by_default():
    model, middleware = Embedder(), EmbeddingModelMiddleware()
    options = EmbeddingModelCallOptions(values=["a"])

    assert middleware.override_provider(model) == "acme.embedding"
    assert middleware.override_max_embeddings_per_call(model) == 2
    assert middleware.override_supports_parallel_calls(model) is True
    assert await middleware.transform_params(model, options) is options
    assert (await middleware.wrap_embed(model, options)).embeddings == [[1.0]]


async def test_image_model_middleware_passes_through_by_default():
    class Editor(Painter):
        supports_file_inputs = True
        supports_mask_inputs = False

        async def do_generate(self, options: ImageModelCallOptions) -> ImageModelResult:
            return RESULT

    middleware, options = ImageModelMiddleware(), ImageModelCallOptions(prompt="a")

    assert isinstance(Editor(), ImageEditingModel)
    assert middleware.override_max_images_per_call(Editor()) is None
    assert middleware.override_supports_file_inputs(Editor()) is True
    assert middleware.override_supports_mask_inputs(Editor()) is False
    assert middleware.override_supports_file_inputs(Painter()) is None
    assert await middleware.transform_params(Editor(), options) is options
    assert await middleware.wrap_generate(Editor(), options) is RESULT
