"""What the provider says travels back to it unchanged, through the messages that users keep."""

import json
from typing import Any

import pytest
from ai_sdk_anthropic import tools
from ai_sdk_core import generate_text, is_step_count, stream_text, tool

MODEL = "claude-opus-4-6"
SIGNATURE = " EqoB+/=\u00fc\U0001f600 not for us to read ==\n"
REDACTED = "EmwKAhgBEgy+/=="
THINKING = {"type": "thinking", "thinking": "Hm \u2026", "signature": SIGNATURE}
HIDDEN = {"type": "redacted_thinking", "data": REDACTED}
UNSEEN = {"type": "thinking", "thinking": "", "signature": SIGNATURE}
CALL = {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Z\u00fcrich"}}
SEARCH = {"type": "server_tool_use", "id": "srv_1", "name": "web_search", "input": {"query": "q"}}
PAGE = {"type": "web_search_result", "url": "u", "title": "t", "encrypted_content": "enc+/=", "page_age": None}
FOUND = {"type": "web_search_tool_result", "tool_use_id": "srv_1", "content": [PAGE]}
CITED = {
    "type": "text",
    "text": "Cited.",
    "citations": [
        {
            "type": "web_search_result_location",
            "cited_text": "c",
            "url": "u",
            "title": "t",
            "encrypted_index": "idx+/=",
        }
    ],
}
FIRST = [THINKING, HIDDEN, SEARCH, FOUND, CITED, UNSEEN, CALL]


def to_events(blocks: list[Any]) -> list[dict[str, Any]]:
    """How the API streams an answer."""
    usage = {"input_tokens": 3, "output_tokens": 1}
    events: list[dict[str, Any]] = [{"type": "message_start", "message": {"id": "msg_1", "model": "m", "usage": usage}}]
    for index, block in enumerate(blocks):
        started, deltas = dict(block), list[dict[str, Any]]()
        if block["type"] == "text":
            deltas = [{"type": "citations_delta", "citation": citation} for citation in started.pop("citations", [])]
            deltas.append({"type": "text_delta", "text": block["text"]})
            started["text"] = ""
        elif block["type"] == "thinking":
            deltas = [{"type": "thinking_delta", "thinking": block["thinking"]}]
            deltas.append({"type": "signature_delta", "signature": started.pop("signature")})
            started["thinking"] = ""
        elif block["type"] in {"tool_use", "server_tool_use"}:
            deltas = [{"type": "input_json_delta", "partial_json": json.dumps(block["input"])}]
            started["input"] = {}
        events.append({"type": "content_block_start", "index": index, "content_block": started})
        events += [{"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas]
        events.append({"type": "content_block_stop", "index": index})
    reason = "tool_use" if blocks[-1]["type"] == "tool_use" else "end_turn"
    last = {"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 5}}
    return [*events, last, {"type": "message_stop"}]


@tool
def weather(city: str) -> str:
    """Get the weather."""
    return f"Sunny in {city}."


@pytest.mark.parametrize("is_streamed", [False, True])
async def test_the_second_request_holds_the_first_answer_byte_for_byte(wire: Any, is_streamed: bool) -> None:
    answers = [FIRST, [{"type": "text", "text": "Done."}]]
    settings: dict[str, Any] = {
        "model": wire.provider()(MODEL),
        "prompt": "What is the weather?",
        "tools": {"weather": weather, "web_search": tools.web_search_20250305()},
        "stop_when": is_step_count(3),
    }
    if is_streamed:
        for blocks in answers:
            wire.stream(*to_events(blocks))
        async with stream_text(**settings) as stream:
            result: Any = await stream
    else:
        wire.say(*FIRST, stop_reason="tool_use")
        wire.say(*answers[1])
        result = await generate_text(**settings)
    assert result.text == "Done."
    _, said, results = json.loads(wire.requests[1].content)["messages"]
    assert said == {"role": "assistant", "content": FIRST}
    assert results["content"] == [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "Sunny in Z\u00fcrich."}]


def _said(messages: Any) -> list[Any]:
    """The parts, without the one that only tells that a streamed message begins."""
    return [part for message in messages for part in message.content if part.type != "custom"]


async def test_streamed_and_whole_answers_leave_the_same_messages(wire: Any) -> None:
    settings: dict[str, Any] = {"model": wire.provider()(MODEL), "prompt": "Hi"}
    blocks = [THINKING, HIDDEN, CITED]
    wire.say(*blocks)
    whole = await generate_text(**settings)
    wire.stream(*to_events(blocks))
    async with stream_text(**settings) as stream:
        streamed = await stream
    assert _said(streamed.response_messages) == _said(whole.response_messages)
    assert streamed.text == whole.text
    assert streamed.usage.output_tokens == whole.usage.output_tokens
