"""Rules for the body of a chat request."""

from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider import (
    CallWarning,
    DeprecatedWarning,
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    OtherWarning,
    ProviderTool,
    TextResponseFormat,
    ToolChoice,
    UnsupportedWarning,
)
from ai_sdk_openai_compatible import OpenAICompatibleChatOptions
from ai_sdk_openai_compatible._chat.request import ChatRequest, ChatRequestBuilder
from syrupy.assertion import SnapshotAssertion

Call = Callable[..., LanguageModelCallOptions]

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = FunctionTool(name="weather", description="Get the weather.", input_schema=SCHEMA)


def build(options: LanguageModelCallOptions, **settings: Any) -> ChatRequest:
    return ChatRequestBuilder(model_id="m", provider_name="test-provider", **settings).build(options)


def fields(options: LanguageModelCallOptions, **settings: Any) -> dict[str, Any]:
    """The body without what is in every body."""
    body = build(options, **settings).body
    return {name: value for name, value in body.items() if name not in {"model", "messages"}}


def test_without_settings_the_body_is_model_and_messages(call: Call, snapshot: SnapshotAssertion) -> None:
    request = build(call())
    assert request.body == snapshot
    assert request.warnings == []
    assert request.metadata_key == "test-provider"


def test_every_setting_has_its_field(call: Call, snapshot: SnapshotAssertion) -> None:
    request = build(
        call(
            max_output_tokens=10,
            temperature=0.0,
            top_p=0.5,
            top_k=3,
            frequency_penalty=0.25,
            presence_penalty=-0.25,
            stop_sequences=["END"],
            seed=7,
            reasoning="high",
            response_format=JsonResponseFormat(schema=SCHEMA, name="place", description="A place."),
            tools=[WEATHER, FunctionTool(name="strict", input_schema={}, strict=True)],
            tool_choice=ToolChoice(type="required"),
            provider_options={
                "testProvider": {"user": "u", "textVerbosity": "low", "strictJsonSchema": False, "custom": {"a": [1]}}
            },
        ),
        supports_structured_outputs=True,
    )
    assert request.body == snapshot
    assert request.warnings == [UnsupportedWarning(feature="topK")]
    assert request.metadata_key == "testProvider"


class TestResponseFormat:
    def test_text_is_the_default(self, call: Call) -> None:
        assert fields(call(response_format=TextResponseFormat())) == {}

    def test_json_without_a_schema_needs_no_support(self, call: Call) -> None:
        request = build(call(response_format=JsonResponseFormat()))
        assert request.body["response_format"] == {"type": "json_object"}
        assert request.warnings == []

    def test_a_schema_that_is_not_supported_is_left_out_with_a_warning(self, call: Call) -> None:
        request = build(call(response_format=JsonResponseFormat(schema=SCHEMA)))
        assert request.body["response_format"] == {"type": "json_object"}
        assert request.warnings == [
            UnsupportedWarning(
                feature="responseFormat",
                details="JSON response format schema is only supported with structuredOutputs",
            )
        ]

    def test_a_schema_is_strict_and_named_response_by_default(self, call: Call) -> None:
        options = call(response_format=JsonResponseFormat(schema=SCHEMA))
        assert fields(options, supports_structured_outputs=True)["response_format"] == {
            "type": "json_schema",
            "json_schema": {"schema": SCHEMA, "strict": True, "name": "response"},
        }


class TestReasoning:
    def test_the_level_is_the_effort(self, call: Call) -> None:
        assert fields(call(reasoning="none")) == {"reasoning_effort": "none"}

    def test_the_providers_default_is_not_sent(self, call: Call) -> None:
        assert fields(call(reasoning="provider-default")) == {}

    def test_a_provider_may_map_the_level_and_warn(self, call: Call) -> None:
        def map_reasoning(reasoning: str, warnings: list[CallWarning]) -> str | None:
            warnings.append(OtherWarning(message=f"mapped {reasoning}"))
            return "max" if reasoning == "high" else None

        tools = [ProviderTool(id="p.x", name="x", args={})]
        request = build(call(reasoning="high", tools=tools), map_reasoning=map_reasoning)
        assert request.body["reasoning_effort"] == "max"
        assert [warning.type for warning in request.warnings] == ["other", "unsupported"]
        assert "reasoning_effort" not in build(call(reasoning="low"), map_reasoning=map_reasoning).body

    def test_the_option_wins_and_is_not_mapped(self, call: Call) -> None:
        options = call(reasoning="high", provider_options={"testProvider": {"reasoningEffort": "odd"}})
        assert fields(options, map_reasoning=lambda *_: "mapped") == {"reasoning_effort": "odd"}

    def test_the_option_none_is_sent_as_null(self, call: Call) -> None:
        options = call(reasoning="high", provider_options={"testProvider": {"reasoning_effort": None}})
        assert fields(options) == {"reasoning_effort": None}


class TestOptions:
    def test_names_are_merged_and_the_providers_own_wins(self, call: Call) -> None:
        request = build(
            call(
                provider_options={
                    "openai-compatible": {"user": "1", "textVerbosity": "low"},
                    "openaiCompatible": {"user": "2", "reasoningEffort": "low"},
                    "test-provider": {"user": "3", "raw": 1},
                    "testProvider": {"user": "4", "raw": 2},
                }
            )
        )
        assert request.body["user"] == "4"
        assert request.body["verbosity"] == "low"
        assert request.body["reasoning_effort"] == "low"
        assert request.body["raw"] == 2
        assert request.warnings == [
            DeprecatedWarning(
                setting="providerOptions key 'openai-compatible'", message="Use 'openaiCompatible' instead."
            ),
            DeprecatedWarning(setting="providerOptions key 'test-provider'", message="Use 'testProvider' instead."),
        ]

    def test_keys_may_be_written_in_snake_case(self, call: Call) -> None:
        options = call(
            response_format=JsonResponseFormat(schema=SCHEMA),
            provider_options={"testProvider": {"strict_json_schema": False, "text_verbosity": "high"}},
        )
        body = build(options, supports_structured_outputs=True).body
        assert body["response_format"]["json_schema"]["strict"] is False
        assert body["verbosity"] == "high"
        assert "strict_json_schema" not in body
        assert "text_verbosity" not in body

    def test_options_may_be_an_instance_of_their_class(self, call: Call) -> None:
        options: Any = {"testProvider": OpenAICompatibleChatOptions(user="u", reasoning_effort="low")}
        assert fields(call(provider_options=options)) == {"user": "u", "reasoning_effort": "low"}

    def test_unknown_options_of_the_provider_go_into_the_body_and_win_over_settings(self, call: Call) -> None:
        options = call(max_output_tokens=1, provider_options={"testProvider": {"max_tokens": 2, "x": None}})
        assert fields(options) == {"max_tokens": 2, "x": None}

    def test_options_of_other_names_stay_out(self, call: Call) -> None:
        options = call(provider_options={"openaiCompatible": {"x": 1}, "other": {"y": 1}})
        assert fields(options) == {}

    def test_options_cannot_replace_messages_and_tools(self, call: Call) -> None:
        options = call(provider_options={"testProvider": {"messages": [], "tools": [], "tool_choice": "none"}})
        assert build(options).body["messages"] == [{"role": "user", "content": "Hello"}]
        assert fields(options) == {}

    @pytest.mark.parametrize("name", ["openai-compatible", "openaiCompatible", "test-provider", "testProvider"])
    def test_a_wrong_value_is_refused_and_named(self, call: Call, name: str) -> None:
        with pytest.raises(InvalidArgumentError, match=f"^invalid {name} provider options\n") as caught:
            build(call(provider_options={name: {"strictJsonSchema": "yes"}}))
        assert "strictJsonSchema" in str(caught.value.cause)

    def test_metadata_come_under_the_spelling_of_the_options(self, call: Call) -> None:
        assert build(call(provider_options={"testProvider": {}})).metadata_key == "testProvider"
        assert build(call(provider_options={"test-provider": {}})).metadata_key == "test-provider"


class TestTools:
    @pytest.mark.parametrize("choice", ["auto", "none", "required"])
    def test_a_choice_is_sent_as_it_is(self, call: Call, choice: Any) -> None:
        assert fields(call(tools=[WEATHER], tool_choice=ToolChoice(type=choice)))["tool_choice"] == choice

    def test_one_tool_is_chosen_by_name(self, call: Call) -> None:
        choice = ToolChoice(type="tool", tool_name="weather")
        assert fields(call(tools=[WEATHER], tool_choice=choice))["tool_choice"] == {
            "type": "function",
            "function": {"name": "weather"},
        }

    def test_without_tools_there_is_no_choice(self, call: Call) -> None:
        assert fields(call(tools=[], tool_choice=ToolChoice(type="auto"))) == {}
        assert fields(call(tool_choice=ToolChoice(type="auto"))) == {}

    def test_provider_tools_are_left_out_with_a_warning(self, call: Call) -> None:
        request = build(call(tools=[ProviderTool(id="other.search", name="search", args={}), WEATHER]))
        assert [tool["function"]["name"] for tool in request.body["tools"]] == ["weather"]
        assert request.warnings == [UnsupportedWarning(feature="provider-defined tool other.search")]
