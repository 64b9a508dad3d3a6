"""Tools that Groq runs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ai_sdk_core.provider_utils import json_schema, provider_executed_tool

if TYPE_CHECKING:
    from ai_sdk_core import Tool

_NOTHING: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}


@cache
def browser_search() -> Tool[Any, Any]:
    """Let the model browse the web; the prompt decides what it looks for. The GPT-OSS models can.

    Returns:
        The tool, always the same.
    """
    return provider_executed_tool(
        id="groq.browser_search", input_schema=json_schema(_NOTHING), output_schema=json_schema(_NOTHING)
    )


class GroqTools:
    """The tools, as `groq.tools`."""

    browser_search = staticmethod(browser_search)
