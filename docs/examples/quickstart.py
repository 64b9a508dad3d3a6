"""What the SDK does, in one go: a streamed answer, tools in several steps, a typed structured output, and the usage.

`scripts/quickstart` runs this file. `find_model` stands for what your own program does, for example::

    from ai_sdk_openai_compatible import create_openai_compatible

    ollama = create_openai_compatible(name="ollama", base_url="http://localhost:11434/v1")
    model = ollama("llama3.2")
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from typing import Any

from ai_sdk_core import VERSION, LanguageModel, LanguageModelUsage, Output, is_step_count, stream_text, tool
from ai_sdk_core.errors import AISDKError
from model_finder import NAMES, find_model
from pydantic import BaseModel


async def stream_an_answer(model: LanguageModel) -> LanguageModelUsage:
    """Print a text while the model writes it."""
    async with stream_text(model=model, prompt="Explain in two sentences why the sky is blue.") as stream:
        async for delta in stream.text_stream:
            print(delta, end="", flush=True)
        print()
        return (await stream).usage


@tool
def get_weather(city: str) -> dict[str, object]:
    """Get the weather of today.

    Args:
        city: Name of the city.
    """
    return {"city": city, "sky": "clear", "celsius": 18}


@tool
def convert_to_fahrenheit(celsius: float) -> float:
    """Convert a temperature from Celsius to Fahrenheit.

    Args:
        celsius: Degrees Celsius.
    """
    return celsius * 9 / 5 + 32


async def use_tools(model: LanguageModel) -> LanguageModelUsage:
    """Let the model call our functions, step by step, until it can answer."""
    stream = stream_text(
        model=model,
        prompt="How is the weather in Lisbon? And please convert the temperature.",
        tools={"get_weather": get_weather, "convert_to_fahrenheit": convert_to_fahrenheit},
        stop_when=is_step_count(5),
    )
    step = 0
    async with stream:
        async for part in stream.stream:
            match part.type:
                case "start-step":
                    step += 1
                    print(f"[step {step}]")
                case "tool-call":
                    print(f"  the model calls {part.tool_name}({json.dumps(part.input)})")
                case "tool-result":
                    print(f"  {part.tool_name} gives {json.dumps(part.output)}")
                case "text-delta":
                    print(part.delta, end="", flush=True)
                case "error":
                    raise part.error if isinstance(part.error, Exception) else RuntimeError(part.error)
        print()
        return (await stream).usage


class Ingredient(BaseModel):
    """One line of a shopping list."""

    name: str
    grams: float


class Recipe(BaseModel):
    """How to cook a dish."""

    title: str
    ingredients: list[Ingredient]
    steps: list[str]


async def stream_an_object(model: LanguageModel) -> LanguageModelUsage:
    """Print how an object grows; at the end it is a validated `Recipe`."""
    stream = stream_text(model=model, prompt="A short recipe for pancakes.", output=Output.object(Recipe))
    shown = ""
    async with stream:
        async for partial in stream.partial_output_stream:
            line = describe(partial)
            if line != shown:
                print(line)
                shown = line
        result = await stream
    recipe: Recipe = result.output
    print(f"\nIt is complete and valid: {recipe!r}")
    return result.usage


def describe(partial: dict[str, Any]) -> str:
    """Say how far a recipe has come; any of its parts may still be missing."""
    ingredients, steps = partial.get("ingredients") or [], partial.get("steps") or []
    return f"  title {partial.get('title', '')!r}, {len(ingredients)} ingredients, {len(steps)} steps"


PARTS = (
    ("A streamed answer", stream_an_answer),
    ("A tool loop", use_tools),
    ("A typed object that grows", stream_an_object),
)


async def run(provider: str | None, model: str | None) -> None:
    """Find a model and show all parts."""
    async with find_model(provider=provider, model=model) as found:
        print(f"AI SDK for Python {VERSION}\nModel: {found.description}\n")
        for title, show in PARTS:
            print(f"--- {title} ---")
            usage = await show(found.model)
            print(f"(tokens: {usage.input_tokens} in, {usage.output_tokens} out)\n")


def main() -> int:
    """Run the quickstart; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/quickstart", description="Shows the SDK at work.")
    parser.add_argument("--provider", choices=NAMES, help="instead of the first one that is found")
    parser.add_argument("--model", help="name of a model, instead of the provider's default in this example")
    arguments = parser.parse_args()
    try:
        asyncio.run(run(arguments.provider, arguments.model))
    except (AISDKError, LookupError) as error:
        sys.stdout.flush()
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    finally:
        print(HOW_TO_CHOOSE)
    return 0


HOW_TO_CHOOSE = """\
To choose another model: set a key (OPENAI_API_KEY, AI_GATEWAY_API_KEY, ...), or start Ollama, LM Studio or vLLM,
or name one: scripts/quickstart --provider ollama --model llama3.2   (all names: scripts/quickstart --help)
The code is docs/examples/quickstart.py."""


if __name__ == "__main__":
    sys.exit(main())
