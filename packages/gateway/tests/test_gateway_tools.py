"""Tools that the gateway runs."""

from typing import Any

import pytest
from ai_sdk_core import generate_text
from ai_sdk_gateway import tools
from syrupy.assertion import SnapshotAssertion


def test_settings_have_the_gateways_names(snapshot: SnapshotAssertion) -> None:
    made = [
        tools.browserbase_fetch(allow_redirects=True, format="json", schema={"type": "object", "my_key": 1}),
        tools.browserbase_search(num_results=3),
        tools.deepseek_fetch(url="https://a.test"),
        tools.deepseek_search(need_content=False, ori_question="q"),
        tools.exa_search(
            num_results=2,
            include_domains=("a.test",),
            contents={"text": {"max_characters": 5}, "highlights": True, "extras": {"image_links": 1}},
        ),
        tools.parallel_search(
            mode="fast", source_policy={"after_date": "2026-01-01"}, fetch_policy={"max_age_seconds": 600}
        ),
        tools.perplexity_search(max_tokens_per_page=256, search_recency_filter="week"),
        tools.tako_search(
            sources={"data": {"node_ids": ["n"]}, "web": {"snippet_max_chars": 9}},
            output_settings={"image_dark_mode": True},
            max_variable_cost_usd=0.5,
            extra_body={"some_field": {"inner_field": 1}},
        ),
    ]
    assert {tool.id: tool.args for tool in made} == snapshot


@pytest.mark.parametrize("name", tools.__all__)
def test_a_tool_without_settings_sends_none(name: str) -> None:
    tool = getattr(tools, name)()
    assert (tool.id, tool.args, tool.is_provider_executed) == (f"gateway.{name}", {}, True)


def test_no_limit_is_null_on_the_wire() -> None:
    assert tools.tako_search(max_variable_cost_usd="unlimited").args == {"maxVariableCostUsd": None}


@pytest.mark.parametrize(
    ("name", "given", "output"),
    [
        (
            "exa_search",
            {"query": "q", "contents": {"text": True}},
            {"requestId": "r", "results": [{"title": "t", "url": "u", "id": "i", "new": 1}]},
        ),
        ("perplexity_search", {"query": ["a", "b"]}, {"error": "timeout", "message": "m"}),
        (
            "tako_search",
            {"query": "q", "sources": {"web": {}}},
            {"request_id": "r", "cards": [{"title": None, "new": 1}]},
        ),
        ("parallel_search", {"objective": "o"}, {"search_id": "s", "results": []}),
        ("deepseek_fetch", {"url": "u"}, {"content": "c", "title": None}),
        (
            "browserbase_fetch",
            {"url": "u"},
            {"id": "i", "content": {"a": 1}, "contentType": "c", "encoding": "e", "headers": {}, "statusCode": 200},
        ),
    ],
)
def test_inputs_and_results_are_typed_and_lose_nothing(name: str, given: Any, output: Any) -> None:
    tool = getattr(tools, name)()
    assert tool.input_schema.validate(given) == given
    assert tool.output_schema.validate(output) == output


async def test_a_model_may_call_them(wire: Any, answer: dict[str, Any]) -> None:
    call = {"toolCallId": "c", "toolName": "search", "providerExecuted": True}
    result = {"id": "1", "results": []}
    answer["content"] = [
        {"type": "tool-call", **call, "input": '{"query": "news"}'},
        {"type": "tool-result", "toolCallId": "c", "toolName": "search", "result": result},
        {"type": "text", "text": "Nothing new."},
    ]
    wire.answer(answer)
    generated = await generate_text(
        model=wire.provider()("openai/gpt-5"),
        prompt="What is new?",
        tools={"search": tools.perplexity_search(max_results=1)},
    )
    assert generated.text == "Nothing new."
    assert [part.output for part in generated.tool_results] == [result]
    assert wire.json["tools"] == [
        {"type": "provider", "id": "gateway.perplexity_search", "name": "search", "args": {"maxResults": 1}}
    ]
