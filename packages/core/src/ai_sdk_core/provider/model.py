"""What models of every kind have in common."""

from __future__ import annotations

from typing import Literal, Protocol, runtime_checkable


@runtime_checkable
class Model(Protocol):
    """A model of any kind: it says what it is and where it comes from."""

    @property
    def specification_version(self) -> Literal["v4"]:
        """The version of this interface."""
        ...

    @property
    def provider(self) -> str:
        """Name of the provider and its API, e.g. `openai.embedding`."""
        ...

    @property
    def model_id(self) -> str:
        """The provider's name for the model."""
        ...
