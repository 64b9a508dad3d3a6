"""Which tools a server without a script calls, and with what."""

from __future__ import annotations

import re

from .._json import JSONObject, as_object, as_objects, as_text
from .._replies import ToolCall
from .._sampling.hints import Hints, numbers_in, texts_in, words_of
from .._sampling.schema import sample_instance
from .conversation import Conversation

MIN_WORD_LENGTH = 4
"""Shorter words say nothing about a tool."""

MAX_PARALLEL_CALLS = 4

CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def choose_calls(body: JSONObject, conversation: Conversation) -> list[ToolCall]:
    """The calls to make now; none when it is time to answer.

    The tools whose names the question mentions are called step by step, in the order of their mention. If it mentions
    none, the tool with the most similar description is called once.
    """
    tool = _choose_tool(body, conversation)

    if tool is None:
        return []

    name, parameters = as_text(tool.get("name")), as_object(tool.get("parameters"))
    texts = texts_in(conversation.question)
    is_parallel = body.get("parallel_tool_calls") is not False and _takes_one_text(parameters)
    groups = [[text] for text in texts[:MAX_PARALLEL_CALLS]] if is_parallel and texts else [texts]
    return [ToolCall(name=name, arguments=_arguments(parameters, conversation, group)) for group in groups]


def _choose_tool(body: JSONObject, conversation: Conversation) -> JSONObject | None:
    tools = [as_object(tool.get("function")) for tool in as_objects(body.get("tools"))]
    choice = body.get("tool_choice") or "auto"

    if not tools or choice == "none":
        return None

    if isinstance(choice, dict):
        name = as_object(choice.get("function")).get("name")
        return next(tool for tool in tools if tool.get("name") == name)

    called = {result.name for result in conversation.results}
    left = [tool for tool in tools if tool.get("name") not in called]
    mentioned = [tool for tool in left if _mention(tool, conversation.question) is not None]

    if mentioned:
        return min(mentioned, key=lambda tool: _mention(tool, conversation.question) or 0)

    if called and choice != "required":
        return None

    return max(left or tools, key=lambda tool: _likeness(tool, conversation.question))


def _mention(tool: JSONObject, question: str) -> int | None:
    """Where the question first has a word of the tool's name."""
    name = set(_significant_words(CAMEL_HUMP.sub(" ", as_text(tool.get("name")))))
    return next((position for position, word in enumerate(_significant_words(question)) if word in name), None)


def _likeness(tool: JSONObject, question: str) -> int:
    """How many words the question shares with the tool's description."""
    return len({*_significant_words(as_text(tool.get("description")))} & {*_significant_words(question)})


def _significant_words(text: str) -> list[str]:
    return [word.removesuffix("s") for word in words_of(text) if len(word) >= MIN_WORD_LENGTH]


def _takes_one_text(parameters: JSONObject) -> bool:
    properties = as_object(parameters.get("properties"))
    required = parameters.get("required")
    names = required if isinstance(required, list) else []
    schemas = [as_object(properties.get(as_text(name))) for name in names]
    return sum(schema.get("type") == "string" and "enum" not in schema for schema in schemas) == 1


def _arguments(parameters: JSONObject, conversation: Conversation, texts: list[str]) -> JSONObject:
    results = " ".join(result.content for result in conversation.results)
    hints = Hints(
        text=conversation.question,
        texts=list(texts),
        numbers=numbers_in(results) or numbers_in(conversation.question),
    )
    return as_object(sample_instance(parameters, hints=hints, with_optional=False))
