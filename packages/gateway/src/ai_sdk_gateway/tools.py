"""Tools that the gateway runs, whichever model calls them: searches of the web, and pages of it.

```python
from ai_sdk_core import generate_text
from ai_sdk_gateway import tools

result = await generate_text(
    model="openai/gpt-5",
    prompt="What happened in Lisbon today?",
    tools={"search": tools.perplexity_search(max_results=5)},
)
```

The settings that a tool is given here win over those that the model asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ai_sdk_core.provider_utils import as_schema, provider_executed_tool

from ._tool_results import (
    BrowserbaseFetchInput,
    BrowserbaseFetchOutput,
    BrowserbaseSearchInput,
    BrowserbaseSearchOutput,
    DeepSeekFetchInput,
    DeepSeekFetchOutput,
    DeepSeekSearchInput,
    DeepSeekSearchOutput,
    ExaSearchInput,
    ExaSearchOutput,
    ParallelSearchInput,
    ParallelSearchOutput,
    PerplexitySearchInput,
    PerplexitySearchOutput,
    TakoSearchInput,
    TakoSearchOutput,
)
from ._tool_settings import (
    ExaContentsSettings,
    ParallelExcerptsSettings,
    ParallelFetchPolicy,
    ParallelSourcePolicy,
    TakoLocation,
    TakoOutputSettings,
    TakoSources,
    to_wire,
)

if TYPE_CHECKING:
    from ai_sdk_core import Tool

InputT = TypeVar("InputT")

__all__ = [
    "browserbase_fetch",
    "browserbase_search",
    "deepseek_fetch",
    "deepseek_search",
    "exa_search",
    "parallel_search",
    "perplexity_search",
    "tako_search",
]


def browserbase_fetch(
    *,
    allow_redirects: bool | None = None,
    allow_insecure_ssl: bool | None = None,
    proxies: bool | None = None,
    format: Literal["raw", "json", "markdown"] | None = None,  # noqa: A002 - the tool's setting
    schema: dict[str, Any] | None = None,
) -> Tool[BrowserbaseFetchInput, BrowserbaseFetchOutput]:
    """Fetch pages with Browserbase.

    Args:
        allow_redirects: Whether redirects are followed; by default not.
        allow_insecure_ssl: Whether certificates are left unchecked; by default not.
        proxies: Whether requests go through proxies; by default not.
        format: What is returned: the page as it is (default), Markdown, or JSON after `schema`.
        schema: JSON Schema of what is wanted, for the format `json`.

    Returns:
        The tool.
    """
    args = {
        **_args(allow_redirects=allow_redirects, allow_insecure_ssl=allow_insecure_ssl, proxies=proxies),
        "format": format,
        "schema": schema,
    }
    return _tool("browserbase_fetch", BrowserbaseFetchInput, BrowserbaseFetchOutput, args)


def browserbase_search(*, num_results: int | None = None) -> Tool[BrowserbaseSearchInput, BrowserbaseSearchOutput]:
    """Search the web with Browserbase: titles, addresses and dates.

    Args:
        num_results: How many results, 1 to 25; by default 10.

    Returns:
        The tool.
    """
    return _tool("browserbase_search", BrowserbaseSearchInput, BrowserbaseSearchOutput, _args(num_results=num_results))


def deepseek_fetch(*, url: str | None = None) -> Tool[DeepSeekFetchInput, DeepSeekFetchOutput]:
    """Fetch pages as Markdown with DeepSeek.

    Args:
        url: The only page that may be fetched; by default the model chooses.

    Returns:
        The tool.
    """
    return _tool("deepseek_fetch", DeepSeekFetchInput, DeepSeekFetchOutput, _args(url=url))


def deepseek_search(
    *,
    query: str | None = None,
    count: int | None = None,
    need_content: bool | None = None,
    ori_question: str | None = None,
    localization: str | None = None,
) -> Tool[DeepSeekSearchInput, DeepSeekSearchOutput]:
    """Search the web with DeepSeek.

    Args:
        query: The only search that may be made; by default the model chooses.
        count: How many results, 1 to 50; by default 10.
        need_content: Whether results come with the text of their pages; by default not.
        ori_question: What the user asked, 1 to 128 characters.
        localization: An IP address in the place whose results are wanted.

    Returns:
        The tool.
    """
    args = _args(
        query=query, count=count, need_content=need_content, ori_question=ori_question, localization=localization
    )
    return _tool("deepseek_search", DeepSeekSearchInput, DeepSeekSearchOutput, args)


def exa_search(
    *,
    type: Literal["auto", "fast", "instant"] | None = None,  # noqa: A002 - the tool's setting
    num_results: int | None = None,
    category: Literal["company", "people", "research paper", "news", "personal site", "financial report"] | None = None,
    user_location: str | None = None,
    include_domains: Sequence[str] | None = None,
    exclude_domains: Sequence[str] | None = None,
    start_published_date: str | None = None,
    end_published_date: str | None = None,
    contents: ExaContentsSettings | None = None,
) -> Tool[ExaSearchInput, ExaSearchOutput]:
    """Search the web with Exa.

    Args:
        type: How to search: balanced (`auto`, the default), faster, or at once.
        num_results: How many results, 1 to 100; by default 10.
        category: What kind of pages.
        user_location: Where the user is, as country code: `US`.
        include_domains: Only results from these.
        exclude_domains: No results from these.
        start_published_date: Only pages from after this date, in ISO 8601.
        end_published_date: Only pages from before this date, in ISO 8601.
        contents: What is returned of the pages.

    Returns:
        The tool.
    """
    args = _args(
        type=type,
        num_results=num_results,
        category=category,
        user_location=user_location,
        include_domains=include_domains,
        exclude_domains=exclude_domains,
        start_published_date=start_published_date,
        end_published_date=end_published_date,
        contents=contents,
    )
    return _tool("exa_search", ExaSearchInput, ExaSearchOutput, args)


def parallel_search(
    *,
    mode: Literal["turbo", "fast", "basic", "advanced", "one-shot", "agentic"] | None = None,
    max_results: int | None = None,
    source_policy: ParallelSourcePolicy | None = None,
    excerpts: ParallelExcerptsSettings | None = None,
    max_chars_total: int | None = None,
    fetch_policy: ParallelFetchPolicy | None = None,
    location: str | None = None,
) -> Tool[ParallelSearchInput, ParallelSearchOutput]:
    """Search the web with Parallel: passages that answer a goal.

    Args:
        mode: From `turbo`, the quickest, over `fast` and `basic` (default) to `advanced`, the most thorough. `one-shot`
            and `agentic` are older names of the last two.
        max_results: How many results, 1 to 20; by default 10.
        source_policy: Where results may come from.
        excerpts: How long excerpts are.
        max_chars_total: How many characters all excerpts have together.
        fetch_policy: How fresh pages must be.
        location: Where the user is, as country code: `us`.

    Returns:
        The tool.
    """
    args = _args(
        mode=mode,
        max_results=max_results,
        source_policy=source_policy,
        excerpts=excerpts,
        max_chars_total=max_chars_total,
        fetch_policy=fetch_policy,
        location=location,
    )
    return _tool("parallel_search", ParallelSearchInput, ParallelSearchOutput, args)


def perplexity_search(
    *,
    max_results: int | None = None,
    max_tokens_per_page: int | None = None,
    max_tokens: int | None = None,
    country: str | None = None,
    search_domain_filter: Sequence[str] | None = None,
    search_language_filter: Sequence[str] | None = None,
    search_recency_filter: Literal["day", "week", "month", "year"] | None = None,
) -> Tool[PerplexitySearchInput, PerplexitySearchOutput]:
    """Search the web with Perplexity: news, research, articles.

    Args:
        max_results: How many results, 1 to 20; by default 10.
        max_tokens_per_page: How much is taken of a page, 256 to 2048 tokens; by default 2048.
        max_tokens: How much is taken in all, up to 1,000,000 tokens; by default 25,000.
        country: Where the user is, as country code: `US`.
        search_domain_filter: Up to 20 domains: only these (`nature.com`), or none of these (`-example.com`).
        search_language_filter: Up to 10 languages: `en`.
        search_recency_filter: How old results may be.

    Returns:
        The tool.
    """
    args = _args(
        max_results=max_results,
        max_tokens_per_page=max_tokens_per_page,
        max_tokens=max_tokens,
        country=country,
        search_domain_filter=search_domain_filter,
        search_language_filter=search_language_filter,
        search_recency_filter=search_recency_filter,
    )
    return _tool("perplexity_search", PerplexitySearchInput, PerplexitySearchOutput, args)


def tako_search(
    *,
    effort: Literal["deep", "fast", "instant"] | None = None,
    sources: TakoSources | None = None,
    location: TakoLocation | None = None,
    country_code: str | None = None,
    locale: str | None = None,
    timezone: str | None = None,
    output_settings: TakoOutputSettings | None = None,
    include_related: int | None = None,
    variable_cost: bool | None = None,
    max_variable_cost_usd: float | Literal["unlimited"] | None = None,
    extra_body: dict[str, Any] | None = None,
) -> Tool[TakoSearchInput, TakoSearchOutput]:
    """Search the web and Tako's collection of data: charts with their sources, and pages.

    Args:
        effort: How hard to search; by default `fast`.
        sources: What is searched, and how; by default everything.
        location: Where the user is.
        country_code: The user's country: `US`.
        locale: The user's language: `en-US`.
        timezone: The user's time zone: `America/New_York`.
        output_settings: How charts look.
        include_related: How many related searches are suggested, 1 to 20.
        variable_cost: Whether data may be served that cost extra; by default yes.
        max_variable_cost_usd: The most that one call may cost for such data, in US dollars, or `unlimited`; by default
            0.25.
        extra_body: More fields for Tako, with its names.

    Returns:
        The tool.
    """
    is_unlimited = max_variable_cost_usd == "unlimited"
    args = {
        **_args(
            effort=effort,
            sources=sources,
            location=location,
            country_code=country_code,
            locale=locale,
            timezone=timezone,
            output_settings=output_settings,
            include_related=include_related,
            variable_cost=variable_cost,
        ),
        "maxVariableCostUsd": None if is_unlimited else max_variable_cost_usd,
        "extraBody": extra_body,
    }
    tool = _tool("tako_search", TakoSearchInput, TakoSearchOutput, args)
    # "No limit" is null on the wire, which elsewhere means that nothing was said.
    return replace(tool, args={**(tool.args or {}), "maxVariableCostUsd": None}) if is_unlimited else tool


def _args(**settings: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in to_wire(settings).items()}


def _tool(name: str, input_type: type[InputT], output_type: Any, args: dict[str, Any]) -> Tool[InputT, Any]:
    return provider_executed_tool(
        id=f"gateway.{name}",
        input_schema=as_schema(input_type),
        output_schema=as_schema(output_type),
        args=args,
    )
