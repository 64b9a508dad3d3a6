"""Options beyond the standard ones, for `provider_options` under `togetherai`."""

from __future__ import annotations

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import ConfigDict


class TogetherAIImageModelOptions(ProviderOptionsModel):
    """Options of an image model. Others are passed on to the API as they are.

    Source: https://docs.together.ai/reference/post_images-generations
    """

    # These options have snake_case names in the reference, too, because they go into the request unchanged.
    model_config = ConfigDict(extra="allow", alias_generator=None)

    steps: float | None = None
    """Number of generation steps; more may look better."""
    guidance: float | None = None
    """How closely the image follows the prompt."""
    negative_prompt: str | None = None
    """What to avoid."""
    disable_safety_checker: bool | None = None
    """Whether images are not checked for unsafe content, where the model allows that."""


class TogetherAIRerankingModelOptions(ProviderOptionsModel):
    """Options of a reranking model."""

    rank_fields: list[str] | None = None
    """Fields of JSON documents that count for the ranking; all if not set."""
