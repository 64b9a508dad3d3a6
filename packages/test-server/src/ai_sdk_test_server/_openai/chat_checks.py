"""What the chat endpoint refuses, as the real API does."""

from __future__ import annotations

from .._endpoint import InvalidRequest
from .._json import JSONObject, JSONValue, as_object, as_objects, as_text

ROLES = ("system", "developer", "user", "assistant", "tool")


def check_messages(body: JSONObject) -> None:
    """Check roles, contents, and that tool messages answer tool calls.

    Raises:
        InvalidRequest: If a message is not as the API wants it.
    """
    messages = body.get("messages")

    if not isinstance(messages, list) or not messages:
        raise InvalidRequest("You must provide messages: a list with at least one message.", param="messages")

    open_calls: set[JSONValue] = set()

    for index, message in enumerate(messages):
        if not isinstance(message, dict) or message.get("role") not in ROLES:
            raise InvalidRequest(
                f"Invalid value: 'role' must be one of {', '.join(ROLES)}.", param=f"messages[{index}].role"
            )

        _check_content(message, index)
        open_calls = _follow_calls(message, index, open_calls)

    if open_calls:
        _refuse_unanswered(open_calls, len(messages))


def _check_content(message: JSONObject, index: int) -> None:
    content = message.get("content")
    is_missing = content is None and not message.get("tool_calls")

    if is_missing or not isinstance(content, str | list | None):
        raise InvalidRequest(
            "Invalid value for 'content': expected a string or a list of parts.", param=f"messages[{index}].content"
        )


def _follow_calls(message: JSONObject, index: int, open_calls: set[JSONValue]) -> set[JSONValue]:
    """The calls that are still open after a message."""
    if message["role"] == "tool":
        call_id = message.get("tool_call_id")

        if not isinstance(call_id, str) or call_id not in open_calls:
            raise InvalidRequest(
                "A message with role 'tool' must answer one of the 'tool_calls' of the assistant message before it.",
                param=f"messages[{index}].role",
            )

        return open_calls - {call_id}

    if open_calls:
        _refuse_unanswered(open_calls, index)

    return {as_text(call.get("id")) for call in as_objects(message.get("tool_calls"))}


def _refuse_unanswered(open_calls: set[JSONValue], index: int) -> None:
    names = ", ".join(sorted(str(call) for call in open_calls))
    raise InvalidRequest(
        f"An assistant message with 'tool_calls' must be followed by tool messages for each call. Missing: {names}.",
        param=f"messages[{index}]",
    )


def check_tools(body: JSONObject) -> None:
    """Check that tools are functions with names and that the tool choice is one of them.

    Raises:
        InvalidRequest: If they are not.
    """
    tools = body.get("tools")

    if tools is not None and (not isinstance(tools, list) or not tools):
        raise InvalidRequest("Invalid 'tools': expected a list that is not empty.", param="tools")

    names = {_tool_name(tool, index) for index, tool in enumerate(tools or [])}
    choice = body.get("tool_choice")

    if choice is None:
        return

    if not names:
        raise InvalidRequest("'tool_choice' is only allowed when 'tools' are specified.", param="tool_choice")

    if isinstance(choice, dict) and as_object(choice.get("function")).get("name") not in names:
        raise InvalidRequest("The tool of 'tool_choice' is not among the 'tools'.", param="tool_choice")


def _tool_name(tool: JSONValue, index: int) -> str:
    function = as_object(as_object(tool).get("function"))
    name = as_text(function.get("name"))

    if as_object(tool).get("type") != "function" or not name:
        raise InvalidRequest(
            "A tool must be of type 'function' and have a name.", param=f"tools[{index}].function.name"
        )

    return name


def check_response_format(body: JSONObject) -> None:
    """Check that a response format is known and that a JSON schema has a name.

    Raises:
        InvalidRequest: If it is not.
    """
    response_format = body.get("response_format")

    if response_format is None:
        return

    kind = as_object(response_format).get("type")

    if kind not in ("text", "json_object", "json_schema"):
        raise InvalidRequest("Invalid value for 'response_format.type'.", param="response_format.type")

    json_schema = as_object(as_object(response_format).get("json_schema"))

    if kind == "json_schema" and not (as_text(json_schema.get("name")) and isinstance(json_schema.get("schema"), dict)):
        raise InvalidRequest("A JSON schema needs a 'name' and a 'schema'.", param="response_format.json_schema")
