"""Middleware: changes what a model does without touching it.

All kinds have one shape. A middleware is a class that overrides what it wants to change; what it leaves alone passes
through to the model. `override_*` methods change what the model says about itself, `transform_params` changes the
options of a call, and `wrap_*` methods stand around one operation: they get the model and the options (already
transformed) and go on by calling the model, or do not::

    class Logged(LanguageModelMiddleware):
        async def wrap_generate(self, model, params):
            result = await model.do_generate(params)
            logger.info("%s used %s", model.model_id, result.usage)
            return result
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar

from .model import Model

if TYPE_CHECKING:
    from .embedding_model import EmbeddingModel, EmbeddingModelCallOptions, EmbeddingModelResult
    from .image_model import ImageModel, ImageModelCallOptions, ImageModelResult
    from .language_model.call_options import LanguageModelCallOptions
    from .language_model.model import LanguageModel
    from .language_model.result import LanguageModelGenerateResult, LanguageModelStreamResult
    from .reranking_model import RerankingModel, RerankingModelCallOptions, RerankingModelResult
    from .shared import SupportedUrls
    from .speech_model import (
        SpeechModel,
        SpeechModelCallOptions,
        SpeechModelResult,
        SpeechModelStreamOptions,
        SpeechModelStreamResult,
        StreamingSpeechModel,
    )
    from .transcription_model import (
        StreamingTranscriptionModel,
        TranscriptionModel,
        TranscriptionModelCallOptions,
        TranscriptionModelResult,
        TranscriptionModelStreamOptions,
        TranscriptionModelStreamResult,
        TranscriptionModelUrlCallOptions,
        UrlTranscriptionModel,
    )
    from .video_model import (
        GeneratingVideoModel,
        OperationVideoModel,
        VideoModel,
        VideoModelCallOptions,
        VideoModelOperationStartOptions,
        VideoModelOperationStartResult,
        VideoModelOperationStatusOptions,
        VideoModelOperationStatusResult,
        VideoModelResult,
    )

ModelT = TypeVar("ModelT", bound=Model)
VideoOptionsT = TypeVar("VideoOptionsT", bound="VideoModelCallOptions")


class ModelMiddleware(Generic[ModelT]):
    """What middleware of every kind can change."""

    specification_version: ClassVar[Literal["v4"]] = "v4"

    def override_provider(self, model: ModelT) -> str:
        """Give the model another provider name.

        Args:
            model: The wrapped model.

        Returns:
            The name to show.
        """
        return model.provider

    def override_model_id(self, model: ModelT) -> str:
        """Give the model another id.

        Args:
            model: The wrapped model.

        Returns:
            The id to show.
        """
        return model.model_id


class LanguageModelMiddleware(ModelMiddleware["LanguageModel"]):
    """Middleware for language models."""

    def override_supported_urls(self, model: LanguageModel) -> SupportedUrls:
        """Change which URLs the model fetches itself.

        Args:
            model: The wrapped model.

        Returns:
            The patterns to show.
        """
        return model.supported_urls

    async def transform_params(
        self, model: LanguageModel, params: LanguageModelCallOptions, operation: Literal["generate", "stream"]
    ) -> LanguageModelCallOptions:
        """Change the options of a call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.
            operation: What the options are for.

        Returns:
            The options to use.
        """
        return params

    async def wrap_generate(
        self, model: LanguageModel, params: LanguageModelCallOptions
    ) -> LanguageModelGenerateResult:
        """Stand around `do_generate`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The answer to use.
        """
        return await model.do_generate(params)

    async def wrap_stream(self, model: LanguageModel, params: LanguageModelCallOptions) -> LanguageModelStreamResult:
        """Stand around `do_stream`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The streamed answer to use. Who replaces its stream must close the original.
        """
        return await model.do_stream(params)


class EmbeddingModelMiddleware(ModelMiddleware["EmbeddingModel"]):
    """Middleware for embedding models."""

    def override_max_embeddings_per_call(self, model: EmbeddingModel) -> int | None:
        """Change how many values one call may carry.

        Args:
            model: The wrapped model.

        Returns:
            The limit to show.
        """
        return model.max_embeddings_per_call

    def override_supports_parallel_calls(self, model: EmbeddingModel) -> bool:
        """Change whether several calls may run at the same time.

        Args:
            model: The wrapped model.

        Returns:
            The answer to show.
        """
        return model.supports_parallel_calls

    async def transform_params(
        self, model: EmbeddingModel, params: EmbeddingModelCallOptions
    ) -> EmbeddingModelCallOptions:
        """Change the options of a call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use.
        """
        return params

    async def wrap_embed(self, model: EmbeddingModel, params: EmbeddingModelCallOptions) -> EmbeddingModelResult:
        """Stand around `do_embed`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The result to use.
        """
        return await model.do_embed(params)


class ImageModelMiddleware(ModelMiddleware["ImageModel"]):
    """Middleware for image models."""

    def override_max_images_per_call(self, model: ImageModel) -> int | None:
        """Change how many images one call may ask for.

        Args:
            model: The wrapped model.

        Returns:
            The limit to show.
        """
        return model.max_images_per_call

    def override_supports_file_inputs(self, model: ImageModel) -> bool | None:
        """Change whether the model takes images as input.

        Args:
            model: The wrapped model.

        Returns:
            The answer to show; `None` if unknown.
        """
        return getattr(model, "supports_file_inputs", None)

    def override_supports_mask_inputs(self, model: ImageModel) -> bool | None:
        """Change whether the model takes a mask as input.

        Args:
            model: The wrapped model.

        Returns:
            The answer to show; `None` if unknown.
        """
        return getattr(model, "supports_mask_inputs", None)

    async def transform_params(self, model: ImageModel, params: ImageModelCallOptions) -> ImageModelCallOptions:
        """Change the options of a call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use.
        """
        return params

    async def wrap_generate(self, model: ImageModel, params: ImageModelCallOptions) -> ImageModelResult:
        """Stand around `do_generate`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The result to use.
        """
        return await model.do_generate(params)


class SpeechModelMiddleware(ModelMiddleware["SpeechModel"]):
    """Middleware for speech models."""

    async def transform_params(self, model: SpeechModel, params: SpeechModelCallOptions) -> SpeechModelCallOptions:
        """Change the options of a call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use.
        """
        return params

    async def wrap_generate(self, model: SpeechModel, params: SpeechModelCallOptions) -> SpeechModelResult:
        """Stand around `do_generate`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The result to use.
        """
        return await model.do_generate(params)

    async def transform_stream_params(
        self, model: StreamingSpeechModel, params: SpeechModelStreamOptions
    ) -> SpeechModelStreamOptions:
        """Change the options of a streamed call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use.
        """
        return params

    async def wrap_stream(
        self, model: StreamingSpeechModel, params: SpeechModelStreamOptions
    ) -> SpeechModelStreamResult:
        """Stand around `do_stream`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The streamed speech to use. Who replaces its stream must close the original.
        """
        return await model.do_stream(params)


class TranscriptionModelMiddleware(ModelMiddleware["TranscriptionModel"]):
    """Middleware for transcription models."""

    async def transform_params(
        self, model: TranscriptionModel, params: TranscriptionModelCallOptions
    ) -> TranscriptionModelCallOptions:
        """Change the options of a call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use.
        """
        return params

    async def wrap_generate(
        self, model: TranscriptionModel, params: TranscriptionModelCallOptions
    ) -> TranscriptionModelResult:
        """Stand around `do_generate`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The transcript to use.
        """
        return await model.do_generate(params)

    async def wrap_generate_from_url(
        self, model: UrlTranscriptionModel, params: TranscriptionModelUrlCallOptions
    ) -> TranscriptionModelResult | None:
        """Stand around `do_generate_from_url`.

        Args:
            model: The wrapped model.
            params: The options of the call.

        Returns:
            The transcript to use; `None` if the audio must be downloaded after all.
        """
        return await model.do_generate_from_url(params)

    async def transform_stream_params(
        self, model: StreamingTranscriptionModel, params: TranscriptionModelStreamOptions
    ) -> TranscriptionModelStreamOptions:
        """Change the options of a streamed call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use.
        """
        return params

    async def wrap_stream(
        self, model: StreamingTranscriptionModel, params: TranscriptionModelStreamOptions
    ) -> TranscriptionModelStreamResult:
        """Stand around `do_stream`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The streamed transcript to use. Who replaces its stream must close the original.
        """
        return await model.do_stream(params)


class RerankingModelMiddleware(ModelMiddleware["RerankingModel"]):
    """Middleware for reranking models."""

    async def transform_params(
        self, model: RerankingModel, params: RerankingModelCallOptions
    ) -> RerankingModelCallOptions:
        """Change the options of a call.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use.
        """
        return params

    async def wrap_rerank(self, model: RerankingModel, params: RerankingModelCallOptions) -> RerankingModelResult:
        """Stand around `do_rerank`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The ranking to use.
        """
        return await model.do_rerank(params)


class VideoModelMiddleware(ModelMiddleware["VideoModel"]):
    """Middleware for video models."""

    def override_max_videos_per_call(self, model: VideoModel) -> int | None:
        """Change how many videos one call may ask for.

        Args:
            model: The wrapped model.

        Returns:
            The limit to show.
        """
        return model.max_videos_per_call

    async def transform_params(self, model: VideoModel, params: VideoOptionsT) -> VideoOptionsT:
        """Change the options of a call, or of the start of an operation.

        Args:
            model: The wrapped model.
            params: The options, which belong to the caller: return a copy (`dataclasses.replace`) to change them.

        Returns:
            The options to use, of the same type.
        """
        return params

    async def wrap_generate(self, model: GeneratingVideoModel, params: VideoModelCallOptions) -> VideoModelResult:
        """Stand around `do_generate`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The result to use.
        """
        return await model.do_generate(params)

    async def wrap_start(
        self, model: OperationVideoModel, params: VideoModelOperationStartOptions
    ) -> VideoModelOperationStartResult:
        """Stand around `do_start`.

        Args:
            model: The wrapped model.
            params: The transformed options.

        Returns:
            The started operation.
        """
        return await model.do_start(params)

    async def wrap_status(
        self, model: OperationVideoModel, params: VideoModelOperationStatusOptions
    ) -> VideoModelOperationStatusResult:
        """Stand around `do_status`.

        Args:
            model: The wrapped model.
            params: The operation to ask about.

        Returns:
            How it stands.
        """
        return await model.do_status(params)
