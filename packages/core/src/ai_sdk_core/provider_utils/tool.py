"""What a tool is: a description for models, schemas, and the functions that run it and watch it.

Users make tools with `ai_sdk_core.tool`, providers with `provider_tools`.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import UnionType
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

from .schema import Schema

if TYPE_CHECKING:
    from .._abort import AbortSignal
    from .._prompt.messages import ModelMessage
    from ..provider.json_value import JSONObject
    from ..provider.language_model.prompt import ToolResultOutput
    from ..provider.language_model.tools import ToolInputExample
    from ..provider.shared import ProviderOptions

InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT")
ContextT = TypeVar("ContextT")


@dataclass(slots=True, kw_only=True)
class ToolExecutionOptions(Generic[ContextT]):
    """What a tool learns about the call that it serves."""

    tool_call_id: str
    messages: Sequence[ModelMessage]
    """The messages that the model answered with this call; without instructions and without that answer."""
    context: ContextT
    """The tool's entry in `tools_context`, validated by its `context_schema`. Tools run in parallel, so leave it as it
    is."""
    abort_signal: AbortSignal | None = None
    """Fires when nobody waits for the result any more. Tools on the event loop are cancelled as well; those in worker
    threads have to look at it."""


@dataclass(slots=True, kw_only=True)
class ToolDescriptionOptions(Generic[ContextT]):
    """What a description function may use."""

    context: ContextT
    """The tool's entry in `tools_context`."""


@dataclass(slots=True, kw_only=True)
class ToolModelOutputOptions(Generic[InputT]):
    """What `to_model_output` may want to know besides the output."""

    tool_call_id: str
    input: InputT


ToolDescription: TypeAlias = str | Callable[[ToolDescriptionOptions[Any]], str]
"""A text, or a function that writes it for each call of the model."""

ToolNeedsApproval: TypeAlias = bool | Callable[..., bool | Awaitable[bool]]
"""Whether the user must approve: always, or decided by a function of the input (and `ToolExecutionOptions`)."""

ToolHook: TypeAlias = Callable[..., Awaitable[None] | None]
"""A function, sync or async, that is told how a tool call comes about."""


@dataclass(slots=True, kw_only=True)
class LocalToolCaller:
    """Makes a tool call other tools itself, for example from a program that the model wrote (experimental)."""

    bind: Callable[[ToolSet], Tool[Any, Any]]
    """Gives the tool that can call these tools."""
    prepare_model_message: Callable[[ToolSet], str | None] | None = None
    """Describes these tools to the model in a user message, so that the calling tool's definition stays the same."""
    type: Literal["local"] = "local"


@dataclass(slots=True, kw_only=True)
class ProviderToolCaller:
    """Makes a tool of the provider call other tools (experimental)."""

    prepare_provider_options: Callable[[ProviderOptions | None], ProviderOptions]
    """Gives the provider options of a tool that may be called so."""
    type: Literal["provider"] = "provider"


ToolCaller: TypeAlias = LocalToolCaller | ProviderToolCaller
"""How a tool calls other tools."""


@dataclass(slots=True, kw_only=True)
class Tool(Generic[InputT, OutputT]):
    """A tool that models may call.

    Functions of a tool may be sync or async. Those that receive `options` as their last argument may be written without
    that parameter.
    """

    type: Literal["function", "dynamic", "provider"] = "function"
    """`function`: types are known when the program is written; `dynamic`: only at run time; `provider`: the provider
    defines the tool."""
    description: ToolDescription | None = None
    """When and how to call the tool, for the model."""
    input_schema: Schema[InputT]
    output_schema: Schema[OutputT] | None = None
    context_schema: Schema[Any] | None = None
    """What the tool's entry in `tools_context` must look like."""
    execute: Callable[..., Any] | None = None
    """`execute(input, options)` gives the result, or yields preliminary results of which the last is final. Without it,
    the caller of the generation answers the calls."""
    inline: bool | None = None
    """True calls a sync `execute` on the event loop instead of in a worker thread; `None` looks at the function."""
    needs_approval: ToolNeedsApproval | None = None
    """`needs_approval(input, options)`. `tool_approval` of the generation decides first."""
    on_input_start: ToolHook | None = None
    """`on_input_start(options)`: the model begins to write the input."""
    on_input_delta: ToolHook | None = None
    """`on_input_delta(input_text_delta, options)`: a piece of the input, streaming only."""
    on_input_available: ToolHook | None = None
    """`on_input_available(input, options)`: the input is complete and valid."""
    to_model_output: Callable[..., ToolResultOutput | Awaitable[ToolResultOutput]] | None = None
    """`to_model_output(output, options)` turns a result into what the model sees, with `ToolModelOutputOptions`."""
    strict: bool | None = None
    """Ask providers that can to keep the model to the input schema."""
    input_examples: Sequence[ToolInputExample] | None = None
    """Inputs that show the model how the tool is called."""
    provider_options: ProviderOptions | None = field(default=None, repr=False)
    metadata: JSONObject | None = None
    """Not for the model: travels with every call as `tool_metadata`, for example to say where the tool is from."""
    title: str | None = None
    """For people: how user interfaces name the tool."""
    defer_loading: bool = False
    """Hide the tool from the model until a tool search has found it."""
    tool_caller: ToolCaller | None = None
    """How this tool calls other tools, if it does (experimental)."""
    id: str | None = None
    """Provider tools only: `{provider}.{tool}`."""
    args: Mapping[str, Any] | None = field(default=None, repr=False)
    """Provider tools only: settings, with the provider's names."""
    redact_args: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = field(default=None, repr=False)
    """Provider tools only: what telemetry may see of `args`; `None` means all."""
    is_provider_executed: bool = False
    """Provider tools only: True if the provider runs the tool."""
    supports_deferred_results: bool = False
    """Provider tools only: True if the result may come in a later response than the call."""

    def describe(self, context: object) -> str | None:
        """Get the description for one call of the model.

        Args:
            context: The tool's entry in `tools_context`, for descriptions that are functions.

        Returns:
            The description; `None` if there is none.
        """
        if callable(self.description):
            return self.description(ToolDescriptionOptions(context=context))
        return self.description


ToolSet: TypeAlias = Mapping[str, Tool[Any, Any]]
"""Tools by name, as the model will see them."""


def call_with_options(function: Callable[..., Any], *arguments: object, options: object) -> Any:
    """Call a function of a tool; leaves out the options if the function has no parameter for them.

    Args:
        function: The function.
        arguments: The arguments before the options.
        options: The last argument.

    Returns:
        What the function returns, which may have to be awaited.
    """
    if takes_options(function, len(arguments)):
        return function(*arguments, options)
    return function(*arguments)


def takes_options(function: Callable[..., Any], position: int) -> bool:
    """Tell whether a function of a tool wants the options.

    A parameter with a default value counts only if it is annotated with the options' type: `lambda city, unit=unit:`
    binds a variable and expects no options.

    Args:
        function: The function.
        position: How many arguments come before the options.

    Returns:
        True if it must be called with the options.
    """
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except ValueError:  # Some builtins have no signature.
        return False
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if len(positional) > position:
        parameter = positional[position]
        return parameter.default is parameter.empty or is_options_annotation(parameter.annotation)
    return any(p.kind is p.VAR_POSITIONAL for p in parameters)


def is_options_annotation(annotation: object) -> bool:
    """Tell whether an annotation, as written or evaluated, is `ToolExecutionOptions`.

    Args:
        annotation: The annotation of a parameter.

    Returns:
        True for the class, for `ToolExecutionOptions[...]`, for unions that begin with it, and for all that as text.
    """
    if isinstance(annotation, str):
        return (
            annotation.partition("[")[0].partition("|")[0].strip().rpartition(".")[2] == ToolExecutionOptions.__name__
        )
    origin = get_origin(annotation)
    if origin is UnionType or origin is Union:
        return is_options_annotation(get_args(annotation)[0])
    return annotation is ToolExecutionOptions or origin is ToolExecutionOptions
