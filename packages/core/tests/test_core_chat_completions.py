"""The pieces that chat completion APIs share."""

import pytest
from ai_sdk_core.provider import (
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    TextPart,
    ToolCallPart,
    ToolChoice,
    Usage,
    UserMessage,
)
from ai_sdk_core.provider_utils import (
    chat_finish_reason,
    chat_function_tool,
    chat_prompt_tool_call,
    chat_response_format,
    chat_settings,
    chat_tool_call,
    chat_tool_choice,
    chat_usage,
    json_response_tool,
    resolve_api_key,
)

PROMPT = [UserMessage(content=[TextPart(text="Hello")])]
SCHEMA = {"type": "object"}


def test_settings_are_written_only_if_they_say_something() -> None:
    assert chat_settings(LanguageModelCallOptions(prompt=PROMPT)) == {}
    options = LanguageModelCallOptions(prompt=PROMPT, temperature=0, stop_sequences=["."], max_output_tokens=1)
    assert chat_settings(options) == {"max_tokens": 1, "temperature": 0, "stop": ["."]}


def test_a_schema_is_sent_where_there_is_one_and_the_api_takes_it() -> None:
    with_schema = JsonResponseFormat(schema=SCHEMA, name="city", description="A city.")
    assert chat_response_format(with_schema, strict=True, supports_schema=True)["json_schema"] == {
        "schema": SCHEMA,
        "strict": True,
        "name": "city",
        "description": "A city.",
    }
    json_object = {"type": "json_object"}
    assert chat_response_format(with_schema, strict=True, supports_schema=False) == json_object
    assert chat_response_format(JsonResponseFormat(), strict=True, supports_schema=True) == json_object


def test_tools_and_choices_have_the_form_of_the_api() -> None:
    assert chat_function_tool(FunctionTool(name="a", input_schema=SCHEMA)) == {
        "type": "function",
        "function": {"name": "a", "parameters": SCHEMA},
    }
    described = chat_function_tool(FunctionTool(name="a", input_schema=SCHEMA, description="d", strict=False))
    assert described["function"]["strict"] is False
    assert described["function"]["description"] == "d"
    assert chat_tool_choice(ToolChoice(type="auto")) == "auto"
    assert chat_tool_choice(ToolChoice(type="tool", tool_name="a")) == {"type": "function", "function": {"name": "a"}}


def test_a_tool_call_survives_the_way_there_and_back() -> None:
    wire = chat_prompt_tool_call(ToolCallPart(tool_call_id="1", tool_name="a", input={"b": 1}))
    call = chat_tool_call(wire, {"x": {"y": 1}})
    assert (call.tool_call_id, call.tool_name, call.input) == ("1", "a", '{"b":1}')
    assert call.provider_metadata == {"x": {"y": 1}}


@pytest.mark.parametrize("missing", [None, ""])
def test_a_tool_call_without_an_id_gets_one(missing) -> None:
    assert chat_tool_call({"id": missing, "function": {"name": "a", "arguments": "{}"}}).tool_call_id


def test_a_refusal_is_no_normal_stop() -> None:
    assert chat_finish_reason("stop") == "stop"
    assert chat_finish_reason("stop", has_refusal=True) == "content-filter"
    assert chat_finish_reason("length", has_refusal=True) == "length"
    assert chat_finish_reason("function_call") == "tool-calls"
    assert chat_finish_reason(None) == chat_finish_reason("new") == "other"


def test_what_usage_does_not_tell_is_what_the_provider_means_by_silence() -> None:
    for absent in (0, None):
        usage = chat_usage({"prompt_tokens": 5, "completion_tokens": 3}, absent=absent)
        assert (usage.input_tokens.no_cache, usage.input_tokens.cache_read) == (5, absent)
        assert (usage.output_tokens.text, usage.output_tokens.reasoning) == (3, absent)
    assert chat_usage(None, absent=0) == Usage()


def test_more_reasoning_than_output_leaves_no_text() -> None:
    usage = chat_usage({"completion_tokens": 1, "completion_tokens_details": {"reasoning_tokens": 2}}, absent=None)
    assert usage.output_tokens.text == 0


def test_the_tool_for_the_answer_exists_only_where_a_schema_meets_a_function_tool() -> None:
    tools = [FunctionTool(name="json", input_schema={})]
    tool = json_response_tool(JsonResponseFormat(schema=SCHEMA), tools)
    assert tool is not None
    assert (tool.name, tool.input_schema) == ("json_1", SCHEMA)
    assert json_response_tool(JsonResponseFormat(), tools) is None
    assert json_response_tool(JsonResponseFormat(schema=SCHEMA), []) is None
    assert json_response_tool(None, tools) is None


async def test_a_key_may_be_given_by_a_function_or_by_a_coroutine() -> None:
    async def give() -> str:
        return "later"

    assert await resolve_api_key("now") == "now"
    assert await resolve_api_key(lambda: "asked") == "asked"
    assert await resolve_api_key(give) == "later"
    assert await resolve_api_key(None) is None
