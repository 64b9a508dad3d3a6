"""Speech models that answer what the test says."""

from __future__ import annotations

from typing import Literal

from ..provider.speech_model import (
    SpeechModelCallOptions,
    SpeechModelResult,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
)
from ._responses import MOCK_MODEL_ID, MOCK_PROVIDER, response_info
from ._scripts import Script, Scripted


class MockSpeechModel:
    """A speech model for tests: no network, answers as scripted, keeps what it was asked.

    Args:
        do_generate: What `do_generate` answers (`speech_result(mp3)`).
        provider: The provider's name.
        model_id: The model's name.

    Source: the reference's `MockSpeechModelV4`.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(
        self,
        *,
        do_generate: Script[SpeechModelResult, SpeechModelCallOptions] | None = None,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        self.provider = provider
        self.model_id = model_id
        self.do_generate = Scripted[SpeechModelCallOptions, SpeechModelResult]("do_generate", do_generate)
        """Answers calls; `do_generate.calls` holds their options."""


class MockStreamingSpeechModel(MockSpeechModel):
    """A speech model for tests that also streams.

    Args:
        do_generate: What `do_generate` answers.
        do_stream: What `do_stream` answers (`SpeechModelStreamResult(stream=simulate_stream([...]))`).
        provider: The provider's name.
        model_id: The model's name.
    """

    def __init__(
        self,
        *,
        do_generate: Script[SpeechModelResult, SpeechModelCallOptions] | None = None,
        do_stream: Script[SpeechModelStreamResult, SpeechModelStreamOptions] | None = None,
        provider: str = MOCK_PROVIDER,
        model_id: str = MOCK_MODEL_ID,
    ) -> None:
        super().__init__(do_generate=do_generate, provider=provider, model_id=model_id)
        self.do_stream = Scripted[SpeechModelStreamOptions, SpeechModelStreamResult]("do_stream", do_stream)
        """Answers calls; `do_stream.calls` holds their options."""


def speech_result(audio: bytes | str) -> SpeechModelResult:
    """Make an answer for `MockSpeechModel(do_generate=...)`.

    Args:
        audio: The file, as bytes or base64.

    Returns:
        The answer.
    """
    return SpeechModelResult(audio=audio, response=response_info())
