"""Tools that a provider defines.

A provider package has one function per tool, with the tool's settings as keyword arguments, and makes the tool here::

    def web_search(*, max_uses: int | None = None) -> Tool[WebSearchInput, list[WebSearchResult]]:
        return provider_executed_tool(
            id="acme.web_search",
            args={"maxUses": max_uses},
            input_schema=as_schema(WebSearchInput),
            output_schema=as_schema(list[WebSearchResult]),
        )
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from .schema import Schema
from .tool import Tool, ToolHook, ToolNeedsApproval

if TYPE_CHECKING:
    from ..provider.language_model.prompt import ToolResultOutput

InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT")


def provider_executed_tool(
    *,
    id: str,  # noqa: A002 - the field of a tool
    input_schema: Schema[InputT],
    output_schema: Schema[OutputT],
    args: Mapping[str, Any] | None = None,
    redact_args: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None,
    supports_deferred_results: bool = False,
    on_input_start: ToolHook | None = None,
    on_input_delta: ToolHook | None = None,
    on_input_available: ToolHook | None = None,
) -> Tool[InputT, OutputT]:
    """Make a tool that the provider runs.

    Args:
        id: `{provider}.{tool}`.
        input_schema: What the model passes to the tool.
        output_schema: What the tool gives.
        args: Settings, with the provider's names. Those that are None are left out.
        redact_args: Gives what telemetry may see of the settings, where they hold credentials.
        supports_deferred_results: Whether the result may come in a later response than the call.
        on_input_start: Called when the model begins to write the input.
        on_input_delta: Called with each piece of the input.
        on_input_available: Called with the whole input.

    Returns:
        The tool.
    """
    return Tool(
        type="provider",
        id=id,
        args=_without_none(args),
        redact_args=redact_args,
        input_schema=input_schema,
        output_schema=output_schema,
        is_provider_executed=True,
        supports_deferred_results=supports_deferred_results,
        on_input_start=on_input_start,
        on_input_delta=on_input_delta,
        on_input_available=on_input_available,
    )


def provider_defined_tool(
    *,
    id: str,  # noqa: A002 - the field of a tool
    input_schema: Schema[InputT],
    output_schema: Schema[OutputT] | None = None,
    args: Mapping[str, Any] | None = None,
    redact_args: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None,
    execute: Callable[..., Any] | None = None,
    needs_approval: ToolNeedsApproval | None = None,
    to_model_output: Callable[..., ToolResultOutput | Awaitable[ToolResultOutput]] | None = None,
    on_input_start: ToolHook | None = None,
    on_input_delta: ToolHook | None = None,
    on_input_available: ToolHook | None = None,
) -> Tool[InputT, OutputT]:
    """Make a tool that the provider defines and the caller runs.

    Args:
        id: `{provider}.{tool}`.
        input_schema: What the model passes to the tool.
        output_schema: What the tool gives.
        args: Settings, with the provider's names. Those that are None are left out.
        redact_args: Gives what telemetry may see of the settings, where they hold credentials.
        execute: Runs the tool; without it, the caller of the generation answers the calls.
        needs_approval: Whether the user must approve calls.
        to_model_output: Turns a result into what the model sees.
        on_input_start: Called when the model begins to write the input.
        on_input_delta: Called with each piece of the input.
        on_input_available: Called with the whole input.

    Returns:
        The tool.
    """
    return Tool(
        type="provider",
        id=id,
        args=_without_none(args),
        redact_args=redact_args,
        input_schema=input_schema,
        output_schema=output_schema,
        execute=execute,
        needs_approval=needs_approval,
        to_model_output=to_model_output,
        on_input_start=on_input_start,
        on_input_delta=on_input_delta,
        on_input_available=on_input_available,
    )


def _without_none(args: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (args or {}).items() if value is not None}
