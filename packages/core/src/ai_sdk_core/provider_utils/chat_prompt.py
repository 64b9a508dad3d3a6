"""What the prompts of all chat completion APIs have in common: tool calls and tool results as text, file references."""

from __future__ import annotations

from typing import Any

from ..errors import NoSuchProviderReferenceError, SerializationError
from ..provider.json_value import JSONValue
from ..provider.language_model.prompt import ToolContentPart, ToolResultOutput
from ..provider.shared import FileData, ProviderReference
from .json_parsing import is_parsable_json

DENIED_TOOL_CALL_TEXT = "Tool call execution denied."
"""What a model reads when the user denied a tool call and gave no reason."""


def to_json_text(value: object) -> str:
    """Write a value as compact JSON.

    Args:
        value: A JSON value, or what has an obvious JSON form: dates, UUIDs, dataclasses, sets. NaN and infinity become
            null.

    Returns:
        The JSON text; characters beyond ASCII stay as they are.

    Raises:
        SerializationError: The value has no JSON form, or contains itself.
    """
    from pydantic_core import to_json

    try:
        return to_json(value, inf_nan_mode="null").decode()
    except ValueError as error:
        raise SerializationError(message=f"The value cannot be written as JSON: {error}", cause=error) from error


def tool_call_arguments_text(arguments: object) -> str:
    """Write the arguments of a tool call of an earlier answer the way the API wants them back.

    Args:
        arguments: The arguments as a JSON value. Text that is JSON already is not encoded twice.

    Returns:
        JSON text.

    Raises:
        SerializationError: The arguments have no JSON form.
    """
    if isinstance(arguments, str) and is_parsable_json(arguments):
        return arguments
    return to_json_text(arguments)


def tool_result_text(output: ToolResultOutput) -> str:
    """Write a tool's result as the one text that most APIs take.

    Args:
        output: The result. Content of several parts becomes JSON.

    Returns:
        The text.

    Raises:
        SerializationError: The result has no JSON form.
    """
    if output.type == "text" or output.type == "error-text":
        return output.value
    if output.type == "execution-denied":
        return DENIED_TOOL_CALL_TEXT if output.reason is None else output.reason
    if output.type == "content":
        return to_json_text([_content_json(part) for part in output.value])
    return to_json_text(output.value)


def resolve_provider_reference(reference: ProviderReference, provider: str) -> str:
    """Find the id under which a provider knows an uploaded file.

    Args:
        reference: The file's ids by provider name.
        provider: The provider that shall read the file.

    Returns:
        The id.

    Raises:
        NoSuchProviderReferenceError: The file was not uploaded to this provider.
    """
    try:
        return reference[provider]
    except KeyError:
        raise NoSuchProviderReferenceError(provider=provider, reference=reference) from None


def _content_json(part: ToolContentPart) -> dict[str, Any]:
    """The part as the reference writes it, keys in its order: the model reads this text."""
    content: dict[str, Any] = {"type": part.type}
    if part.type == "text":
        content["text"] = part.text
    elif part.type == "file":
        content["mediaType"] = part.media_type
        content["data"] = _file_json(part.data)
        if part.filename is not None:
            content["filename"] = part.filename
    if part.provider_options is not None:
        content["providerOptions"] = part.provider_options
    return content


def _file_json(data: FileData) -> dict[str, JSONValue]:
    if data.type == "data":
        return {"type": "data", "data": data.data if isinstance(data.data, str) else _bytes_json(data.data)}
    if data.type == "url":
        return {"type": "url", "url": data.url}
    if data.type == "reference":
        return {"type": "reference", "reference": dict(data.reference)}
    return {"type": "text", "text": data.text}


def _bytes_json(data: bytes) -> dict[str, JSONValue]:
    # The form that the reference's JSON gives to bytes. The generation functions pass base64 text, which is shorter.
    return {str(position): byte for position, byte in enumerate(data)}
