"""The README's examples run as they are printed, with an API on this machine in place of Anthropic's."""

import ast
import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ai_sdk_anthropic import (
    AnthropicConfig,
    AnthropicFilePartOptions,
    AnthropicLanguageModelOptions,
    AnthropicProviderSettings,
    AnthropicSystemMessageOptions,
    AnthropicToolOptions,
    tools,
)
from ai_sdk_core import BatchJob
from ai_sdk_test_server import AnyReply, EventStreamReply, JsonReply, RawReply, RecordedRequest, TestServer

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)

USAGE = {"input_tokens": 3, "output_tokens": 2, "cache_read_input_tokens": 7}
FACTS = {"type": "message", "id": "msg_1", "model": "claude", "usage": USAGE, "stop_reason": "end_turn"}
CITATION = {
    "type": "page_location",
    "cited_text": "Well.",
    "document_index": 0,
    "document_title": "Report",
    "start_page_number": 1,
    "end_page_number": 2,
}
FILE = {"id": "file_1", "type": "file", "filename": "a.png", "mime_type": "image/png", "size_bytes": 1}
COUNTS = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)


def answer_as_api(request: RecordedRequest) -> AnyReply | None:
    """What the API does with requests."""
    if request.path == "/v1/files":
        return JsonReply(body={**FILE, "created_at": "2026-01-02T03:04:05Z"})
    if request.path.startswith("/v1/messages/batches"):
        return answer_batch(request)
    assert request.path == "/v1/messages"
    assert request.headers["x-api-key"] == "key"
    body = request.json
    if body.get("stream"):
        return EventStreamReply(events=events(), done=False)
    return JsonReply(body={**FACTS, "content": content(body)})


def content(body: dict[str, Any]) -> list[Any]:
    """The answer to a request."""
    if "output_config" in body and "format" in body["output_config"]:
        return [{"type": "text", "text": json.dumps({"title": "Pancakes", "ingredients": ["flour"]})}]
    text: dict[str, Any] = {"type": "text", "text": f"This is {body['model']}."}
    if "thinking" in body:
        return [{"type": "thinking", "thinking": "Hm.", "signature": "s"}, text]
    if any(tool["name"] == "memory" for tool in body.get("tools", [])) and len(body["messages"]) == 1:
        view = {"command": "view", "path": "/memories"}
        return [{"type": "tool_use", "id": "toolu_1", "name": "memory", "input": view}]
    said = body["messages"][0]["content"]
    if any(part["type"] == "document" for part in said):
        text["citations"] = [CITATION]
    return [text]


def events() -> list[Any]:
    """A streamed answer."""
    return [
        {"type": "message_start", "message": {**FACTS, "content": [], "stop_reason": None}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Rain."}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2}},
        {"type": "message_stop"},
    ]


def answer_batch(request: RecordedRequest) -> AnyReply:
    """A batch that is done at once."""
    if request.path.endswith("/results"):
        result = {"type": "succeeded", "message": {**FACTS, "content": [{"type": "text", "text": "Because."}]}}
        return RawReply(chunks=json.dumps({"custom_id": "a", "result": result}).encode() + b"\n")
    batch = {"id": "batch_1", "type": "message_batch", "processing_status": "ended", "request_counts": COUNTS}
    address = f"http://{request.headers['host']}/v1/messages/batches/batch_1/results"
    return JsonReply(body={**batch, "created_at": "c", "expires_at": "e", "results_url": address})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestServer]:
    """An API, which is also the one that `from ai_sdk_anthropic import anthropic` asks."""
    with TestServer(rules=[answer_as_api]) as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.base_url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", "key")
        yield server


def load() -> dict[str, Any]:
    """Run all blocks, one after the other, in a thread without an event loop."""
    namespace: dict[str, Any] = {}
    for block in BLOCKS:
        exec(block, namespace)
    return namespace


FUNCTIONS = {
    node.name
    for block in BLOCKS
    for node in ast.parse(block).body
    if isinstance(node, ast.AsyncFunctionDef) and node.name not in {"main", "collect"}
}
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "ask": ("When do we open?",),
    "cite": (b"%PDF-1.4",),
    "describe": (b"\x89PNG\r\n\x1a\n",),
    "start": ({"a": "Why?"},),
}
ANSWERS: dict[str, Any] = {
    "think": "Hm.\n\nThis is claude-opus-4-6.",
    "ask": "This is claude-sonnet-4-6. (7 tokens were remembered, 0 are now)",
    "cite": ["Report"],
    "news": "This is claude-opus-4-6.",
    "talk": "This is claude-opus-4-6.",
    "describe": "This is claude-sonnet-4-6.",
}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_an_example_of_the_readme_runs(name: str, server: TestServer, capsys: pytest.CaptureFixture[str]) -> None:
    namespace = load()
    assert capsys.readouterr().out == "This is claude-opus-4-6.\nRain."
    answer = asyncio.run(namespace[name](*ARGUMENTS.get(name, ())))
    if name in ANSWERS:
        assert answer == ANSWERS[name]
    elif name == "cook":
        assert (answer.title, answer.ingredients) == ("Pancakes", ["flour"])
    else:
        assert isinstance(answer, BatchJob)
        assert asyncio.run(namespace["collect"](answer)) == {"a": "Because."}


def test_options_of_the_readme_reach_the_api(server: TestServer) -> None:
    namespace = load()
    asyncio.run(namespace["think"]())
    body = server.requests[-1].json
    assert (body["thinking"], body["output_config"]) == ({"type": "adaptive"}, {"effort": "high"})
    asyncio.run(namespace["ask"]("Why?"))
    assert server.requests[-1].json["system"][0]["cache_control"] == {"type": "ephemeral", "ttl": "1h"}
    asyncio.run(namespace["talk"]())
    result = server.requests[-1].json["messages"][-1]["content"][0]
    assert (result["tool_use_id"], result["content"]) == ("toolu_1", "There is nothing to view yet.")


def test_the_readme_shows_how_platforms_make_models(server: TestServer) -> None:
    model = load()["platform"]("claude-platform", "token")
    assert (model.provider, model.model_id) == ("platform.messages", "claude-platform")


def test_the_readme_names_every_setting_option_and_tool() -> None:
    hooks = AnthropicConfig.__dataclass_fields__.keys() - {"provider", "base_url", "headers", "http_client"}
    names = [
        *AnthropicProviderSettings.__dataclass_fields__,
        *hooks,
        *AnthropicLanguageModelOptions.model_fields,
        *AnthropicFilePartOptions.model_fields,
        *AnthropicSystemMessageOptions.model_fields,
        *AnthropicToolOptions.model_fields,
        *(name for name in tools.__all__ if name[0].islower()),
    ]
    assert [name for name in names if f"`{name}`" not in README] == []
