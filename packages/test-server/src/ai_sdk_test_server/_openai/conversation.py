"""What a chat request says, as far as an answer without a model needs it."""

from __future__ import annotations

from dataclasses import dataclass

from .._json import JSONObject, JSONValue, as_object, as_objects, as_text


@dataclass(slots=True, kw_only=True)
class ToolResult:
    """A call that was made since the last user message, with what came of it."""

    name: str
    arguments: str
    content: str


@dataclass(slots=True, kw_only=True)
class Conversation:
    """A chat request in short."""

    instructions: str
    """The system and developer messages."""
    question: str
    """The last user message."""
    question_count: int
    attachment_count: int
    """Images, files and sounds of the last user message."""
    results: list[ToolResult]
    """Since the last user message."""


def read_conversation(body: JSONObject) -> Conversation:
    """Read the messages of a chat request that passed the checks."""
    messages = as_objects(body.get("messages"))
    questions = [index for index, message in enumerate(messages) if message["role"] == "user"]
    last = questions[-1] if questions else 0
    content = messages[last].get("content")
    return Conversation(
        instructions=" ".join(_text_of(message) for message in messages if message["role"] in ("system", "developer")),
        question=_text_of(messages[last]),
        question_count=len(questions),
        attachment_count=sum(part.get("type") != "text" for part in as_objects(content)),
        results=_results(messages[last:]),
    )


def _text_of(message: JSONObject) -> str:
    content: JSONValue = message.get("content")

    if isinstance(content, str):
        return content

    return " ".join(as_text(part.get("text")) for part in as_objects(content) if part.get("type") == "text")


def _results(messages: list[JSONObject]) -> list[ToolResult]:
    calls = {
        call.get("id"): as_object(call.get("function"))
        for message in messages
        for call in as_objects(message.get("tool_calls"))
    }
    return [
        ToolResult(
            name=as_text(calls[message["tool_call_id"]].get("name")),
            arguments=as_text(calls[message["tool_call_id"]].get("arguments")),
            content=_text_of(message),
        )
        for message in messages
        if message["role"] == "tool" and message["tool_call_id"] in calls
    ]
