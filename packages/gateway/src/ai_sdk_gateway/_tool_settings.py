"""Settings of tools that have settings of their own inside."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from typing_extensions import TypedDict

ExaTextSection: TypeAlias = Literal["header", "navigation", "banner", "body", "sidebar", "footer", "metadata"]
"""A part of a page."""


class ExaTextSettings(TypedDict, total=False):
    """Which text of a page is returned."""

    max_characters: int
    include_html_tags: bool
    verbosity: Literal["compact", "standard", "full"]
    include_sections: list[ExaTextSection]
    exclude_sections: list[ExaTextSection]


class ExaHighlightsSettings(TypedDict, total=False):
    """Which passages of a page are returned."""

    query: str
    max_characters: int


class ExaExtrasSettings(TypedDict, total=False):
    """How many links of a page are returned."""

    links: int
    image_links: int


class ExaContentsSettings(TypedDict, total=False):
    """What is returned of the pages that were found."""

    text: bool | ExaTextSettings
    highlights: bool | ExaHighlightsSettings
    max_age_hours: float
    livecrawl_timeout: float
    """Milliseconds."""
    subpages: int
    subpage_target: str | list[str]
    extras: ExaExtrasSettings


class ParallelSourcePolicy(TypedDict, total=False):
    """Where results may come from."""

    include_domains: list[str]
    """Domains, or beginnings of their paths; then `exclude_domains` does not count."""
    exclude_domains: list[str]
    after_date: str
    """`YYYY-MM-DD`."""


class ParallelExcerptsSettings(TypedDict, total=False):
    """How long excerpts are."""

    max_chars_per_result: int
    max_chars_total: int
    """Older name of the tool's own `max_chars_total`."""


class ParallelFetchPolicy(TypedDict, total=False):
    """How fresh pages must be."""

    max_age_seconds: int
    """At least 600."""
    timeout_seconds: float
    disable_cache_fallback: bool
    """Whether a page that cannot be fetched is an error, although there is an older copy."""


class TakoDataSettings(TypedDict, total=False):
    """How data are searched. Contents cost extra, per row."""

    count: int
    """1 to 20."""
    include_contents: bool
    mode: Literal["inline", "url"]
    content_format: Literal["card_json", "csv", "json_compact", "json_records"]
    max_rows: int
    node_ids: list[str]
    strict: bool
    """Only results that match `node_ids`."""


class TakoWebSettings(TypedDict, total=False):
    """How the web is searched. Contents may cost extra."""

    count: int
    """1 to 20."""
    include_contents: bool
    category: Literal["finance", "news", "sports"]
    include_domains: list[str]
    exclude_domains: list[str]
    snippet_max_chars: int
    highlights: bool
    article_content_max_chars: int
    published_after: str
    published_before: str


class TakoSources(TypedDict, total=False):
    """What is searched: only what has an entry; by default both."""

    data: TakoDataSettings
    web: TakoWebSettings


class TakoLocation(TypedDict):
    """Where the user is."""

    latitude: float
    longitude: float


class TakoOutputSettings(TypedDict, total=False):
    """How cards look."""

    image_dark_mode: bool
    force_refresh: bool


def to_wire(settings: Any) -> Any:
    """Write settings with the gateway's names.

    Args:
        settings: A setting, or a dict of settings with names in snake_case.

    Returns:
        The same with names in camelCase.
    """
    if isinstance(settings, dict):
        return {_to_camel(name): to_wire(value) for name, value in settings.items()}
    return settings


def _to_camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
