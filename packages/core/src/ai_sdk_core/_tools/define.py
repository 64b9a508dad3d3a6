"""Defining tools."""

from __future__ import annotations

import inspect
import sys
from collections.abc import AsyncIterable, Awaitable, Callable, Generator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypedDict, TypeVar, overload

from ..errors import InvalidArgumentError
from ..provider_utils.schema import FlexibleSchema, as_schema
from ..provider_utils.tool import (
    InputT,
    OutputT,
    Tool,
    ToolCaller,
    ToolDescription,
    ToolExecutionOptions,
    ToolHook,
    ToolNeedsApproval,
)
from .decorated import DecoratedTool, FunctionSignature, P, lazy_schema
from .docstring import read_docstring

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..provider.json_value import JSONObject
    from ..provider.language_model.prompt import ToolResultOutput
    from ..provider.language_model.tools import ToolInputExample
    from ..provider.shared import ProviderOptions

ReturnT = TypeVar("ReturnT")

ExecuteFunction: TypeAlias = Callable[[InputT], ReturnT] | Callable[[InputT, ToolExecutionOptions[Any]], ReturnT]
"""A function of the validated input and, if it wants them, the options."""


class ToolOptions(TypedDict, total=False):
    """Options of a tool that have a meaning for every kind of tool. See `Tool` for what the functions are given."""

    description: ToolDescription
    """When and how to call the tool, for the model: a text, or a function that writes it for each model call."""
    context_schema: FlexibleSchema[Any]
    """What the tool's entry in `tools_context` must look like."""
    inline: bool
    """Call a sync function on the event loop instead of in a worker thread. It must not block."""
    needs_approval: ToolNeedsApproval
    """Whether the user must approve a call."""
    on_input_start: ToolHook
    on_input_delta: ToolHook
    on_input_available: ToolHook
    to_model_output: Callable[..., ToolResultOutput | Awaitable[ToolResultOutput]]
    """Turns a result into what the model sees."""
    strict: bool
    """Ask providers that can to keep the model to the input schema."""
    input_examples: Sequence[ToolInputExample]
    """Inputs that show the model how the tool is called."""
    provider_options: ProviderOptions
    metadata: JSONObject
    """Travels along with every call as `tool_metadata`; the model does not see it."""
    title: str
    """How user interfaces name the tool."""
    defer_loading: bool
    """Hide the tool from the model until a tool search has found it."""
    tool_caller: ToolCaller
    """How this tool calls other tools, if it does (experimental)."""


class FunctionToolOptions(ToolOptions, total=False):
    """Options of a tool that is made from a function."""

    output_schema: FlexibleSchema[Any]
    """What the result looks like."""


class ToolDecorator(Protocol):
    """Makes a tool from a function."""

    @overload
    def __call__(
        self, function: Callable[P, AsyncIterable[OutputT]], /
    ) -> DecoratedTool[P, AsyncIterable[OutputT], OutputT]: ...

    @overload
    def __call__(
        self, function: Callable[P, Awaitable[OutputT]], /
    ) -> DecoratedTool[P, Awaitable[OutputT], OutputT]: ...

    @overload
    def __call__(
        self, function: Callable[P, Generator[OutputT, Any, Any]], /
    ) -> DecoratedTool[P, Generator[OutputT, Any, Any], OutputT]: ...

    @overload
    def __call__(self, function: Callable[P, OutputT], /) -> DecoratedTool[P, OutputT, OutputT]: ...


@overload
def tool(function: Callable[P, AsyncIterable[OutputT]], /) -> DecoratedTool[P, AsyncIterable[OutputT], OutputT]: ...


@overload
def tool(function: Callable[P, Awaitable[OutputT]], /) -> DecoratedTool[P, Awaitable[OutputT], OutputT]: ...


@overload
def tool(
    function: Callable[P, Generator[OutputT, Any, Any]], /
) -> DecoratedTool[P, Generator[OutputT, Any, Any], OutputT]: ...


@overload
def tool(function: Callable[P, OutputT], /) -> DecoratedTool[P, OutputT, OutputT]: ...


@overload
def tool(
    *,
    input_schema: FlexibleSchema[InputT],
    output_schema: FlexibleSchema[OutputT] | None = None,
    execute: ExecuteFunction[InputT, AsyncIterable[OutputT]],
    **options: Unpack[ToolOptions],
) -> Tool[InputT, OutputT]: ...


@overload
def tool(
    *,
    input_schema: FlexibleSchema[InputT],
    output_schema: FlexibleSchema[OutputT] | None = None,
    execute: ExecuteFunction[InputT, Awaitable[OutputT]],
    **options: Unpack[ToolOptions],
) -> Tool[InputT, OutputT]: ...


@overload
def tool(
    *,
    input_schema: FlexibleSchema[InputT],
    output_schema: FlexibleSchema[OutputT] | None = None,
    execute: ExecuteFunction[InputT, Generator[OutputT, Any, Any]],
    **options: Unpack[ToolOptions],
) -> Tool[InputT, OutputT]: ...


@overload
def tool(
    *,
    input_schema: FlexibleSchema[InputT],
    output_schema: FlexibleSchema[OutputT] | None = None,
    execute: ExecuteFunction[InputT, OutputT],
    **options: Unpack[ToolOptions],
) -> Tool[InputT, OutputT]: ...


@overload
def tool(
    *, input_schema: FlexibleSchema[InputT], output_schema: FlexibleSchema[OutputT], **options: Unpack[ToolOptions]
) -> Tool[InputT, OutputT]: ...


@overload
def tool(*, input_schema: FlexibleSchema[InputT], **options: Unpack[ToolOptions]) -> Tool[InputT, Any]: ...


@overload
def tool(**options: Unpack[FunctionToolOptions]) -> ToolDecorator: ...


def tool(function: Callable[..., Any] | None = None, /, **options: Any) -> Any:
    """Define a tool: a decorator for a typed function, or a plain function that takes everything by name.

    ```python
    @tool
    async def get_weather(city: str, unit: Literal["C", "F"] = "C") -> Weather:
        '''Get the current weather.'''

    weather = tool(description="Get the weather", input_schema=WeatherInput, execute=get_weather_for)
    ```

    The parameters of a decorated function become the input schema: types, defaults and `Annotated[..., Field(...)]`
    count, and the docstring describes tool and parameters. A parameter annotated with `ToolExecutionOptions` receives
    the options and is no input. The result can still be called like the function.

    Functions written with `def` run in a worker thread, with the context variables of the caller; those written with
    `async def` run on the event loop. A generator gives preliminary results; its last value is the result.

    Args:
        function: The function to decorate.
        options: `input_schema` (a type, a pydantic model, a `Schema`, JSON Schema as a dict), `execute`,
            `output_schema`, and the `ToolOptions`.

    Returns:
        The tool; a decorator if only options are given.

    Raises:
        InvalidArgumentError: A decorated function has parameters that have no names, or `execute` comes without an
            `input_schema`.
    """
    if function is not None:
        return _decorate(function, options, depth=2)
    if "input_schema" in options:
        return _define(options)
    if options.get("execute") is not None:
        raise InvalidArgumentError(
            parameter="input_schema", value=None, message="a tool with `execute` needs an `input_schema`."
        )
    return lambda decorated: _decorate(decorated, options, depth=2)


def dynamic_tool(
    *,
    input_schema: FlexibleSchema[Any],
    execute: ExecuteFunction[Any, Any] | None = None,
    output_schema: FlexibleSchema[Any] | None = None,
    **options: Unpack[ToolOptions],
) -> Tool[Any, Any]:
    """Define a tool whose types are only known at run time, such as a tool of an MCP server.

    Args:
        input_schema: What the input looks like.
        execute: Runs the tool.
        output_schema: What the result looks like.
        options: See `ToolOptions`.

    Returns:
        The tool; its calls and results are marked as dynamic.
    """
    return _define(
        {**options, "input_schema": input_schema, "execute": execute, "output_schema": output_schema}, "dynamic"
    )


def _define(options: Mapping[str, Any], kind: str = "function") -> Tool[Any, Any]:
    return Tool(type=kind, **with_schemas(options))  # type: ignore[arg-type]  # one of the literals


def with_schemas(options: Mapping[str, Any]) -> dict[str, Any]:
    """Turn whatever describes a type into schemas.

    Args:
        options: Options of a tool.

    Returns:
        The options with `Schema`s.
    """
    prepared = dict(options)
    for name in ("input_schema", "output_schema", "context_schema"):
        if name == "input_schema" or prepared.get(name) is not None:
            prepared[name] = as_schema(prepared.get(name))
    return prepared


def _decorate(function: Callable[..., Any], options: Mapping[str, Any], depth: int) -> DecoratedTool[..., Any, Any]:
    # Types that are local to the calling function are only known there, and only now.
    signature = FunctionSignature(function, local_names=sys._getframe(depth).f_locals)
    prepared = with_schemas({**options, "input_schema": lazy_schema(signature.schema)})
    prepared.setdefault("description", read_docstring(function.__doc__).description)
    prepared.setdefault("inline", runs_on_event_loop(function) or None)
    return DecoratedTool(function=function, execute=signature.execute, **prepared)


def runs_on_event_loop(function: Callable[..., Any]) -> bool:
    """Tell whether a function is written for the event loop.

    Args:
        function: A function, a `functools.partial` of one, or an object that can be called.

    Returns:
        True for `async def`, with or without `yield`.
    """
    while isinstance(function, partial):
        function = function.func
    candidates = (inspect.unwrap(function), getattr(function, "__call__", None))  # noqa: B004 - it is looked at, not called
    return any(inspect.iscoroutinefunction(c) or inspect.isasyncgenfunction(c) for c in candidates)
