"""What models pass to the gateway's tools, and what the tools give; fields that are newer are kept."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias

from ai_sdk_core.provider_utils import keep_unknown_fields
from typing_extensions import TypedDict

from ._tool_settings import (
    ExaContentsSettings,
    ParallelExcerptsSettings,
    ParallelFetchPolicy,
    ParallelSourcePolicy,
    TakoLocation,
    TakoOutputSettings,
    TakoSources,
)


@keep_unknown_fields
class GatewayToolError(TypedDict):
    """A tool failed."""

    error: Literal[
        "api_error",
        "configuration_error",
        "execution_error",
        "gateway_rate_limit",
        "invalid_input",
        "rate_limit",
        "timeout",
        "unknown",
        "unknown_tool",
    ]
    message: str
    statusCode: NotRequired[int]
    retryAfter: NotRequired[str]
    statusText: NotRequired[str]


class BrowserbaseFetchInput(TypedDict):
    """A page to fetch."""

    url: str
    allow_redirects: NotRequired[bool]
    allow_insecure_ssl: NotRequired[bool]
    proxies: NotRequired[bool]
    format: NotRequired[Literal["raw", "json", "markdown"]]
    schema: NotRequired[dict[str, Any]]


@keep_unknown_fields
class BrowserbaseFetchResponse(TypedDict):
    """A page."""

    id: str
    content: str | dict[str, Any]
    contentType: str
    encoding: str
    headers: dict[str, str]
    statusCode: int


BrowserbaseFetchOutput: TypeAlias = BrowserbaseFetchResponse | GatewayToolError
"""A page, or why there is none."""


class BrowserbaseSearchInput(TypedDict):
    """A search."""

    query: str
    num_results: NotRequired[int]


@keep_unknown_fields
class BrowserbaseSearchResult(TypedDict):
    """A page that was found."""

    id: str
    title: str
    url: str
    author: NotRequired[str]
    favicon: NotRequired[str]
    image: NotRequired[str]
    publishedDate: NotRequired[str]


@keep_unknown_fields
class BrowserbaseSearchResponse(TypedDict):
    """Pages that were found."""

    query: str
    requestId: str
    results: list[BrowserbaseSearchResult]


BrowserbaseSearchOutput: TypeAlias = BrowserbaseSearchResponse | GatewayToolError
"""Pages that were found, or why there are none."""


class DeepSeekFetchInput(TypedDict):
    """A page to fetch."""

    url: str


@keep_unknown_fields
class DeepSeekFetchResponse(TypedDict):
    """A page in Markdown."""

    content: str
    title: NotRequired[str | None]


DeepSeekFetchOutput: TypeAlias = DeepSeekFetchResponse | GatewayToolError
"""A page, or why there is none."""


class DeepSeekSearchInput(TypedDict):
    """A search."""

    query: str
    count: NotRequired[int]
    need_content: NotRequired[bool]
    ori_question: NotRequired[str | None]


@keep_unknown_fields
class DeepSeekSearchResult(TypedDict):
    """A page that was found."""

    authority: NotRequired[float | None]
    content: NotRequired[str | None]
    date: NotRequired[str | None]
    rerank_score: NotRequired[float | None]
    site_icon: NotRequired[str | None]
    site_name: NotRequired[str | None]
    snippet: NotRequired[str | None]
    summary: NotRequired[str | None]
    title: NotRequired[str | None]
    url: NotRequired[str | None]


@keep_unknown_fields
class DeepSeekSearchResponse(TypedDict):
    """Pages that were found."""

    results: list[DeepSeekSearchResult]


DeepSeekSearchOutput: TypeAlias = DeepSeekSearchResponse | GatewayToolError
"""Pages that were found, or why there are none."""


class ExaSearchInput(TypedDict):
    """A search."""

    query: str
    type: NotRequired[Literal["auto", "fast", "instant"]]
    num_results: NotRequired[int]
    category: NotRequired[Literal["company", "people", "research paper", "news", "personal site", "financial report"]]
    user_location: NotRequired[str]
    include_domains: NotRequired[list[str]]
    exclude_domains: NotRequired[list[str]]
    start_published_date: NotRequired[str]
    end_published_date: NotRequired[str]
    contents: NotRequired[ExaContentsSettings]


@keep_unknown_fields
class ExaSearchResult(TypedDict):
    """A page that was found."""

    title: str
    url: str
    id: str
    publishedDate: NotRequired[str | None]
    author: NotRequired[str | None]
    image: NotRequired[str | None]
    favicon: NotRequired[str | None]
    text: NotRequired[str]
    highlights: NotRequired[list[str]]
    highlightScores: NotRequired[list[float]]
    summary: NotRequired[str]
    subpages: NotRequired[list[dict[str, Any]]]
    extras: NotRequired[dict[str, Any]]


@keep_unknown_fields
class ExaSearchResponse(TypedDict):
    """Pages that were found."""

    requestId: str
    results: list[ExaSearchResult]
    searchType: NotRequired[str]
    resolvedSearchType: NotRequired[str]
    costDollars: NotRequired[dict[str, Any]]


ExaSearchOutput: TypeAlias = ExaSearchResponse | GatewayToolError
"""Pages that were found, or why there are none."""


class ParallelSearchInput(TypedDict):
    """A search."""

    objective: str
    search_queries: NotRequired[list[str]]
    mode: NotRequired[Literal["turbo", "fast", "basic", "advanced", "one-shot", "agentic"]]
    max_results: NotRequired[int]
    source_policy: NotRequired[ParallelSourcePolicy]
    excerpts: NotRequired[ParallelExcerptsSettings]
    max_chars_total: NotRequired[int]
    fetch_policy: NotRequired[ParallelFetchPolicy]
    location: NotRequired[str]


@keep_unknown_fields
class ParallelSearchResult(TypedDict):
    """A page that was found, with the passages that matter."""

    url: str
    excerpts: list[str]
    title: NotRequired[str | None]
    publish_date: NotRequired[str | None]


@keep_unknown_fields
class ParallelSearchResponse(TypedDict):
    """Pages that were found, the most relevant first."""

    search_id: str
    results: list[ParallelSearchResult]
    warnings: NotRequired[list[dict[str, Any]] | None]
    usage: NotRequired[list[dict[str, Any]] | None]
    session_id: NotRequired[str]


ParallelSearchOutput: TypeAlias = ParallelSearchResponse | GatewayToolError
"""Pages that were found, or why there are none."""


class PerplexitySearchInput(TypedDict):
    """A search, or up to five."""

    query: str | list[str]
    max_results: NotRequired[int]
    max_tokens_per_page: NotRequired[int]
    max_tokens: NotRequired[int]
    country: NotRequired[str]
    search_domain_filter: NotRequired[list[str]]
    search_language_filter: NotRequired[list[str]]
    search_after_date: NotRequired[str]
    search_before_date: NotRequired[str]
    last_updated_after_filter: NotRequired[str]
    last_updated_before_filter: NotRequired[str]
    search_recency_filter: NotRequired[Literal["day", "week", "month", "year"]]


@keep_unknown_fields
class PerplexitySearchResult(TypedDict):
    """A page that was found."""

    title: str
    url: str
    snippet: str
    date: NotRequired[str]
    lastUpdated: NotRequired[str]


@keep_unknown_fields
class PerplexitySearchResponse(TypedDict):
    """Pages that were found."""

    id: str
    results: list[PerplexitySearchResult]


PerplexitySearchOutput: TypeAlias = PerplexitySearchResponse | GatewayToolError
"""Pages that were found, or why there are none."""


class TakoSearchInput(TypedDict):
    """A search."""

    query: str
    effort: NotRequired[Literal["deep", "fast", "instant"]]
    sources: NotRequired[TakoSources]
    location: NotRequired[TakoLocation]
    country_code: NotRequired[str]
    locale: NotRequired[str]
    timezone: NotRequired[str]
    output_settings: NotRequired[TakoOutputSettings]
    include_related: NotRequired[int]


@keep_unknown_fields
class TakoCard(TypedDict, total=False):
    """A chart, with the data behind it."""

    card_id: str | None
    title: str | None
    description: str | None
    webpage_url: str | None
    image_url: str | None
    embed_url: str | None
    card_type: str | None
    relevance: Literal["High", "Low", "Medium"] | None
    content: dict[str, Any] | None
    sources: list[dict[str, Any]] | None


@keep_unknown_fields
class TakoWebResult(TypedDict):
    """A page that was found."""

    title: str
    url: str
    snippet: NotRequired[str | None]
    source_name: NotRequired[str | None]
    publish_date: NotRequired[str | None]
    content: NotRequired[dict[str, Any] | None]


@keep_unknown_fields
class TakoSearchResponse(TypedDict):
    """Charts and pages that were found."""

    request_id: str
    cards: NotRequired[list[TakoCard]]
    web_results: NotRequired[list[TakoWebResult]]
    usage: NotRequired[dict[str, Any] | None]
    related: NotRequired[list[dict[str, Any]] | None]


TakoSearchOutput: TypeAlias = TakoSearchResponse | GatewayToolError
"""Charts and pages that were found, or why there are none."""
