"""Embedding models: texts become vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import VECTORS, SpecValue
from .model import Model
from .shared import CallWarning, PartialResponseInfo, ProviderMetadata, ProviderOptions

Embedding: TypeAlias = Sequence[float]
"""One vector: a list, or something more compact such as `array.array("f")`."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class EmbeddingModelCallOptions(SpecValue):
    """One call of an embedding model."""

    values: list[str]
    """The texts to embed."""
    dimensions: int | None = None
    """Length of the vectors, where the model lets the caller choose."""
    provider_options: ProviderOptions | None = None
    headers: dict[str, str | None] | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class EmbeddingModelUsage(SpecValue):
    """What the provider counted for one call."""

    tokens: int


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class EmbeddingModelResult(SpecValue):
    """Vectors in the order of the values."""

    embeddings: Annotated[Sequence[Embedding], VECTORS]
    usage: EmbeddingModelUsage | None = None
    provider_metadata: ProviderMetadata | None = None
    response: PartialResponseInfo | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@runtime_checkable
class EmbeddingModel(Model, Protocol):
    """A model that turns texts into vectors.

    Source: the reference's `EmbeddingModelV4`.
    """

    @property
    def max_embeddings_per_call(self) -> int | None:
        """How many values one call may carry; `None` means any number."""
        ...

    @property
    def supports_parallel_calls(self) -> bool:
        """Whether several calls may run at the same time."""
        ...

    async def do_embed(self, options: EmbeddingModelCallOptions) -> EmbeddingModelResult:
        """Embed the values.

        Args:
            options: The values and the settings of the call.

        Returns:
            One vector per value.

        Raises:
            TooManyEmbeddingValuesForCallError: There are more values than `max_embeddings_per_call`.
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...


@runtime_checkable
class ByteLimitedEmbeddingModel(EmbeddingModel, Protocol):
    """An embedding model that also limits how much text one call may carry. Experimental, as in the reference."""

    @property
    def max_input_bytes_per_call(self) -> int:
        """How many bytes of UTF-8 all values of a call may have together."""
        ...


@runtime_checkable
class OptionsSplittingEmbeddingModel(EmbeddingModel, Protocol):
    """An embedding model with options that belong to single values. Experimental, as in the reference."""

    async def split_provider_options(
        self, provider_options: ProviderOptions | None, values: Sequence[str], start_index: int, end_index: int
    ) -> ProviderOptions | None:
        """Pick the options of one call when the values are spread over several calls.

        Args:
            provider_options: The options that were given for all values.
            values: All values.
            start_index: Index of the call's first value.
            end_index: Index after the call's last value.

        Returns:
            The options for the values from `start_index` to `end_index`.
        """
        ...
