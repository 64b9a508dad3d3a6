"""The interface of a language model."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from ..model import Model
from ..shared import SupportedUrls
from .call_options import LanguageModelCallOptions
from .result import LanguageModelGenerateResult, LanguageModelStreamResult


@runtime_checkable
class LanguageModel(Model, Protocol):
    """A model that continues a conversation with text, reasoning, tool calls and files.

    Source: the reference's `LanguageModelV4`.
    """

    @property
    def supported_urls(self) -> SupportedUrls:
        """URLs that the model fetches itself; files behind other URLs are downloaded before the call."""
        ...

    async def do_generate(self, options: LanguageModelCallOptions) -> LanguageModelGenerateResult:
        """Answer at once.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The complete answer.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...

    async def do_stream(self, options: LanguageModelCallOptions) -> LanguageModelStreamResult:
        """Answer piece by piece.

        Returns once the provider accepted the request, so that its refusal is raised here and not later.

        Args:
            options: The prompt and the settings of the call.

        Returns:
            The stream of parts, which the caller must read to its end or close.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider.
        """
        ...
