"""Settings of tools, as they stand in `args`: with the names of the JSON form."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from .._tool_names import ToolsetMember


class FetchCitations(TypedDict):
    """Whether fetched pages are cited."""

    enabled: bool


class WebFetchArgs(TypedDict):
    """Settings of web fetch."""

    maxUses: NotRequired[int]
    allowedDomains: NotRequired[list[str]]
    blockedDomains: NotRequired[list[str]]
    citations: NotRequired[FetchCitations]
    maxContentTokens: NotRequired[int]


class WebFetchArgs20260318(WebFetchArgs):
    """Settings of web fetch."""

    useCache: NotRequired[bool]
    responseInclusion: NotRequired[Literal["full", "excluded"]]


class UserLocation(TypedDict):
    """Where the user is, so that results fit."""

    type: Literal["approximate"]
    city: NotRequired[str]
    region: NotRequired[str]
    country: NotRequired[str]
    timezone: NotRequired[str]
    """Name of the IANA time zone."""


class WebSearchArgs(TypedDict):
    """Settings of web search."""

    maxUses: NotRequired[int]
    allowedDomains: NotRequired[list[str]]
    blockedDomains: NotRequired[list[str]]
    userLocation: NotRequired[UserLocation]


class WebSearchArgs20260318(WebSearchArgs):
    """Settings of web search."""

    responseInclusion: NotRequired[Literal["full", "excluded"]]


class TextEditorArgs(TypedDict):
    """Settings of the text editor."""

    maxCharacters: NotRequired[int]


class AdvisorCaching(TypedDict):
    """Have the advisor's view of the conversation remembered."""

    type: Literal["ephemeral"]
    ttl: Literal["5m", "1h"]


class AdvisorArgs(TypedDict):
    """Settings of the advisor."""

    model: str
    maxUses: NotRequired[int]
    maxTokens: NotRequired[int]
    caching: NotRequired[AdvisorCaching]


class ToolsetMemberConfig(TypedDict):
    """Settings of a member of the computer toolset."""

    enabled: NotRequired[bool]
    deferLoading: NotRequired[bool]


class ComputerToolsetArgs(TypedDict):
    """Settings of the computer toolset."""

    configs: NotRequired[dict[ToolsetMember, ToolsetMemberConfig]]
