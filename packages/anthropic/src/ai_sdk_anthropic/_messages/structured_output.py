"""How an answer is kept to a JSON schema: by the API, or through the input of a tool that is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ai_sdk_core.provider import CallWarning, FunctionTool, JsonResponseFormat, ResponseFormat, UnsupportedWarning

from .._capabilities import AnthropicModelCapabilities
from .._json_schema import sanitize_json_schema, supports_native_structured_output_schema
from .response import JSON_TOOL_NAME


@dataclass(slots=True, kw_only=True)
class StructuredOutput:
    """How the answer is kept to a schema."""

    format: dict[str, Any] | None = None
    """What the API is told, if it does it."""
    tool: FunctionTool | None = None
    """The tool that is added, if it does not."""


def plan_structured_output(
    response_format: ResponseFormat | None,
    *,
    mode: str,
    is_supported: bool,
    capabilities: AnthropicModelCapabilities,
    model_id: str,
    warnings: list[CallWarning],
) -> StructuredOutput:
    """Decide how the answer is kept to a schema.

    Args:
        response_format: What the answer must look like.
        mode: The user's wish: `outputFormat`, `jsonTool` or `auto`.
        is_supported: Whether model and platform do it.
        capabilities: What the model can do.
        model_id: The model.
        warnings: The list that warnings are added to.

    Returns:
        The decision; empty if the answer is free.
    """
    schema = response_format.schema if isinstance(response_format, JsonResponseFormat) else None
    if schema is None:
        return StructuredOutput()
    loses_nothing = supports_native_structured_output_schema(schema)
    is_native = mode == "outputFormat" or (mode == "auto" and is_supported and loses_nothing)
    refuses_tool = capabilities.rejects_forced_tool_use and capabilities.supports_structured_output
    if not is_native and refuses_tool and loses_nothing:
        # The tool would have to be forced. Where a platform is only said not to support it, this is the better bet.
        warnings.append(_refused_tool_warning(model_id))
        is_native = True
    if is_native:
        return StructuredOutput(format={"type": "json_schema", "schema": sanitize_json_schema(schema)})
    tool = FunctionTool(name=JSON_TOOL_NAME, description="Respond with a JSON object.", input_schema=schema)
    return StructuredOutput(tool=tool)


def _refused_tool_warning(model_id: str) -> UnsupportedWarning:
    return UnsupportedWarning(
        feature="providerOptions.anthropic.structuredOutputMode",
        details=f"structuredOutputMode 'jsonTool' is not supported by {model_id} because it rejects forced tool use. "
        "Using 'outputFormat' instead.",
    )
