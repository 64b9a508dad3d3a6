"""Settings of provider tools: what they must look like, and how the API takes them.

This module imports pydantic: it loads when a tool with settings is first used. Fields are named as on the wire.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeAlias

from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider_utils import ProviderOptionsModel, describe_validation_error, resolve_provider_reference
from pydantic import ConfigDict, Field, ValidationError, model_validator
from typing_extensions import override

Number: TypeAlias = int | float

MemoryLimit: TypeAlias = Literal["1g", "4g", "16g", "64g"]


class ToolArgs(ProviderOptionsModel):
    """Settings of a tool."""

    @classmethod
    def read(cls, args: dict[str, Any]) -> Self:
        """Check settings.

        Args:
            args: The settings as the user gave them.

        Returns:
            The settings.

        Raises:
            TypeValidationError: They are not valid.
        """
        try:
            return cls.model_validate(args)
        except ValidationError as error:
            raise TypeValidationError(value=args, cause=describe_validation_error(error)) from error

    def to_wire(self) -> dict[str, Any]:
        """Give the settings as the API takes them.

        Returns:
            The fields of the tool.
        """
        return self.model_dump(exclude_none=True)


# --- File search ---


class ComparisonFilter(ProviderOptionsModel):
    """Compares an attribute of files with a value."""

    key: str
    type: Literal["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin"]
    value: str | Number | bool | list[str]


class CompoundFilter(ProviderOptionsModel):
    """Several filters together."""

    type: Literal["and", "or"]
    filters: list[ComparisonFilter | CompoundFilter]


class RankingOptions(ProviderOptionsModel):
    """How results are ranked."""

    ranker: str | None = None
    score_threshold: Number | None = None


class FileSearchArgs(ToolArgs):
    """Settings of file search."""

    vector_store_ids: list[str]
    max_num_results: Number | None = None
    ranking: RankingOptions | None = None
    filters: ComparisonFilter | CompoundFilter | None = None

    @override
    def to_wire(self) -> dict[str, Any]:
        """Give the settings as the API takes them.

        Returns:
            The fields of the tool.
        """
        wire = self.model_dump(exclude_none=True)
        if "ranking" in wire:
            wire["ranking_options"] = wire.pop("ranking")
        return wire


# --- Web search ---


class UserLocation(ProviderOptionsModel):
    """Where the user is."""

    type: Literal["approximate"]
    country: str | None = None
    city: str | None = None
    region: str | None = None
    timezone: str | None = None


class WebSearchPreviewArgs(ToolArgs):
    """Settings of the older web search."""

    search_context_size: Literal["low", "medium", "high"] | None = None
    user_location: UserLocation | None = None


class WebSearchFilters(ProviderOptionsModel):
    """Where to search."""

    allowed_domains: list[str] | None = None
    blocked_domains: list[str] | None = None


class WebSearchArgs(WebSearchPreviewArgs):
    """Settings of web search."""

    external_web_access: bool | None = None
    filters: WebSearchFilters | None = None


# --- Containers ---


class DisabledNetwork(ProviderOptionsModel):
    """No network."""

    type: Literal["disabled"]


class DomainSecret(ProviderOptionsModel):
    """A secret that requests to a domain may use."""

    domain: str
    name: str
    value: str


class NetworkAllowlist(ProviderOptionsModel):
    """Some domains only."""

    type: Literal["allowlist"]
    allowed_domains: list[str]
    domain_secrets: list[DomainSecret] | None = None


NetworkPolicy: TypeAlias = Annotated[DisabledNetwork | NetworkAllowlist, Field(discriminator="type")]


class CodeInterpreterContainer(ProviderOptionsModel):
    """A container that is made for the call."""

    file_ids: list[str] | None = None
    memory_limit: MemoryLimit | None = None
    network_policy: NetworkPolicy | None = None


class CodeInterpreterArgs(ToolArgs):
    """Settings of the code interpreter."""

    container: str | CodeInterpreterContainer | None = None

    @override
    def to_wire(self) -> dict[str, Any]:
        """Give the settings as the API takes them.

        Returns:
            The fields of the tool.
        """
        if isinstance(self.container, str):
            return {"container": self.container}
        settings = {} if self.container is None else self.container.model_dump(exclude_none=True)
        return {"container": {"type": "auto", **settings}}


class SkillReference(ProviderOptionsModel):
    """A skill that was uploaded."""

    type: Literal["skillReference"]
    provider_reference: dict[str, str]
    version: str | None = None


class SkillSource(ProviderOptionsModel):
    """The files of a skill."""

    type: Literal["base64"]
    media_type: Literal["application/zip"]
    data: str


class InlineSkill(ProviderOptionsModel):
    """A skill that comes with the call."""

    type: Literal["inline"]
    name: str
    description: str
    source: SkillSource


class ContainerAuto(ProviderOptionsModel):
    """A container that OpenAI makes."""

    type: Literal["containerAuto"]
    file_ids: list[str] | None = None
    memory_limit: MemoryLimit | None = None
    network_policy: NetworkPolicy | None = None
    skills: list[Annotated[SkillReference | InlineSkill, Field(discriminator="type")]] | None = None

    def to_wire(self) -> dict[str, Any]:
        """Give the environment as the API takes it.

        Returns:
            The environment.
        """
        settings = self.model_dump(exclude_none=True, exclude={"type", "skills"})
        skills = None if self.skills is None else [_skill_to_wire(skill) for skill in self.skills]
        return {"type": "container_auto", **settings, **({} if skills is None else {"skills": skills})}


def _skill_to_wire(skill: SkillReference | InlineSkill) -> dict[str, Any]:
    if isinstance(skill, InlineSkill):
        return skill.model_dump()
    skill_id = resolve_provider_reference(skill.provider_reference, "openai")
    version = "latest" if skill.version is None else skill.version
    return {"type": "skill_reference", "skill_id": skill_id, "version": version}


class ContainerReference(ProviderOptionsModel):
    """A container that exists."""

    type: Literal["containerReference"]
    container_id: str

    def to_wire(self) -> dict[str, Any]:
        """Give the environment as the API takes it.

        Returns:
            The environment.
        """
        return {"type": "container_reference", "container_id": self.container_id}


class LocalSkill(ProviderOptionsModel):
    """A skill on the caller's machine."""

    name: str
    description: str
    path: str


class LocalEnvironment(ProviderOptionsModel):
    """The caller's machine."""

    type: Literal["local"] = "local"
    skills: list[LocalSkill] | None = None

    def to_wire(self) -> dict[str, Any]:
        """Give the environment as the API takes it.

        Returns:
            The environment.
        """
        return self.model_dump(exclude_none=True)


class ShellArgs(ToolArgs):
    """Settings of the shell."""

    environment: ContainerAuto | ContainerReference | LocalEnvironment | None = None

    @override
    def to_wire(self) -> dict[str, Any]:
        """Give the settings as the API takes them.

        Returns:
            The fields of the tool.
        """
        return {} if self.environment is None else {"environment": self.environment.to_wire()}


# --- Others ---


class InputImageMask(ProviderOptionsModel):
    """Where to paint."""

    file_id: str | None = None
    image_url: str | None = None


class ImageGenerationArgs(ToolArgs):
    """Settings of image generation."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["generate", "edit", "auto"] | None = None
    background: Literal["auto", "opaque", "transparent"] | None = None
    input_fidelity: Literal["low", "high"] | None = None
    input_image_mask: InputImageMask | None = None
    model: str | None = None
    moderation: Literal["auto", "low"] | None = None
    output_compression: Annotated[int, Field(ge=0, le=100)] | None = None
    output_format: Literal["png", "jpeg", "webp"] | None = None
    partial_images: Annotated[int, Field(ge=0, le=3)] | None = None
    quality: Literal["auto", "low", "medium", "high", "xhigh", "max"] | None = None
    size: Annotated[str, Field(pattern=r"^(?:auto|\d+x\d+)$")] | None = None


class AllowedMcpTools(ProviderOptionsModel):
    """Which tools of a server may be called."""

    read_only: bool | None = None
    tool_names: list[str] | None = None


class McpToolNames(ProviderOptionsModel):
    """Some tools of a server."""

    tool_names: list[str] | None = None


class McpApproval(ProviderOptionsModel):
    """Which tools need no approval."""

    never: McpToolNames | None = None


class McpArgs(ToolArgs):
    """Settings of MCP."""

    server_label: str
    allowed_tools: list[str] | AllowedMcpTools | None = None
    authorization: str | None = None
    connector_id: str | None = None
    headers: dict[str, str] | None = None
    require_approval: Literal["always", "never"] | McpApproval | None = None
    server_description: str | None = None
    server_url: str | None = None
    tunnel_id: str | None = None

    @model_validator(mode="after")
    def _check_server(self) -> Self:
        if self.server_url is None and self.connector_id is None and self.tunnel_id is None:
            raise ValueError("One of serverUrl, connectorId, or tunnelId must be provided.")
        if self.tunnel_id is not None and (self.server_url is not None or self.connector_id is not None):
            raise ValueError("tunnelId cannot be combined with serverUrl or connectorId.")
        return self

    @override
    def to_wire(self) -> dict[str, Any]:
        """Give the settings as the API takes them.

        Returns:
            The fields of the tool. Without a setting, calls need no approval.
        """
        wire = self.model_dump(exclude_none=True)
        return {**wire, "require_approval": wire.get("require_approval") or "never"}


class GrammarFormat(ProviderOptionsModel):
    """Inputs match a grammar."""

    type: Literal["grammar"]
    syntax: Literal["regex", "lark"]
    definition: str


class TextFormat(ProviderOptionsModel):
    """Inputs are free text."""

    type: Literal["text"]


class CustomArgs(ToolArgs):
    """Settings of a custom tool."""

    description: str | None = None
    is_async: Annotated[bool | None, Field(alias="async")] = None
    format: Annotated[GrammarFormat | TextFormat, Field(discriminator="type")] | None = None


class ToolSearchArgs(ToolArgs):
    """Settings of tool search."""

    execution: Literal["server", "client"] | None = None
    description: str | None = None
    parameters: dict[str, Any] | None = None
