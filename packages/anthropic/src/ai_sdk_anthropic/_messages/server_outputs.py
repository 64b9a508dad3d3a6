"""From results of tools that the API ran to the blocks that the API wants back.

The blocks have their keys always in the same order: the cache compares bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ai_sdk_core.errors import JSONParseError
from ai_sdk_core.provider import ToolResultOutput, ToolResultPart
from ai_sdk_core.provider_utils import Schema, as_schema, parse_json

from .._tool_names import TOOL_SEARCHES
from .prompt_context import PromptContext, WireBlock

_Converter: TypeAlias = Callable[[ToolResultOutput], WireBlock | None]
"""Makes type and content of a block; None for results of a form that the tool cannot have given."""


def convert_mcp_output(part: ToolResultPart, context: PromptContext) -> WireBlock | None:
    """Convert the result of a tool of an MCP server.

    Args:
        part: The result.
        context: What the converters share.

    Returns:
        The block; None, with a warning, if the result has a form that it cannot have.
    """
    output = part.output
    if output.type != "json" and output.type != "error-json":
        _warn_about_form(part, context)
        return None
    return {
        "type": "mcp_tool_result",
        "tool_use_id": part.tool_call_id,
        "is_error": output.type == "error-json",
        "content": output.value,
    }


def convert_server_output(part: ToolResultPart, caller: WireBlock | None, context: PromptContext) -> WireBlock | None:
    """Convert the result of a tool that the API ran.

    Args:
        part: The result.
        caller: Who called the tool.
        context: What the converters share.

    Returns:
        The block; None, with a warning, if the API has no such tool, or the result has a form that it cannot have.

    Raises:
        TypeValidationError: The result is not what the tool gives.
    """
    name = context.tool_names.to_provider_tool_name(part.tool_name)
    converter = _CONVERTERS.get(name)
    if converter is None:
        context.warn(f"provider executed tool result for tool {part.tool_name} is not supported")
        return None
    if name == "code_execution" and part.output.type == "json" and _type_of(part.output.value) is None:
        context.warn(
            f"provider executed tool result output value is not a valid code execution result for tool {part.tool_name}"
        )
        return None
    converted = converter(part.output)
    if converted is None:
        _warn_about_form(part, context)
        return None
    block = {"type": converted["type"], "tool_use_id": part.tool_call_id, "content": converted["content"]}
    if caller is not None and name in {"web_fetch", "web_search"}:
        block["caller"] = caller
    return block


def _warn_about_form(part: ToolResultPart, context: PromptContext) -> None:
    context.warn(
        f"provider executed tool result output type {part.output.type} for tool {part.tool_name} is not supported"
    )


# --- Code execution ---


def _code_execution(output: ToolResultOutput) -> WireBlock | None:
    if output.type == "error-text" or output.type == "error-json":
        return _code_execution_error(_read_error(output.value))
    if output.type != "json":
        return None
    value: Any = output.value
    kind = _type_of(value)
    if kind == "code_execution_result" or kind == "encrypted_code_execution_result":
        return {"type": "code_execution_tool_result", "content": _program_result(kind, value)}
    from .._tools.outputs import CodeExecutionOutput

    checked: Any = _validate(as_schema(CodeExecutionOutput), value)
    if kind == "bash_code_execution_result":
        fields = ("type", "stdout", "stderr", "return_code", "content")
        return {"type": "bash_code_execution_tool_result", "content": {name: checked[name] for name in fields}}
    is_bash = kind == "bash_code_execution_tool_result_error"
    subtool = "bash" if is_bash else "text_editor"
    return {"type": f"{subtool}_code_execution_tool_result", "content": checked}


def _program_result(kind: str, value: Any) -> WireBlock:
    from .._tools.outputs import EncryptedProgramResult, ProgramResult

    result_type: Any = ProgramResult if kind == "code_execution_result" else EncryptedProgramResult
    checked: Any = _validate(as_schema(result_type), value)
    stdout = "stdout" if kind == "code_execution_result" else "encrypted_stdout"
    return {
        "type": kind,
        stdout: checked[stdout],
        "stderr": checked["stderr"],
        "return_code": checked["return_code"],
        "content": checked.get("content", []),
    }


def _code_execution_error(error: dict[str, Any]) -> WireBlock:
    is_program = error.get("type") == "code_execution_tool_result_error"
    prefix = "" if is_program else "bash_"
    code = error.get("errorCode")
    return {
        "type": f"{prefix}code_execution_tool_result",
        "content": {
            "type": f"{prefix}code_execution_tool_result_error",
            "error_code": "unknown" if code is None else code,
        },
    }


# --- Other tools ---


def _web_fetch(output: ToolResultOutput) -> WireBlock | None:
    if output.type == "error-json":
        return _error("web_fetch", output.value)
    if output.type != "json":
        return None
    from .._tools.outputs import WebFetchOutput

    page: Any = _validate(as_schema(WebFetchOutput), output.value)
    document, source = page["content"], page["content"]["source"]
    return {
        "type": "web_fetch_tool_result",
        "content": {
            "type": "web_fetch_result",
            "url": page["url"],
            "retrieved_at": page["retrievedAt"],
            "content": {
                "type": "document",
                "title": document["title"],
                **({"citations": document["citations"]} if "citations" in document else {}),
                "source": {"type": source["type"], "media_type": source["mediaType"], "data": source["data"]},
            },
        },
    }


def _web_search(output: ToolResultOutput) -> WireBlock | None:
    if output.type == "error-json":
        return _error("web_search", output.value)
    if output.type != "json":
        return None
    from .._tools.outputs import WebSearchPage

    pages: Any = _validate(as_schema(list[WebSearchPage]), output.value)
    return {
        "type": "web_search_tool_result",
        "content": [
            {
                "url": page["url"],
                "title": page.get("title"),
                "page_age": page["pageAge"],
                "encrypted_content": page["encryptedContent"],
                "type": page["type"],
            }
            for page in pages
        ],
    }


def _tool_search(output: ToolResultOutput) -> WireBlock | None:
    if output.type == "error-json" or (
        output.type == "json" and _type_of(output.value) == "tool_search_tool_result_error"
    ):
        return _error("tool_search", output.value)
    if output.type != "json":
        return None
    from .._tools.outputs import FoundTool

    found: Any = _validate(as_schema(list[FoundTool]), output.value)
    references = [{"type": "tool_reference", "tool_name": tool["toolName"]} for tool in found]
    return {
        "type": "tool_search_tool_result",
        "content": {"type": "tool_search_tool_search_result", "tool_references": references},
    }


def _advisor(output: ToolResultOutput) -> WireBlock | None:
    if output.type != "json" and output.type != "error-json":
        return None
    from .._tools.outputs import AdvisorOutput

    advice: Any = _validate(as_schema(AdvisorOutput), output.value)
    content: WireBlock = {"type": advice["type"]}
    for name, wire_name in _ADVICE_FIELDS.items():
        if advice.get(name) is not None:
            content[wire_name] = advice[name]
    return {"type": "advisor_tool_result", "content": content}


_ADVICE_FIELDS = {
    "text": "text",
    "encryptedContent": "encrypted_content",
    "stopReason": "stop_reason",
    "errorCode": "error_code",
}

_CONVERTERS: dict[str, _Converter] = {
    "code_execution": _code_execution,
    "web_fetch": _web_fetch,
    "web_search": _web_search,
    "advisor": _advisor,
    **dict.fromkeys(TOOL_SEARCHES, _tool_search),
}


def _error(tool: str, value: object) -> WireBlock:
    code = _read_error(value).get("errorCode")
    return {
        "type": f"{tool}_tool_result",
        "content": {
            "type": f"{tool}_tool_result_error",
            "error_code": "unavailable" if code is None else code,
        },
    }


def _read_error(value: object) -> dict[str, Any]:
    """Read an error, which may have become text on its way."""
    if isinstance(value, str):
        try:
            value = parse_json(value)
        except JSONParseError:
            return {}
    return value if isinstance(value, dict) else {}


def _type_of(value: object) -> str | None:
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else None


def _validate(schema: Schema[Any], value: object) -> Any:
    return schema.validate(value)
