"""Middleware that tells models about input examples that their providers have no field for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from .._override import override
from ..provider.codec import to_json_text
from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.tools import LanguageModelTool, ToolInputExample
from ..provider.middleware import LanguageModelMiddleware


def _as_json(example: ToolInputExample, _index: int) -> str:
    return to_json_text(example.input)


def add_tool_input_examples_middleware(
    *,
    prefix: str = "Input Examples:",
    format: Callable[[ToolInputExample, int], str] = _as_json,  # noqa: A002 - the reference's name
    remove: bool = True,
) -> LanguageModelMiddleware:
    """Make middleware that appends the input examples of tools to their descriptions.

    Args:
        prefix: Stands before the examples.
        format: Writes an example; it gets the example and its index. Default: the input as JSON.
        remove: Whether the examples are no longer passed on as such.

    Returns:
        The middleware.

    Source: the reference's `addToolInputExamplesMiddleware`.
    """
    return _ToolInputExamples(prefix, format, remove)


class _ToolInputExamples(LanguageModelMiddleware):
    def __init__(self, prefix: str, write: Callable[[ToolInputExample, int], str], remove: bool) -> None:
        self._prefix = prefix
        self._write = write
        self._remove = remove

    @override
    async def transform_params(
        self, model: LanguageModel, params: LanguageModelCallOptions, operation: Literal["generate", "stream"]
    ) -> LanguageModelCallOptions:
        if not params.tools:
            return params
        return replace(params, tools=[self._describe(tool) for tool in params.tools])

    def _describe(self, tool: LanguageModelTool) -> LanguageModelTool:
        if tool.type != "function" or not tool.input_examples:
            return tool
        examples = "\n".join(self._write(example, index) for index, example in enumerate(tool.input_examples))
        section = f"{self._prefix}\n{examples}"
        return replace(
            tool,
            description=f"{tool.description}\n\n{section}" if tool.description else section,
            input_examples=None if self._remove else tool.input_examples,
        )
