"""Transcription models that answer what the test says."""

from __future__ import annotations

from typing import Literal

from ..provider.transcription_model import (
    TranscriptionModelCallOptions,
    TranscriptionModelResult,
    TranscriptionModelStreamOptions,
    TranscriptionModelStreamResult,
    TranscriptionModelUrlCallOptions,
)
from ._responses import MOCK_MODEL_ID, MOCK_PROVIDER, response_info
from ._scripts import Script, Scripted


class MockTranscriptionModel:
    """A transcription model for tests: no network, answers as scripted, keeps what it was asked.

    Args:
        do_generate: What `do_generate` answers (`transcription_result("Hello")`).
        provider: The provider's name.
        model_id: The model's name.

    Source: the reference's `MockTranscriptionModelV4`.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        do_generate: Script[TranscriptionModelResult, TranscriptionModelCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        self.provider = provider
        self.model_id = model_id
        self.do_generate = Scripted[TranscriptionModelCallOptions, TranscriptionModelResult]("do_generate", do_generate)
        """Answers calls; `do_generate.calls` holds their options."""


class MockUrlTranscriptionModel(MockTranscriptionModel):
    """A transcription model for tests whose provider fetches audio from URLs.

    Args:
        do_generate: What `do_generate` answers.
        do_generate_from_url: What `do_generate_from_url` answers; a function may return `None` for a URL that the
            provider cannot fetch.
        provider: The provider's name.
        model_id: The model's name.
    """

    def __init__(
        self,
        *,
        do_generate: Script[TranscriptionModelResult, TranscriptionModelCallOptions] | None = None,
        do_generate_from_url: Script[TranscriptionModelResult | None, TranscriptionModelUrlCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        super().__init__(do_generate=do_generate, provider=provider, model_id=model_id)
        self.do_generate_from_url = Scripted[TranscriptionModelUrlCallOptions, TranscriptionModelResult | None](
            "do_generate_from_url", do_generate_from_url
        )
        """Answers calls; `do_generate_from_url.calls` holds their options."""


class MockStreamingTranscriptionModel(MockTranscriptionModel):
    """A transcription model for tests that also streams.

    Args:
        do_generate: What `do_generate` answers.
        do_stream: What `do_stream` answers (`TranscriptionModelStreamResult(stream=simulate_stream([...]))`).
        provider: The provider's name.
        model_id: The model's name.
    """

    def __init__(
        self,
        *,
        do_generate: Script[TranscriptionModelResult, TranscriptionModelCallOptions] | None = None,
        do_stream: Script[TranscriptionModelStreamResult, TranscriptionModelStreamOptions] | None = None,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        super().__init__(do_generate=do_generate, provider=provider, model_id=model_id)
        self.do_stream = Scripted[TranscriptionModelStreamOptions, TranscriptionModelStreamResult](
            "do_stream", do_stream
        )
        """Answers calls; `do_stream.calls` holds their options."""


def transcription_result(text: str) -> TranscriptionModelResult:
    """Make an answer for `MockTranscriptionModel(do_generate=...)`.

    Args:
        text: The transcript.

    Returns:
        The answer, without segments.
    """
    return TranscriptionModelResult(text=text, segments=[], response=response_info())
