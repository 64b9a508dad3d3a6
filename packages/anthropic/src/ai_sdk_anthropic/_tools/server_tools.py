"""Tools that the API runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from ai_sdk_core import Tool
from ai_sdk_core.provider import ProviderOptions
from ai_sdk_core.provider_utils import ProviderToolCaller, as_schema, provider_executed_tool
from typing_extensions import Unpack

from .arguments import AdvisorCaching, FetchCitations, UserLocation
from .functions import ServerToolFunctions
from .inputs import (
    AdvisorInput,
    CodeExecutionInput,
    CodeInput,
    RegexSearchInput,
    TextSearchInput,
    WebFetchInput,
    WebSearchInput,
)
from .outputs import AdvisorOutput, CodeExecutionOutput, FoundTool, ProgramResult, WebFetchOutput, WebSearchPage


def advisor_20260301(
    *,
    model: str,
    max_uses: int | None = None,
    max_tokens: int | None = None,
    caching: AdvisorCaching | None = None,
    **functions: Unpack[ServerToolFunctions],
) -> Tool[AdvisorInput, AdvisorOutput]:
    """Let a fast model ask a stronger one while it answers.

    Keep the tool in later calls of a conversation in which it gave advice, or remove the advice from the messages.

    Args:
        model: The advisor, at least as capable as the model that asks.
        max_uses: How often it may be asked per call.
        max_tokens: How long advice may be, thinking included, in tokens; at least 1024.
        caching: Have its view of the conversation remembered; worth it from about three questions on.
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    args = {"model": model, "maxUses": max_uses, "maxTokens": max_tokens, "caching": caching}
    return provider_executed_tool(
        id="anthropic.advisor_20260301",
        input_schema=as_schema(AdvisorInput),
        output_schema=as_schema(AdvisorOutput),
        args=args,
        supports_deferred_results=True,
        **functions,
    )


def code_execution_20250522(**functions: Unpack[ServerToolFunctions]) -> Tool[CodeInput, ProgramResult]:
    """Let the model run programs in Python.

    Args:
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    return provider_executed_tool(
        id="anthropic.code_execution_20250522",
        input_schema=as_schema(CodeInput),
        output_schema=as_schema(ProgramResult),
        **functions,
    )


def code_execution_20250825(
    **functions: Unpack[ServerToolFunctions],
) -> Tool[CodeExecutionInput, CodeExecutionOutput]:
    """Let the model run programs and commands, and edit files. Its programs may call your tools.

    Args:
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    return _code_execution("code_execution_20250825", functions)


def code_execution_20260120(
    **functions: Unpack[ServerToolFunctions],
) -> Tool[CodeExecutionInput, CodeExecutionOutput]:
    """Let the model run programs and commands, and edit files. Its programs may call your tools. The newest version.

    Args:
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    return _code_execution("code_execution_20260120", functions)


def tool_search_bm25_20251119(
    **functions: Unpack[ServerToolFunctions],
) -> Tool[TextSearchInput, list[FoundTool]]:
    """Let the model search for tools in words. Tools with `defer_loading` among their options are found so.

    Args:
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    return provider_executed_tool(
        id="anthropic.tool_search_bm25_20251119",
        input_schema=as_schema(TextSearchInput),
        output_schema=as_schema(list[FoundTool]),
        supports_deferred_results=True,
        **functions,
    )


def tool_search_regex_20251119(
    **functions: Unpack[ServerToolFunctions],
) -> Tool[RegexSearchInput, list[FoundTool]]:
    """Let the model search for tools by pattern. Tools with `defer_loading` among their options are found so.

    Args:
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    return provider_executed_tool(
        id="anthropic.tool_search_regex_20251119",
        input_schema=as_schema(RegexSearchInput),
        output_schema=as_schema(list[FoundTool]),
        supports_deferred_results=True,
        **functions,
    )


def web_fetch_20250910(
    *,
    max_uses: int | None = None,
    allowed_domains: Sequence[str] | None = None,
    blocked_domains: Sequence[str] | None = None,
    citations: FetchCitations | None = None,
    max_content_tokens: int | None = None,
    **functions: Unpack[ServerToolFunctions],
) -> Tool[WebFetchInput, WebFetchOutput]:
    """Let the model read pages of the web.

    Args:
        max_uses: How many pages per call.
        allowed_domains: Only pages from there.
        blocked_domains: No pages from there.
        citations: Whether the answer cites pages; it does not if not set.
        max_content_tokens: How much of a page the model sees, in tokens.
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    args = _fetch_args(max_uses, allowed_domains, blocked_domains, citations, max_content_tokens)
    return _web_fetch("20250910", args, functions)


def web_fetch_20260209(
    *,
    max_uses: int | None = None,
    allowed_domains: Sequence[str] | None = None,
    blocked_domains: Sequence[str] | None = None,
    citations: FetchCitations | None = None,
    max_content_tokens: int | None = None,
    **functions: Unpack[ServerToolFunctions],
) -> Tool[WebFetchInput, WebFetchOutput]:
    """Let the model read pages of the web, and filter them with programs.

    Args:
        max_uses: How many pages per call.
        allowed_domains: Only pages from there.
        blocked_domains: No pages from there.
        citations: Whether the answer cites pages; it does not if not set.
        max_content_tokens: How much of a page the model sees, in tokens.
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    args = _fetch_args(max_uses, allowed_domains, blocked_domains, citations, max_content_tokens)
    return _web_fetch("20260209", args, functions)


def web_fetch_20260318(
    *,
    max_uses: int | None = None,
    allowed_domains: Sequence[str] | None = None,
    blocked_domains: Sequence[str] | None = None,
    citations: FetchCitations | None = None,
    max_content_tokens: int | None = None,
    use_cache: bool | None = None,
    response_inclusion: Literal["full", "excluded"] | None = None,
    **functions: Unpack[ServerToolFunctions],
) -> Tool[WebFetchInput, WebFetchOutput]:
    """Let the model read pages of the web, and filter them with programs. The newest version.

    Args:
        max_uses: How many pages per call.
        allowed_domains: Only pages from there.
        blocked_domains: No pages from there.
        citations: Whether the answer cites pages; it does not if not set.
        max_content_tokens: How much of a page the model sees, in tokens.
        use_cache: False to have pages fetched anew.
        response_inclusion: Whether answers hold pages that only programs have read.
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    args = _fetch_args(max_uses, allowed_domains, blocked_domains, citations, max_content_tokens)
    args |= {"useCache": use_cache, "responseInclusion": response_inclusion}
    return _web_fetch("20260318", args, functions)


def web_search_20250305(
    *,
    max_uses: int | None = None,
    allowed_domains: Sequence[str] | None = None,
    blocked_domains: Sequence[str] | None = None,
    user_location: UserLocation | None = None,
    **functions: Unpack[ServerToolFunctions],
) -> Tool[WebSearchInput, list[WebSearchPage]]:
    """Let the model search the web.

    Args:
        max_uses: How many searches per call.
        allowed_domains: Only results from there.
        blocked_domains: No results from there.
        user_location: Where the user is, so that results fit.
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    args = _search_args(max_uses, allowed_domains, blocked_domains, user_location)
    return _web_search("20250305", args, functions)


def web_search_20260209(
    *,
    max_uses: int | None = None,
    allowed_domains: Sequence[str] | None = None,
    blocked_domains: Sequence[str] | None = None,
    user_location: UserLocation | None = None,
    **functions: Unpack[ServerToolFunctions],
) -> Tool[WebSearchInput, list[WebSearchPage]]:
    """Let the model search the web, and filter the results with programs.

    Args:
        max_uses: How many searches per call.
        allowed_domains: Only results from there.
        blocked_domains: No results from there.
        user_location: Where the user is, so that results fit.
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    args = _search_args(max_uses, allowed_domains, blocked_domains, user_location)
    return _web_search("20260209", args, functions)


def web_search_20260318(
    *,
    max_uses: int | None = None,
    allowed_domains: Sequence[str] | None = None,
    blocked_domains: Sequence[str] | None = None,
    user_location: UserLocation | None = None,
    response_inclusion: Literal["full", "excluded"] | None = None,
    **functions: Unpack[ServerToolFunctions],
) -> Tool[WebSearchInput, list[WebSearchPage]]:
    """Let the model search the web, and filter the results with programs. The newest version.

    Args:
        max_uses: How many searches per call.
        allowed_domains: Only results from there.
        blocked_domains: No results from there.
        user_location: Where the user is, so that results fit.
        response_inclusion: Whether answers hold results that only programs have read.
        **functions: What is called on the way.

    Returns:
        The tool.
    """
    args = _search_args(max_uses, allowed_domains, blocked_domains, user_location)
    return _web_search("20260318", {**args, "responseInclusion": response_inclusion}, functions)


def _code_execution(version: str, functions: ServerToolFunctions) -> Tool[CodeExecutionInput, CodeExecutionOutput]:
    tool: Tool[CodeExecutionInput, CodeExecutionOutput] = provider_executed_tool(
        id=f"anthropic.{version}",
        input_schema=as_schema(CodeExecutionInput),
        output_schema=as_schema(CodeExecutionOutput),
        supports_deferred_results=True,  # a program may wait for a tool of yours
        **functions,
    )

    def allow_calls(options: ProviderOptions | None) -> ProviderOptions:
        own: Any = (options or {}).get("anthropic", {})
        callers = dict.fromkeys([*own.get("allowedCallers", ()), version])
        return {**(options or {}), "anthropic": {**own, "allowedCallers": list(callers)}}

    return replace(tool, tool_caller=ProviderToolCaller(prepare_provider_options=allow_calls))


def _fetch_args(
    max_uses: int | None,
    allowed_domains: Sequence[str] | None,
    blocked_domains: Sequence[str] | None,
    citations: FetchCitations | None,
    max_content_tokens: int | None,
) -> dict[str, Any]:
    domains = _domain_args(allowed_domains, blocked_domains)
    return {"maxUses": max_uses, **domains, "citations": citations, "maxContentTokens": max_content_tokens}


def _search_args(
    max_uses: int | None,
    allowed_domains: Sequence[str] | None,
    blocked_domains: Sequence[str] | None,
    user_location: UserLocation | None,
) -> dict[str, Any]:
    return {"maxUses": max_uses, **_domain_args(allowed_domains, blocked_domains), "userLocation": user_location}


def _domain_args(allowed: Sequence[str] | None, blocked: Sequence[str] | None) -> dict[str, Any]:
    domains = {"allowedDomains": allowed, "blockedDomains": blocked}
    return {name: list(values) for name, values in domains.items() if values is not None}


def _web_fetch(
    version: str, args: dict[str, Any], functions: ServerToolFunctions
) -> Tool[WebFetchInput, WebFetchOutput]:
    return provider_executed_tool(
        id=f"anthropic.web_fetch_{version}",
        input_schema=as_schema(WebFetchInput),
        output_schema=as_schema(WebFetchOutput),
        args=args,
        supports_deferred_results=True,
        **functions,
    )


def _web_search(
    version: str, args: dict[str, Any], functions: ServerToolFunctions
) -> Tool[WebSearchInput, list[WebSearchPage]]:
    return provider_executed_tool(
        id=f"anthropic.web_search_{version}",
        input_schema=as_schema(WebSearchInput),
        output_schema=as_schema(list[WebSearchPage]),
        args=args,
        supports_deferred_results=True,
        **functions,
    )
