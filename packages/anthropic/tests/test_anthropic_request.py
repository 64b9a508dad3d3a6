"""Rules for making requests of call options: settings, options, betas, structured output, tools."""

from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_anthropic import AnthropicConfig, AnthropicLanguageModel, AnthropicLanguageModelOptions, create_anthropic
from ai_sdk_core.errors import InvalidArgumentError, TypeValidationError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    ProviderTool,
    SystemMessage,
    TextPart,
    ToolChoice,
    ToolInputExample,
    UserMessage,
)
from syrupy.assertion import SnapshotAssertion

Call = Callable[..., LanguageModelCallOptions]

MODEL = "claude-sonnet-4-5"
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}, "required": ["a"]}
WEATHER = FunctionTool(name="weather", description="The weather.", input_schema={"type": "object", "properties": {}})
TIME = FunctionTool(name="time", input_schema={"type": "object", "properties": {}})


def prepare(options: LanguageModelCallOptions, model_id: str = MODEL, **config: Any) -> Any:
    if not config:
        return create_anthropic(api_key="k")(model_id).prepare_request(options)
    settings: dict[str, Any] = {"provider": "anthropic.messages", "base_url": lambda: "https://api.test/v1", **config}
    return AnthropicLanguageModel(model_id, AnthropicConfig(**settings)).prepare_request(options)


def own(**options: Any) -> dict[str, Any]:
    return {"provider_options": {"anthropic": options}}


def details(request: Any) -> list[str]:
    return [warning.details for warning in request.warnings]


def test_a_plain_request_asks_for_all_the_model_can_write(call: Call) -> None:
    assert prepare(call()).body == {
        "model": MODEL,
        "max_tokens": 64_000,
        "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}],
    }


def test_a_request_with_everything(call: Call, snapshot: SnapshotAssertion) -> None:
    options = call(
        max_output_tokens=100,
        stop_sequences=["END"],
        tools=[WEATHER, ProviderTool(id="anthropic.code_execution_20260120", name="code_execution", args={})],
        tool_choice=ToolChoice(type="auto"),
        **own(
            thinking={
                "type": "adaptive",
                "display": "updates",
                "block_binding": {"prefixMismatchBehavior": "drop_block"},
            },
            effort="medium",
            taskBudget={"type": "tokens", "total": 50_000, "remaining": 1},
            speed="fast",
            serviceTier="standard_only",
            inferenceGeo="us",
            fallbacks=[{"model": "claude-opus-4-8", "max_tokens": 10}],
            cacheControl={"type": "ephemeral", "ttl": "1h"},
            metadata={"userId": "u"},
            mcpServers=[{"type": "url", "name": "m", "url": "https://m", "toolConfiguration": {"allowedTools": ["x"]}}],
            container={
                "id": "c",
                "skills": [
                    {"type": "anthropic", "skillId": "pptx", "version": "latest"},
                    {"type": "custom", "providerReference": {"anthropic": "skill_1"}},
                ],
            },
            safeguards=[{"type": "dangerous_tool_use", "classifierContext": {"kept": None}}],
            contextManagement={
                "edits": [
                    {
                        "type": "clear_tool_uses_20250919",
                        "trigger": {"type": "tool_uses", "value": 3},
                        "keep": {"type": "tool_uses", "value": 1},
                        "clearAtLeast": {"type": "input_tokens", "value": 5},
                        "clearToolInputs": True,
                        "excludeTools": ["x"],
                    },
                    {"type": "clear_thinking_20251015", "keep": {"type": "thinking_turns", "value": 2}},
                    {"type": "compact_20260112", "pauseAfterCompaction": True},
                ]
            },
            anthropicBeta=["mine-2026-01-01"],
            disableParallelToolUse=True,
        ),
    )
    request = prepare(options, "claude-opus-5-5")
    assert {"body": request.body, "betas": request.betas, "warnings": request.warnings} == snapshot


class TestOptions:
    def test_keys_may_be_written_in_snake_case(self, call: Call) -> None:
        options = own(structured_output_mode="jsonTool", disable_parallel_tool_use=True, mcp_servers=[])
        assert prepare(call(tools=[WEATHER], **options)).body["tool_choice"] == {
            "type": "auto",
            "disable_parallel_tool_use": True,
        }

    def test_options_may_be_an_instance_of_their_class(self, call: Call) -> None:
        options = AnthropicLanguageModelOptions(effort="low")
        assert prepare(call(provider_options={"anthropic": options})).body["output_config"] == {"effort": "low"}

    @pytest.mark.parametrize(
        "options",
        [
            {"effort": "extreme"},
            {"taskBudget": {"type": "tokens", "total": 1}},
            {"thinking": {"type": "sometimes"}},
            {"cacheControl": {"type": "ephemeral", "ttl": "1d"}},
            {"thread": {"type": "continue", "previousMessageId": ""}},
            {"sendReasoning": "yes"},
        ],
    )
    def test_a_wrong_option_is_named(self, call: Call, options: dict[str, Any]) -> None:
        with pytest.raises(InvalidArgumentError, match="invalid anthropic provider options") as caught:
            prepare(call(**own(**options)))
        (name,) = options
        assert name in caught.value.__notes__[0]

    def test_a_platform_has_options_under_its_own_name(self, call: Call) -> None:
        options = {"anthropic": {"effort": "low", "speed": "fast"}, "minimax": {"effort": "high"}}
        request = prepare(call(provider_options=options), provider="minimax.messages")
        assert (request.body["output_config"], request.body["speed"]) == ({"effort": "high"}, "fast")
        assert request.metadata_keys == ("anthropic", "minimax")

    def test_a_platform_may_have_had_another_name(self, call: Call) -> None:
        request = prepare(
            call(provider_options={"vertex": {"effort": "high"}}), provider="googleVertex.anthropic.messages"
        )
        assert request.body["output_config"] == {"effort": "high"}
        assert request.metadata_keys == ("anthropic",)

    def test_service_tiers_of_other_platforms_are_left_out(self, call: Call) -> None:
        request = prepare(call(**own(serviceTier="priority")))
        assert "service_tier" not in request.body
        assert details(request) == [
            'serviceTier "priority" is not supported by anthropic. Use "auto" or "standard_only".'
        ]
        kept = prepare(call(**own(serviceTier="priority")), provider="minimax.messages")
        assert kept.body["service_tier"] == "priority"

    def test_a_container_without_skills_is_its_id(self, call: Call) -> None:
        assert prepare(call(**own(container={"id": "c"}))).body["container"] == "c"
        assert "container" not in prepare(call(**own(container={}))).body

    def test_options_that_exclude_each_other_are_refused(self, call: Call) -> None:
        options = own(compaction={"type": "summarize"}, contextManagement={"edits": []})
        with pytest.raises(InvalidArgumentError, match="cannot be used together"):
            prepare(call(**options))

    def test_secrets_of_options_show_nowhere(self) -> None:
        server = {"type": "url", "name": "m", "url": "https://m", "authorizationToken": "secret-token"}
        options = AnthropicLanguageModelOptions.model_validate({"mcpServers": [server]})
        assert "secret-token" not in repr(options)


class TestThreads:
    def test_a_thread_is_continued_without_instructions_and_tools(self, call: Call) -> None:
        prompt = [SystemMessage(content="S"), UserMessage(content=[TextPart(text="Hello")])]
        thread = {"type": "continue", "previousMessageId": "msg_0"}
        request = prepare(call(prompt=prompt, tools=[WEATHER], **own(thread=thread)))
        assert request.body["thread"] == {"type": "continue", "previous_message_id": "msg_0"}
        assert not {"system", "tools"} & request.body.keys()
        assert request.betas[0] == "message-threads-2026-08-12"
        assert "start a new thread" in details(request)[0]

    def test_betas_that_the_prompt_switches_on_should_be_pinned(self, call: Call) -> None:
        prompt = [
            UserMessage(content=[TextPart(text="Hello")]),
            SystemMessage(content="", provider_options={"anthropic": {"effort": "low"}}),
        ]
        options = {"thread": {"type": "create"}, "anthropicBeta": ["mid-conversation-output-config-2026-07-01"]}
        (detail,) = details(prepare(call(prompt=prompt, **own(**options))))
        assert detail.startswith("Message content enabled beta headers: mid-conversation-system-2026-04-07.")

    def test_a_platform_without_threads_refuses_them(self, call: Call) -> None:
        with pytest.raises(UnsupportedFunctionalityError, match="does not support Anthropic message threads"):
            prepare(call(**own(thread={"type": "create"})), provider="bedrock.anthropic.messages")

    @pytest.mark.parametrize("keep", [None, {"type": "thinking_turns", "value": 1}])
    def test_threads_exclude_changes_of_the_context(self, call: Call, keep: Any) -> None:
        edits = [{"type": "clear_thinking_20251015", "keep": keep}]
        with pytest.raises(InvalidArgumentError, match="do not support compaction or context editing"):
            prepare(call(**own(thread={"type": "create"}, contextManagement={"edits": edits})))

    def test_threads_may_keep_all_thinking(self, call: Call) -> None:
        edits = [{"type": "clear_thinking_20251015", "keep": "all"}]
        request = prepare(call(**own(thread={"type": "create"}, contextManagement={"edits": edits})))
        assert request.body["context_management"] == {"edits": edits}


class TestSampling:
    def test_settings_that_the_api_lacks_are_warned_about(self, call: Call) -> None:
        request = prepare(call(frequency_penalty=1.0, presence_penalty=1.0, seed=1))
        assert [warning.feature for warning in request.warnings] == ["frequencyPenalty", "presencePenalty", "seed"]

    @pytest.mark.parametrize(
        ("temperature", "sent", "detail"),
        [
            (1.5, 1.0, "1.5 exceeds anthropic maximum of 1.0. clamped to 1.0"),
            (-1.0, 0, "-1 is below anthropic minimum of 0. clamped to 0"),
            (0.5, 0.5, None),
        ],
    )
    def test_temperatures_are_clamped(self, call: Call, temperature: float, sent: float, detail: str | None) -> None:
        request = prepare(call(temperature=temperature))
        assert request.body["temperature"] == sent
        assert details(request) == ([] if detail is None else [detail])

    def test_a_platform_may_allow_more(self, call: Call) -> None:
        request = prepare(call(temperature=3.0), provider="minimax.messages", max_temperature=2)
        assert request.body["temperature"] == 2
        assert details(request) == ["3 exceeds minimax maximum of 2.0. clamped to 2.0"]

    def test_new_models_refuse_all_of_it(self, call: Call) -> None:
        request = prepare(call(temperature=0.5, top_k=1, top_p=0.5), "claude-opus-5-5")
        assert not {"temperature", "top_k", "top_p"} & request.body.keys()
        assert [warning.feature for warning in request.warnings] == ["temperature", "topK", "topP"]

    def test_top_p_gives_way_to_a_temperature(self, call: Call) -> None:
        request = prepare(call(temperature=0.5, top_p=0.5))
        assert "top_p" not in request.body
        other = prepare(call(temperature=0.5, top_p=0.5, max_output_tokens=1), "minimax-m3")
        assert other.body["top_p"] == 0.5

    def test_thinking_excludes_sampling(self, call: Call) -> None:
        thinking = own(thinking={"type": "enabled", "budgetTokens": 2000})
        request = prepare(call(temperature=0.5, top_k=1, top_p=0.5, max_output_tokens=10, **thinking))
        assert request.body["max_tokens"] == 2010
        assert not {"temperature", "top_k", "top_p"} & request.body.keys()
        kept = prepare(
            call(temperature=0.5, top_k=1, top_p=0.5, **thinking), supports_temperature_and_top_p_with_thinking=True
        )
        assert (kept.body["temperature"], kept.body["top_p"]) == (0.5, 0.5)
        assert "top_k" not in kept.body

    def test_known_models_are_not_asked_for_more_than_they_write(self, call: Call) -> None:
        request = prepare(call(max_output_tokens=100_000))
        assert request.body["max_tokens"] == 64_000
        assert "max output tokens have been limited to 64000" in details(request)[0]

    def test_unknown_models_are_asked_for_little_with_a_warning(self, call: Call) -> None:
        assert prepare(call(), "custom").body["max_tokens"] == 4096
        assert [warning.type for warning in prepare(call(), "custom").warnings] == ["compatibility"]
        assert prepare(call(max_output_tokens=9), "custom").warnings == []


class TestThinking:
    @pytest.mark.parametrize(
        ("model_id", "reasoning", "thinking", "effort"),
        [
            ("claude-sonnet-4-5", "high", {"type": "enabled", "budget_tokens": 38_400}, None),
            ("claude-sonnet-4-6", "xhigh", {"type": "adaptive", "display": "summarized"}, "high"),
            ("claude-opus-5-5", "xhigh", {"type": "adaptive", "display": "summarized"}, "xhigh"),
            ("claude-opus-5", "none", {"type": "disabled"}, None),
            ("claude-opus-5-5", "none", None, "low"),
            ("claude-sonnet-5-5", "none", {"type": "between_tools"}, None),
        ],
    )
    def test_levels_of_reasoning_become_what_the_model_knows(
        self, call: Call, model_id: str, reasoning: Any, thinking: Any, effort: str | None
    ) -> None:
        body = prepare(call(reasoning=reasoning), model_id).body
        assert body.get("thinking") == thinking
        assert body.get("output_config", {}).get("effort") == effort

    def test_own_options_win(self, call: Call) -> None:
        body = prepare(call(reasoning="high", **own(effort="low")), "claude-opus-5").body
        assert (body["output_config"], "thinking" in body) == ({"effort": "low"}, False)
        body = prepare(call(reasoning="high", **own(thinking={"type": "disabled"})), "claude-opus-5").body
        assert (body["thinking"], "output_config" in body) == ({"type": "disabled"}, False)

    @pytest.mark.parametrize(
        ("model_id", "asked", "sent"),
        [
            ("claude-opus-5-5", {"type": "disabled"}, None),
            ("claude-sonnet-5-5", {"type": "disabled"}, {"type": "between_tools"}),
            ("claude-haiku-5-5", {"type": "enabled", "budgetTokens": 5000}, {"type": "adaptive"}),
        ],
    )
    def test_what_a_model_refuses_is_replaced(self, call: Call, model_id: str, asked: Any, sent: Any) -> None:
        request = prepare(call(**own(thinking=asked)), model_id)
        assert request.body.get("thinking") == sent
        assert [warning.feature for warning in request.warnings] == ["providerOptions.anthropic.thinking"]

    @pytest.mark.parametrize(
        ("model_id", "kind"), [("claude-opus-5", "disabled"), ("claude-sonnet-5-5", "between_tools")]
    )
    def test_the_highest_efforts_need_thinking(self, call: Call, model_id: str, kind: str) -> None:
        request = prepare(call(**own(thinking={"type": kind}, effort="max")), model_id)
        assert request.body["output_config"] == {"effort": "high"}
        assert [warning.feature for warning in request.warnings] == ["providerOptions.anthropic.effort"]

    def test_thinking_without_a_budget_gets_one(self, call: Call) -> None:
        request = prepare(call(**own(thinking={"type": "enabled"})))
        assert request.body["thinking"] == {"type": "enabled", "budget_tokens": 1024}

    def test_binding_alone_is_sent_without_a_type(self, call: Call) -> None:
        request = prepare(call(**own(thinking={"blockBinding": {"prefixMismatchBehavior": "error"}})))
        assert request.body["thinking"] == {"block_binding": {"prefix_mismatch_behavior": "error"}}
        assert request.betas == ["thinking-binding-controls-2026-08-01"]


class TestStructuredOutput:
    def test_the_api_keeps_to_the_schema_where_it_can(self, call: Call) -> None:
        body = prepare(call(response_format=JsonResponseFormat(schema=SCHEMA))).body
        schema = body["output_config"]["format"]["schema"]
        assert schema["properties"]["a"] == {"type": "integer", "description": "minimum: 1."}
        assert schema["additionalProperties"] is False

    def test_otherwise_a_tool_is_added_and_forced(self, call: Call) -> None:
        request = prepare(call(tools=[WEATHER], response_format=JsonResponseFormat(schema=SCHEMA)), "claude-3-haiku")
        assert [tool["name"] for tool in request.body["tools"]] == ["weather", "json"]
        assert request.body["tool_choice"] == {"type": "any", "disable_parallel_tool_use": True}
        assert request.context.uses_json_tool

    @pytest.mark.parametrize(
        ("choice", "names"),
        [
            (ToolChoice(type="none"), ["json"]),
            (ToolChoice(type="tool", tool_name="time"), ["time", "json"]),
            (ToolChoice(type="required"), ["weather", "time", "json"]),
        ],
    )
    def test_the_users_choice_leaves_that_tool(self, call: Call, choice: ToolChoice, names: list[str]) -> None:
        options = call(tools=[WEATHER, TIME], tool_choice=choice, response_format=JsonResponseFormat(schema=SCHEMA))
        body = prepare(options, "claude-3-haiku").body
        assert [tool["name"] for tool in body["tools"]] == names

    def test_a_choice_switches_mcp_servers_off(self, call: Call) -> None:
        server = {"type": "url", "name": "m", "url": "u", "toolConfiguration": {"allowedTools": ["x"], "enabled": True}}
        options = call(
            tools=[WEATHER],
            tool_choice=ToolChoice(type="none"),
            response_format=JsonResponseFormat(schema=SCHEMA),
            **own(structuredOutputMode="jsonTool", mcpServers=[server]),
        )
        (sent,) = prepare(options).body["mcp_servers"]
        assert sent["tool_configuration"] == {"allowed_tools": ["x"], "enabled": False}

    def test_a_model_that_refuses_the_tool_keeps_to_the_schema_anyway(self, call: Call) -> None:
        options = call(response_format=JsonResponseFormat(schema=SCHEMA), **own(structuredOutputMode="jsonTool"))
        request = prepare(options, "claude-opus-5-5")
        assert "format" in request.body["output_config"]
        assert "rejects forced tool use" in details(request)[0]

    def test_a_schema_that_would_lose_something_needs_the_tool_anyway(self, call: Call) -> None:
        schema = {"type": "object", "properties": {"a": {"type": "object"}}}
        options = call(response_format=JsonResponseFormat(schema=schema))
        assert prepare(options, "claude-opus-5-5").context.uses_json_tool

    def test_a_platform_may_not_keep_to_schemas(self, call: Call) -> None:
        options = call(response_format=JsonResponseFormat(schema=SCHEMA))
        assert prepare(options, supports_native_structured_output=False).context.uses_json_tool

    def test_a_schema_that_would_lose_something_becomes_a_tool(self, call: Call) -> None:
        open_object = {"type": "object", "properties": {"map": {"type": "object"}}, "required": ["map"]}
        assert prepare(call(response_format=JsonResponseFormat(schema=open_object))).context.uses_json_tool

    def test_json_without_a_schema_is_not_promised(self, call: Call) -> None:
        request = prepare(call(response_format=JsonResponseFormat()))
        assert "output_config" not in request.body
        assert details(request) == ["JSON response format requires a schema. The response format is ignored."]

    def test_parallel_calls_cannot_be_had_with_the_tool(self, call: Call) -> None:
        options = own(disableParallelToolUse=False)
        request = prepare(call(response_format=JsonResponseFormat(schema=SCHEMA), **options), "claude-3-haiku")
        assert request.body["tool_choice"]["disable_parallel_tool_use"] is True
        assert "single coherent JSON tool call" in details(request)[0]


class TestTools:
    def test_tools_have_options_in_either_spelling(self, call: Call) -> None:
        options = {
            "anthropic": {"defer_loading": True, "allowedCallers": ["direct"], "cacheControl": {"type": "ephemeral"}}
        }
        tool = FunctionTool(
            name="f",
            input_schema={},
            strict=True,
            input_examples=[ToolInputExample(input={"a": 1})],
            provider_options=options,
        )
        request = prepare(call(tools=[tool]))
        assert request.body["tools"] == [
            {
                "name": "f",
                "input_schema": {},
                "cache_control": {"type": "ephemeral"},
                "strict": True,
                "defer_loading": True,
                "allowed_callers": ["direct"],
                "input_examples": [{"a": 1}],
            }
        ]
        assert request.betas == ["structured-outputs-2025-11-13", "advanced-tool-use-2025-11-20"]

    def test_strict_is_left_out_where_it_is_not_known(self, call: Call) -> None:
        tool = FunctionTool(name="f", input_schema={}, strict=True)
        request = prepare(call(tools=[tool]), "claude-3-haiku")
        assert "strict" not in request.body["tools"][0]
        assert "strict mode is not supported" in details(request)[0]

    @pytest.mark.parametrize("choice", [ToolChoice(type="required"), ToolChoice(type="tool", tool_name="time")])
    def test_models_that_cannot_be_forced_may_choose(self, call: Call, choice: ToolChoice) -> None:
        request = prepare(call(tools=[WEATHER, TIME], tool_choice=choice), "claude-opus-5-5")
        assert request.body["tool_choice"] == {"type": "auto"}
        names = [tool["name"] for tool in request.body["tools"]]
        assert names == (["time"] if choice.type == "tool" else ["weather", "time"])
        assert [warning.feature for warning in request.warnings] == ["toolChoice"]

    @pytest.mark.parametrize(
        ("choice", "sent"),
        [
            (ToolChoice(type="auto"), {"type": "auto", "disable_parallel_tool_use": False}),
            (ToolChoice(type="required"), {"type": "any", "disable_parallel_tool_use": False}),
            (ToolChoice(type="none"), {"type": "none"}),
            (
                ToolChoice(type="tool", tool_name="time"),
                {"type": "tool", "name": "time", "disable_parallel_tool_use": False},
            ),
            (None, None),
        ],
    )
    def test_choices(self, call: Call, choice: ToolChoice | None, sent: Any) -> None:
        options = call(tools=[WEATHER], tool_choice=choice, **own(disableParallelToolUse=False))
        assert prepare(options).body.get("tool_choice") == sent

    def test_a_choice_without_tools_means_nothing(self, call: Call) -> None:
        body = prepare(call(tools=[], tool_choice=ToolChoice(type="required"))).body
        assert not {"tools", "tool_choice"} & body.keys()

    def test_tools_of_other_providers_are_left_out(self, call: Call) -> None:
        request = prepare(call(tools=[ProviderTool(id="openai.web_search", name="w", args={})]))
        assert request.body["tools"] == []
        assert [warning.feature for warning in request.warnings] == ["provider-defined tool openai.web_search"]

    @pytest.mark.parametrize(
        ("tool_id", "args"),
        [
            ("anthropic.web_search_20250305", {"maxUses": "x"}),
            ("anthropic.advisor_20260301", {"model": "m", "maxTokens": 10}),
            ("anthropic.computer_toolset_20260801", {"configs": {"fly": {}}}),
        ],
    )
    def test_wrong_settings_of_tools_are_refused(self, call: Call, tool_id: str, args: Any) -> None:
        with pytest.raises(TypeValidationError):
            prepare(call(tools=[ProviderTool(id=tool_id, name="t", args=args)]))


class TestInlineTools:
    @staticmethod
    def prompt(tool: Any) -> list[Any]:
        change = {"type": "tool_addition", "tool": tool}
        return [
            UserMessage(content=[TextPart(text="Hello")]),
            SystemMessage(content="", provider_options={"anthropic": {"toolChanges": [change]}}),
        ]

    tool: Any = {"type": "function", "name": "late", "inputSchema": {"type": "object"}}  # noqa: RUF012

    def test_the_prompt_may_add_tools(self, call: Call) -> None:
        request = prepare(call(prompt=[SystemMessage(content="S"), *self.prompt(self.tool)]))
        assert request.body["messages"][1] == {
            "role": "system",
            "content": [
                {
                    "type": "tool_addition",
                    "tool": {
                        "type": "tool_definition",
                        "definition": {"name": "late", "input_schema": {"type": "object"}},
                    },
                }
            ],
        }
        assert "inline-tools-2026-09-15" in request.betas

    def test_choices_count_for_them_without_tools(self, call: Call) -> None:
        options = call(
            prompt=[SystemMessage(content="S"), *self.prompt(self.tool)], tool_choice=ToolChoice(type="required")
        )
        body = prepare(options).body
        assert (body["tool_choice"], "tools" in body) == ({"type": "any"}, False)

    def test_they_must_not_stand_against_the_choice(self, call: Call) -> None:
        options = call(
            prompt=[SystemMessage(content="S"), *self.prompt(self.tool)],
            tools=[TIME],
            tool_choice=ToolChoice(type="tool", tool_name="time"),
        )
        with pytest.raises(InvalidArgumentError, match="Inline tool 'late' conflicts with named tool choice 'time'"):
            prepare(options, "claude-opus-5-5")

    def test_computers_cannot_be_added(self, call: Call) -> None:
        computer = {"type": "provider", "id": "anthropic.computer_20251124", "name": "computer", "args": {}}
        request = prepare(call(prompt=[SystemMessage(content="S"), *self.prompt(computer)]))
        assert [message["role"] for message in request.body["messages"]] == ["user"]
        assert "cannot be added by value" in request.warnings[0].message
