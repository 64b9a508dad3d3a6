"""What type checkers infer for tools; checked by mypy and pyright, never run."""

from collections.abc import AsyncIterable, AsyncIterator
from typing import Any, assert_type

from ai_sdk_core import LanguageModel, Tool, ToolExecutionOptions, ToolSet, dynamic_tool, generate_text, tool
from pydantic import BaseModel


class WeatherInput(BaseModel):
    city: str


@tool
def add(first: int, second: int) -> int:
    return first + second


@tool
async def get_weather(city: str, options: ToolExecutionOptions[None]) -> dict[str, float]:
    return {city: 18.0}


@tool(title="Count", needs_approval=True)
async def count(limit: int) -> AsyncIterator[int]:
    for number in range(limit):
        yield number


def look_up(weather: WeatherInput) -> float:
    return float(len(weather.city))


async def decorated_functions_can_still_be_called() -> None:
    assert_type(add(1, 2), int)
    assert_type(
        await get_weather("Oslo", options=ToolExecutionOptions(tool_call_id="1", messages=[], context=None)),
        dict[str, float],
    )
    assert_type(count(3), AsyncIterable[int])
    add("1")  # type: ignore[call-arg, arg-type]  # pyright: ignore[reportCallIssue, reportArgumentType]


def a_tool_knows_its_output() -> None:
    first: Tool[dict[str, Any], int] = add
    third: Tool[dict[str, Any], int] = count
    wrong: Tool[dict[str, Any], str] = add  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    del first, third, wrong


def a_tool_made_from_a_schema_knows_input_and_output() -> None:
    weather = tool(description="The weather", input_schema=WeatherInput, execute=look_up)
    assert_type(weather, Tool[WeatherInput, float])
    assert_type(tool(input_schema=WeatherInput), Tool[WeatherInput, Any])
    tool(input_schema=WeatherInput, execute=len)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


async def tools_of_all_kinds_make_a_tool_set(model: LanguageModel) -> None:
    tools: ToolSet = {
        "add": add,
        "get_weather": get_weather,
        "count": count,
        "look_up": tool(input_schema=WeatherInput, execute=look_up),
        "remote": dynamic_tool(input_schema={"type": "object"}, execute=lambda value: value),
    }
    await generate_text(model=model, prompt="", tools=tools)
    await generate_text(model=model, prompt="", tools={"add": add, "count": count})
