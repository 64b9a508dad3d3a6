"""Call settings, tools, tool choice and tool outputs as models receive them; error objects of streams."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import math
from typing import Any

import pytest
from ai_sdk_core._prompt.call_settings import CallSettings, prepare_call_settings
from ai_sdk_core._prompt.messages import ContentOutput
from ai_sdk_core._prompt.prepare_tools import prepare_tool_choice, prepare_tools
from ai_sdk_core._prompt.stream_errors import normalize_stream_error
from ai_sdk_core._prompt.tool_output import create_tool_model_output, to_json_value
from ai_sdk_core._tools import Tool, ToolDescriptionOptions, ToolModelOutputOptions
from ai_sdk_core.errors import (
    APICallError,
    InvalidArgumentError,
    InvalidPromptError,
    SerializationError,
    StreamProviderError,
)
from ai_sdk_core.provider.language_model.prompt import (
    ErrorJsonOutput,
    ErrorTextOutput,
    JsonOutput,
    TextOutput,
    TextPart,
)
from ai_sdk_core.provider.language_model.tools import FunctionTool, ProviderTool, ToolChoice, ToolInputExample
from ai_sdk_core.provider_utils.schema import as_schema, json_schema
from pydantic import BaseModel, Field

SCHEMA = json_schema({"type": "object"})


class TestCallSettings:
    def test_settings_are_taken_over(self) -> None:
        settings = prepare_call_settings(max_output_tokens=1, temperature=0.5, stop_sequences=("a",), reasoning="low")
        assert settings == CallSettings(max_output_tokens=1, temperature=0.5, stop_sequences=["a"], reasoning="low")

    def test_every_setting_arrives(self) -> None:
        given: dict[str, Any] = {field.name: 1 for field in dataclasses.fields(CallSettings)} | {
            "stop_sequences": ["a"]
        }
        assert dataclasses.asdict(prepare_call_settings(**given)) == given

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            ({"max_output_tokens": 0}, "max_output_tokens must be >= 1"),
            ({"max_output_tokens": 1.5}, "max_output_tokens must be an integer"),
            ({"max_output_tokens": "1"}, "max_output_tokens must be an integer"),
            ({"max_output_tokens": True}, "max_output_tokens must be an integer"),
            ({"seed": math.nan}, "seed must be an integer"),
            ({"seed": 0.5}, "seed must be an integer"),
        ],
    )
    def test_wrong_settings_are_refused(self, settings: dict[str, Any], message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            prepare_call_settings(**settings)

    def test_a_float_without_fraction_is_a_whole_number(self) -> None:
        assert prepare_call_settings(max_output_tokens=10.0).max_output_tokens == 10  # type: ignore[arg-type]


class TestTools:
    async def test_no_tools(self) -> None:
        assert await prepare_tools(None) is None
        assert await prepare_tools({}) is None

    async def test_everything_that_the_model_should_know(self) -> None:
        weather = Tool[Any, Any](
            description="The weather.",
            input_schema=json_schema({"type": "object", "properties": {}}),
            strict=True,
            input_examples=[ToolInputExample(input={"city": "Graz"})],
            provider_options={"p": {"a": 1}},
        )
        assert await prepare_tools({"weather": weather}) == [
            FunctionTool(
                name="weather",
                description="The weather.",
                input_schema={"type": "object", "properties": {}},
                strict=True,
                input_examples=[ToolInputExample(input={"city": "Graz"})],
                provider_options={"p": {"a": 1}},
            )
        ]

    async def test_tools_of_providers(self) -> None:
        search = Tool[Any, Any](type="provider", id="openai.web_search", args={"size": 1}, input_schema=SCHEMA)
        assert await prepare_tools({"search": search}) == [
            ProviderTool(id="openai.web_search", name="search", args={"size": 1})
        ]

    async def test_a_description_may_depend_on_the_tools_context(self) -> None:
        def describe(options: ToolDescriptionOptions[Any]) -> str:
            return f"For {options.context}."

        tools = {"a": Tool[Any, Any](description=describe, input_schema=SCHEMA)}
        prepared = await prepare_tools(tools, tools_context={"a": "Ann", "b": "Bob"})
        assert prepared == [FunctionTool(name="a", description="For Ann.", input_schema={"type": "object"})]

    async def test_named_tools_come_first_and_the_others_by_name(self) -> None:
        tools = {name: Tool[Any, Any](input_schema=SCHEMA) for name in "dacb"}
        prepared = await prepare_tools(tools, tool_order=["c", "x", "a", "c"])
        assert prepared is not None
        assert [tool.name for tool in prepared] == ["c", "a", "b", "d"]
        prepared = await prepare_tools(tools)
        assert prepared is not None
        assert [tool.name for tool in prepared] == ["d", "a", "c", "b"]


class TestToolChoice:
    @pytest.mark.parametrize(
        ("choice", "expected"),
        [
            (None, ToolChoice(type="auto")),
            ("auto", ToolChoice(type="auto")),
            ("none", ToolChoice(type="none")),
            ("required", ToolChoice(type="required")),
            ({"type": "required"}, ToolChoice(type="required")),
            ({"type": "tool", "tool_name": "t"}, ToolChoice(type="tool", tool_name="t")),
            ({"type": "tool", "toolName": "t"}, ToolChoice(type="tool", tool_name="t")),
            (ToolChoice(type="tool", tool_name="t"), ToolChoice(type="tool", tool_name="t")),
        ],
    )
    def test_every_form(self, choice: Any, expected: ToolChoice) -> None:
        assert prepare_tool_choice(choice) == expected

    @pytest.mark.parametrize("choice", ["weather", {"type": "tool"}, 3])
    def test_wrong_choices_are_refused(self, choice: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="tool_choice must be"):
            prepare_tool_choice(choice)


class Unit(enum.Enum):
    CELSIUS = "C"


class Weather(BaseModel):
    degrees: float
    unit: Unit = Field(default=Unit.CELSIUS, alias="tempUnit")


@dataclasses.dataclass
class Day:
    date: datetime.date
    weather: Weather


async def output_of(output: Any, *, error_mode: Any = "none", tool: Tool[Any, Any] | None = None) -> Any:
    return await create_tool_model_output(
        tool_call_id="c1", input={"a": 1}, output=output, tool=tool, error_mode=error_mode
    )


class TestToolOutput:
    async def test_text_stays_text_and_all_else_becomes_json(self) -> None:
        assert await output_of("a") == TextOutput(value="a")
        assert await output_of(None) == JsonOutput(value=None)
        day = Day(datetime.date(2025, 1, 2), Weather(degrees=1.5))
        assert await output_of((day, {1}, b"hi", math.nan)) == JsonOutput(
            value=[{"date": "2025-01-02", "weather": {"degrees": 1.5, "tempUnit": "C"}}, [1], "aGk=", None]
        )

    async def test_the_output_is_a_copy(self) -> None:
        """A tool may go on changing what it returned."""
        rows = [{"a": 1}]
        output = await output_of(rows)
        rows[0]["a"] = 2
        assert output == JsonOutput(value=[{"a": 1}])

    async def test_what_json_cannot_express_is_an_error_of_ours(self) -> None:
        with pytest.raises(SerializationError, match="Failed to serialize value"):
            await output_of(object())
        cycle: list[Any] = []
        cycle.append(cycle)
        with pytest.raises(SerializationError):
            to_json_value(cycle)

    async def test_errors(self) -> None:
        assert await output_of(ValueError("no such city"), error_mode="text") == ErrorTextOutput(
            value="ValueError: no such city"
        )
        assert await output_of({"code": 1}, error_mode="json") == ErrorJsonOutput(value={"code": 1})
        assert await output_of(ValueError("a"), error_mode="json") == ErrorJsonOutput(value="ValueError: a")

    async def test_the_tool_may_decide(self) -> None:
        """`to_model_output` may be sync or async, and may return a dict; errors do not pass through it."""
        seen: list[Any] = []

        async def show(output: Any, options: ToolModelOutputOptions[Any]) -> Any:
            seen.append((output, options.tool_call_id, options.input))
            return {"type": "content", "value": [{"type": "text", "text": "hi"}]}

        tool = Tool[Any, Any](input_schema=SCHEMA, to_model_output=show)
        assert await output_of(3, tool=tool) == ContentOutput(value=[TextPart(text="hi")])
        assert seen == [(3, "c1", {"a": 1})]
        assert await output_of("e", tool=tool, error_mode="text") == ErrorTextOutput(value="e")
        short = Tool[Any, Any](input_schema=SCHEMA, to_model_output=lambda output: TextOutput(value=f"{output}!"))
        assert await output_of(3, tool=short) == TextOutput(value="3!")

    async def test_a_wrong_decision_is_refused(self) -> None:
        tool = Tool[Any, Any](input_schema=SCHEMA, to_model_output=lambda output: output)
        with pytest.raises(InvalidPromptError, match="output: expected an object, got 3"):
            await output_of(3, tool=tool)

    async def test_schemas_of_types_are_sent_as_json_schema(self) -> None:
        prepared = await prepare_tools({"a": Tool[Any, Any](input_schema=as_schema(Weather))})
        assert prepared is not None
        assert isinstance(prepared[0], FunctionTool)
        assert prepared[0].input_schema["properties"]["degrees"]["type"] == "number"


class TestStreamErrors:
    @pytest.mark.parametrize(
        ("error", "expected"),
        [
            ({"message": "m"}, (None, None, None, False)),
            ({"error": {"message": "m", "type": "t", "code": "c"}}, ("t", "c", None, False)),
            (
                {"type": "response.failed", "response": {"error": {"message": "m", "code": 429}}},
                ("response.failed", 429, 429, True),
            ),
            ({"error": {"message": "m"}, "type": "error", "status": "503"}, ("error", None, 503, True)),
            ({"message": "m", "statusCode": 400, "is_retryable": True}, (None, None, 400, True)),
            ({"message": "m", "statusCode": 200, "code": True}, (None, None, None, False)),
            ({"message": " Overloaded "}, (None, None, 503, True)),
            ({"message": "Internal server error", "statusCode": 418}, (None, None, 418, True)),
            ({"message": "overloaded", "isRetryable": False}, (None, None, 503, False)),
        ],
    )
    def test_error_objects_become_exceptions(self, error: Any, expected: tuple[Any, ...]) -> None:
        normal = normalize_stream_error(error)
        assert isinstance(normal, StreamProviderError)
        assert (normal.type, normal.code, normal.status_code, normal.is_retryable) == expected
        assert normal.data is error

    @pytest.mark.parametrize("error", ["m", None, {}, {"error": {"code": 1}}, {"message": 1}, ValueError("m")])
    def test_everything_else_stays_as_it_is(self, error: Any) -> None:
        assert normalize_stream_error(error) is error

    def test_our_own_errors_stay_as_they_are(self) -> None:
        error = APICallError(message="m", url="https://e.com", request_body_values={})
        assert normalize_stream_error(error) is error
