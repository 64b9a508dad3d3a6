"""Calls of toolset members: the API has one tool per action, users have one tool with an `action`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider_utils import parse_json, to_json_text

from .._tool_names import COMPUTER_TOOLSET_MEMBERS, COMPUTER_TOOLSET_NAME, COMPUTER_TOOLSET_TYPE


def check_toolset_member(toolset_name: str, member: str, tools: Sequence[Mapping[str, Any]] | None) -> None:
    """Refuse a call of a tool that was not offered.

    Args:
        toolset_name: The toolset.
        member: The tool.
        tools: The tools of the request.

    Raises:
        InvalidResponseDataError: The toolset was not among the tools, has no such member, or has it switched off.
    """
    toolset = next((tool for tool in tools or () if tool.get("type") == COMPUTER_TOOLSET_TYPE), None)
    is_known = toolset_name == COMPUTER_TOOLSET_NAME and member in COMPUTER_TOOLSET_MEMBERS
    if not is_known or toolset is None or toolset.get("configs", {}).get(member, {}).get("enabled") is False:
        raise InvalidResponseDataError(
            data={"toolsetName": toolset_name, "memberName": member},
            message=f"Received an unavailable toolset member: {toolset_name}.{member}.",
        )


def member_input_text(member: str, value: object) -> str:
    """Write the input of a member as the input of the toolset.

    Args:
        member: The member.
        value: Its input.

    Returns:
        JSON text with the member as `action`.

    Raises:
        InvalidResponseDataError: The input is no object.
    """
    if not isinstance(value, dict):
        raise InvalidResponseDataError(data=value, message="Invalid toolset member input: expected an object.")
    return to_json_text({**value, "action": member})


def parse_member_input(text: str) -> object:
    """Read the input of a member that was streamed.

    Args:
        text: The whole input; empty if the member takes none.

    Returns:
        The JSON value.

    Raises:
        InvalidResponseDataError: The text is no JSON.
    """
    from ai_sdk_core.errors import JSONParseError

    try:
        return parse_json(text) if text else {}
    except JSONParseError as error:
        raise InvalidResponseDataError(data=text, message="Invalid toolset member input JSON.") from error
