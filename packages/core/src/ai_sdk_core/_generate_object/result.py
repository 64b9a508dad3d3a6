"""What `generate_object` returns, and what awaiting `stream_object` gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from .._generate_text.step import RequestMetadata
from .._usage import LanguageModelUsage
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import CallWarning, ProviderMetadata
from .events import ObjectResponse

ObjectT = TypeVar("ObjectT")


@dataclass(slots=True, kw_only=True)
class GenerateObjectResult(Generic[ObjectT]):
    """What `generate_object` returns, and what awaiting `stream_object` gives.

    Source: the reference's `GenerateObjectResult`.
    """

    finish_reason: UnifiedFinishReason
    usage: LanguageModelUsage
    warnings: list[CallWarning]
    request: RequestMetadata
    response: ObjectResponse
    reasoning: str | None = None
    provider_metadata: ProviderMetadata | None = None
    parsed_object: Any = field(default=None, repr=False)
    object_error: BaseException | None = field(default=None, repr=False)

    @property
    def object(self) -> ObjectT:
        """The object.

        Raises:
            NoObjectGeneratedError: Streaming only: what the model wrote is no such object.
        """
        if self.object_error is not None:
            raise self.object_error
        return self.parsed_object  # type: ignore[no-any-return]
