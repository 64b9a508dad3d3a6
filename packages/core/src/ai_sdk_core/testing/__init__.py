"""Helpers for tests of programs that use the SDK, and of providers: models that answer what the test says.

No test framework is needed, no network is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from ._embedding_model import MockEmbeddingModel as MockEmbeddingModel
    from ._embedding_model import embedding_result as embedding_result
    from ._files import MockFiles as MockFiles
    from ._files import MockFileStore as MockFileStore
    from ._files import MockSkills as MockSkills
    from ._image_model import MockImageEditingModel as MockImageEditingModel
    from ._image_model import MockImageModel as MockImageModel
    from ._image_model import image_result as image_result
    from ._language_model import MockLanguageModel as MockLanguageModel
    from ._language_model import generate_result as generate_result
    from ._language_model import stream_of as stream_of
    from ._language_model import text_stream as text_stream
    from ._language_model import usage as usage
    from ._provider import MockProvider as MockProvider
    from ._reranking_model import MockRerankingModel as MockRerankingModel
    from ._reranking_model import reranking_result as reranking_result
    from ._responses import response_info as response_info
    from ._scripts import Script as Script
    from ._scripts import Scripted as Scripted
    from ._speech_model import MockSpeechModel as MockSpeechModel
    from ._speech_model import MockStreamingSpeechModel as MockStreamingSpeechModel
    from ._speech_model import speech_result as speech_result
    from ._streams import mock_id as mock_id
    from ._streams import mock_values as mock_values
    from ._streams import simulate_stream as simulate_stream
    from ._streams import stream_result as stream_result
    from ._transcription_model import MockStreamingTranscriptionModel as MockStreamingTranscriptionModel
    from ._transcription_model import MockTranscriptionModel as MockTranscriptionModel
    from ._transcription_model import MockUrlTranscriptionModel as MockUrlTranscriptionModel
    from ._transcription_model import transcription_result as transcription_result
    from ._video_model import MockOperationVideoModel as MockOperationVideoModel
    from ._video_model import MockVideoModel as MockVideoModel
    from ._video_model import MockWebhookVideoModel as MockWebhookVideoModel
    from ._video_model import video_result as video_result
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_embedding_model": ("MockEmbeddingModel", "embedding_result"),
            "_files": ("MockFileStore", "MockFiles", "MockSkills"),
            "_image_model": ("MockImageEditingModel", "MockImageModel", "image_result"),
            "_language_model": ("MockLanguageModel", "generate_result", "stream_of", "text_stream", "usage"),
            "_provider": ("MockProvider",),
            "_reranking_model": ("MockRerankingModel", "reranking_result"),
            "_responses": ("response_info",),
            "_scripts": ("Script", "Scripted"),
            "_speech_model": ("MockSpeechModel", "MockStreamingSpeechModel", "speech_result"),
            "_streams": ("mock_id", "mock_values", "simulate_stream", "stream_result"),
            "_transcription_model": (
                "MockStreamingTranscriptionModel",
                "MockTranscriptionModel",
                "MockUrlTranscriptionModel",
                "transcription_result",
            ),
            "_video_model": ("MockOperationVideoModel", "MockVideoModel", "MockWebhookVideoModel", "video_result"),
        },
    )
