"""The chat answers of a server without a script."""

from __future__ import annotations

from itertools import accumulate

from .._json import JSONObject, as_object, to_json_text
from .._replies import Reply
from .._sampling.schema import sample_instance
from .conversation import Conversation, read_conversation
from .deltas import text_deltas, whole
from .helpful_tools import choose_calls
from .tokens import count_tokens

QUOTE_LENGTH = 300
"""Characters of a text that an answer quotes."""


def answer_chat(body: JSONObject) -> Reply:
    """Call a tool if one fits, otherwise answer in the format that was asked for."""
    conversation = read_conversation(body)
    reasoning = _reasoning(conversation) if body.get("reasoning_effort") not in (None, "none") else ""

    if calls := choose_calls(body, conversation):
        return Reply(reasoning=reasoning, tool_calls=calls)

    return within_limits(Reply(reasoning=reasoning, text=_text(body, conversation)), body)


def echo(text: str) -> str:
    """An answer that shows what was asked."""
    return (
        f"You wrote: “{_quote(text)}” I am the AI SDK test server. There is no model behind me, so this answer is an "
        "echo, sent word by word as a model would send it."
    )


def within_limits(reply: Reply, body: JSONObject) -> Reply:
    """The reply as `stop` and the token limit of the request leave it."""
    text = whole(text_deltas(reply.text))
    stop = body.get("stop")

    for sequence in [stop] if isinstance(stop, str) else stop if isinstance(stop, list) else []:
        text = text.split(str(sequence))[0]

    limit = body.get("max_completion_tokens") or body.get("max_tokens")

    if isinstance(limit, int) and count_tokens(text) > limit:
        deltas = text_deltas(text)
        counts = accumulate(count_tokens(delta) for delta in deltas)
        text = whole([delta for delta, count in zip(deltas, counts, strict=True) if count <= limit])
        reply.finish_reason = "length"

    reply.text = text
    return reply


def _text(body: JSONObject, conversation: Conversation) -> str:
    response_format = as_object(body.get("response_format"))

    if response_format.get("type") == "json_schema":
        return to_json_text(sample_instance(as_object(response_format.get("json_schema")).get("schema")))

    answer = _report(conversation) if conversation.results else _echo(conversation)
    return to_json_text({"answer": answer}) if response_format.get("type") == "json_object" else answer


def _report(conversation: Conversation) -> str:
    sentences = [f"{result.name} says: {_quote(result.content)}" for result in conversation.results]
    return f"Here is what I found for “{_quote(conversation.question)}”\n" + "\n".join(
        f"- {line}" for line in sentences
    )


def _echo(conversation: Conversation) -> str:
    sentences = [echo(conversation.question)]

    if conversation.question_count > 1:
        sentences.append(f"It is message {conversation.question_count} of our conversation.")

    if conversation.attachment_count:
        sentences.append(f"Attachments received: {conversation.attachment_count}.")

    if conversation.instructions:
        sentences.append(f"My instructions are: “{_quote(conversation.instructions)}”")

    return " ".join(sentences)


def _reasoning(conversation: Conversation) -> str:
    count = len(conversation.question.split())

    if conversation.results:
        return f"The tools have answered the question of {count} words; I report what they say."

    return f"The user wrote {count} words; I look for a tool that fits and otherwise repeat them."


def _quote(text: str) -> str:
    return text if len(text) <= QUOTE_LENGTH else text[:QUOTE_LENGTH] + "…"
