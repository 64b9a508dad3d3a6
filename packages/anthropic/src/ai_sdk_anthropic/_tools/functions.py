"""What every tool may be given to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from typing_extensions import TypedDict

Hook: TypeAlias = Callable[..., Awaitable[None] | None]


class ServerToolFunctions(TypedDict, total=False):
    """Functions of a tool that the API runs."""

    on_input_start: Hook
    """Called when the model begins to write the input."""
    on_input_delta: Hook
    """Called with each piece of the input."""
    on_input_available: Hook
    """Called with the whole input."""


class ClientToolFunctions(ServerToolFunctions, total=False):
    """Functions of a tool that you run."""

    execute: Callable[..., Any]
    """Runs the tool; without it, the caller of the generation answers the calls."""
    needs_approval: bool | Callable[..., bool | Awaitable[bool]]
    """Whether the user must approve calls."""
    to_model_output: Callable[..., Any]
    """Turns a result into what the model sees."""
