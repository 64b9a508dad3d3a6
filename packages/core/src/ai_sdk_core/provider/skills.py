"""Skills at the provider: folders of instructions and files that its models can use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, Protocol, TypeAlias, runtime_checkable

from ._codec_hooks import BY_TYPE, SpecValue
from .shared import (
    CallWarning,
    FileDataData,
    FileDataText,
    ProviderMetadata,
    ProviderOptions,
    ProviderReference,
)

SkillsFileData: TypeAlias = Annotated[FileDataData | FileDataText, BY_TYPE]
"""Contents of a file of a skill."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SkillsFile(SpecValue):
    """One file of a skill."""

    path: str
    """Relative to the folder of the skill."""
    data: SkillsFileData


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SkillsUploadSkillCallOptions(SpecValue):
    """An upload."""

    files: list[SkillsFile]
    display_title: str | None = None
    """A title for people."""
    provider_options: ProviderOptions | None = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class SkillsUploadSkillResult(SpecValue):
    """What a provider says about a skill that it stored."""

    provider_reference: ProviderReference
    """Names the skill, keyed by the provider's plain name."""
    display_title: str | None = None
    name: str | None = None
    description: str | None = None
    """What the skill does."""
    latest_version: str | None = None
    """Names the newest version."""
    provider_metadata: ProviderMetadata | None = None
    warnings: list[CallWarning] = field(default_factory=list)


@runtime_checkable
class Skills(Protocol):
    """A provider's store of skills.

    Source: the reference's `SkillsV4`.
    """

    @property
    def specification_version(self) -> Literal["v4"]:
        """The version of this interface."""
        ...

    @property
    def provider(self) -> str:
        """Name of the provider and its API, e.g. `anthropic.skills`."""
        ...

    async def upload_skill(self, options: SkillsUploadSkillCallOptions) -> SkillsUploadSkillResult:
        """Store a skill at the provider.

        Args:
            options: The files of the skill.

        Returns:
            The reference with which calls can name the skill.

        Raises:
            APICallError: The provider could not be reached or refused.
            AISDKError: The options are not valid for this provider, or its response is not what it should be.
        """
        ...
