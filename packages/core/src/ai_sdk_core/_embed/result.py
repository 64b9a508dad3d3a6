"""What `embed` and `embed_many` return."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InvalidResponseDataError, UnsupportedFunctionalityError
from ..provider.embedding_model import Embedding
from ..provider.shared import CallWarning, PartialResponseInfo, ProviderMetadata

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray


@dataclass(slots=True, kw_only=True)
class EmbeddingUsage:
    """What providers counted."""

    tokens: int | None = None
    """`None` if a provider does not say, for one of the calls at least."""


@dataclass(slots=True, kw_only=True)
class EmbedResult:
    """What `embed` returns.

    Source: the reference's `EmbedResult`.
    """

    value: str
    embedding: Embedding
    usage: EmbeddingUsage
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata | None = None
    response: PartialResponseInfo | None = None


@dataclass(slots=True, kw_only=True)
class EmbedManyResult:
    """What `embed_many` returns.

    Source: the reference's `EmbedManyResult`.
    """

    values: list[str]
    embeddings: Sequence[Embedding]
    """In the order of the values. Each is a list of floats, or something more compact where the provider allows it."""
    usage: EmbeddingUsage
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata | None = None
    responses: list[PartialResponseInfo | None] | None = None
    """One for each model call."""

    def as_array(self) -> array[float]:
        """Put all vectors one after the other, as 32-bit floats: four bytes each, in one buffer.

        Vectors that the provider sent in binary form are copied as they are, without a Python float for each number.

        Returns:
            The numbers; `memoryview` and everything else that knows the buffer protocol reads them without a copy.

        Raises:
            InvalidResponseDataError: The vectors differ in length.
        """
        lengths = {len(embedding) for embedding in self.embeddings}
        if len(lengths) > 1:
            raise InvalidResponseDataError(data=sorted(lengths), message="The embeddings differ in length.")
        numbers = array("f")
        for embedding in self.embeddings:
            is_other_array = isinstance(embedding, array) and embedding.typecode != "f"
            numbers.extend(iter(embedding) if is_other_array else embedding)  # The same type is copied as one block.
        return numbers

    def as_numpy(self) -> NDArray[numpy.float32]:
        """Put all vectors into one NumPy array, with a row for each value.

        Returns:
            32-bit floats.

        Raises:
            UnsupportedFunctionalityError: NumPy is not installed.
            InvalidResponseDataError: The vectors differ in length.
        """
        try:
            import numpy
        except ImportError as error:
            raise UnsupportedFunctionalityError(
                functionality="as_numpy", message="as_numpy() needs NumPy. Try: pip install numpy"
            ) from error
        length = len(self.embeddings[0]) if self.embeddings else 0
        return numpy.frombuffer(self.as_array(), dtype=numpy.float32).reshape(len(self.embeddings), length)


@dataclass(slots=True, kw_only=True)
class EmbeddingBatch:
    """What one model call of `embed_many` gave; in the `partial_results` of an error."""

    start_index: int
    """Where the batch's first value stands among all values."""
    values: list[str]
    embeddings: Sequence[Embedding]
    usage: EmbeddingUsage
    warnings: list[CallWarning]
    provider_metadata: ProviderMetadata | None
    response: PartialResponseInfo | None
