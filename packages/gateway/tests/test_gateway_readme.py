"""The README's examples run as they are printed, with a gateway on this machine in place of Vercel's."""

import ast
import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ai_sdk_gateway
import pytest
from ai_sdk_core import set_default_provider
from ai_sdk_gateway import create_gateway, tools
from ai_sdk_test_server import AnyReply, EventStreamReply, JsonReply, RecordedRequest, TestServer

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)

USAGE = {"inputTokens": {"total": 3}, "outputTokens": {"total": 2}}
FINISH = {"finishReason": {"unified": "stop"}, "usage": USAGE}
GENERATION = {
    **dict.fromkeys(("id", "created_at", "model", "provider_name", "finish_reason"), "x"),
    **dict.fromkeys(("is_byok", "streamed"), True),
    **dict.fromkeys(("total_cost", "upstream_inference_cost", "usage", "latency", "generation_time"), 1.5),
    **{f"native_tokens_{name}": 1 for name in ("prompt", "completion", "reasoning", "cached", "cache_creation")},
    "billable_web_search_calls": 0,
}
DOCUMENTS: dict[str, Any] = {
    "/v1/config": {"models": []},
    "/v1/credits": {"balance": "9.50", "total_used": "0.50"},
    "/v1/report": {"results": [{"model": "a/b", "total_cost": 1.5}]},
    "/v1/generation": {"data": GENERATION},
}


def answer_as_gateway(request: RecordedRequest) -> AnyReply | None:
    """What the gateway does with requests."""
    if request.path in DOCUMENTS:
        return JsonReply(body=DOCUMENTS[request.path])
    if request.headers.get("ai-language-model-streaming") == "true":
        text = [{"type": "text-start", "id": "1"}, {"type": "text-delta", "id": "1", "delta": "Rain."}]
        return EventStreamReply(events=[*text, {"type": "text-end", "id": "1"}, {"type": "finish", **FINISH}])
    text = f"This is {request.headers['ai-language-model-id']}."
    return JsonReply(body={"content": [{"type": "text", "text": text}], **FINISH})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestServer]:
    """A gateway, which is also the one that `from ai_sdk_gateway import gateway` gives."""
    with TestServer(rules=[answer_as_gateway]) as server:
        local = create_gateway(base_url=server.base_url, api_key="key")
        monkeypatch.setattr(ai_sdk_gateway, "gateway", local)
        previous = set_default_provider(local)
        yield server
        set_default_provider(previous)


def load() -> dict[str, Any]:
    """Run all blocks, one after the other, in a thread without an event loop."""
    namespace: dict[str, Any] = {}
    for block in BLOCKS:
        exec(block, namespace)
    return namespace


FUNCTIONS = [
    node.name
    for block in BLOCKS
    for node in ast.parse(block).body
    if isinstance(node, ast.AsyncFunctionDef) and node.name != "main"
]
ARGUMENTS = {"handle": ({"x-vercel-oidc-token": "token"}, "Why?")}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_example_of_the_readme_runs(name: str, server: TestServer, capsys: pytest.CaptureFixture[str]) -> None:
    namespace = load()
    assert "This is openai/gpt-5." in capsys.readouterr().out
    assert asyncio.run(namespace[name](*ARGUMENTS.get(name, ())))


def test_options_of_the_readme_reach_the_gateway(server: TestServer) -> None:
    asyncio.run(load()["careful"]())
    options = server.requests[-1].json["providerOptions"]["gateway"]
    assert options == {
        "order": ["anthropic", "bedrock"],
        "models": ["openai/gpt-5"],
        "zeroDataRetention": True,
        "tags": ["contracts"],
        "user": "user-123",
    }


def test_the_readme_names_every_setting_and_tool() -> None:
    settings = ai_sdk_gateway.GatewayProviderSettings.__dataclass_fields__
    options = ai_sdk_gateway.GatewayProviderOptions.model_fields.keys() - {"experimental_streaming_image_decoding"}
    for name in [*settings, *options, *tools.__all__]:
        assert f"`{name}`" in README
