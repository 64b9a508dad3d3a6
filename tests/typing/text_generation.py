"""What type checkers infer for generations; checked by mypy and pyright, never run."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypedDict, assert_type

from ai_sdk_core import (
    GenerateTextResult,
    LanguageModel,
    LanguageModelUsage,
    Output,
    StreamTextResult,
    TextStreamPart,
    generate_text,
    stream_text,
    sync,
)
from ai_sdk_core.provider import JSONValue
from pydantic import BaseModel, TypeAdapter


class Recipe(BaseModel):
    title: str


@dataclass
class Point:
    x: int


class Movie(TypedDict):
    name: str


async def an_output_has_the_type_that_was_asked_for(model: LanguageModel) -> None:
    assert_type((await generate_text(model=model, prompt="")).output, str)
    assert_type((await generate_text(model=model, prompt="", output=Output.text())).output, str)
    assert_type((await generate_text(model=model, prompt="", output=Output.object(Recipe))).output, Recipe)
    assert_type((await generate_text(model=model, prompt="", output=Output.object(Point))).output, Point)
    assert_type((await generate_text(model=model, prompt="", output=Output.object(Movie))).output, Movie)
    assert_type((await generate_text(model=model, prompt="", output=Output.array(Recipe))).output, list[Recipe])
    assert_type((await generate_text(model=model, prompt="", output=Output.array(str))).output, list[str])
    assert_type((await generate_text(model=model, prompt="", output=Output.json())).output, JSONValue)
    adapter: TypeAdapter[Recipe | Point] = TypeAdapter(Recipe | Point)
    assert_type((await generate_text(model=model, prompt="", output=Output.object(adapter))).output, Recipe | Point)
    schema: dict[str, object] = {"type": "object"}
    assert_type((await generate_text(model=model, prompt="", output=Output.object(schema))).output, Any)


async def a_choice_is_one_of_the_texts(model: LanguageModel) -> None:
    assert_type((await generate_text(model=model, prompt="", output=Output.choice(["a", "b"]))).output, str)
    moods: tuple[Literal["sunny", "rainy"], ...] = ("sunny", "rainy")
    mood = (await generate_text(model=model, prompt="", output=Output.choice(moods))).output
    assert_type(mood, Literal["sunny", "rainy"])


async def a_stream_has_typed_views(model: LanguageModel) -> None:
    async with stream_text(model=model, prompt="", output=Output.array(Recipe)) as stream:
        assert_type(stream, StreamTextResult[list[Recipe], list[Recipe], Recipe])
        assert_type(stream.stream, AsyncIterator[TextStreamPart])
        assert_type(stream.text_stream, AsyncIterator[str])
        assert_type(stream.partial_output_stream, AsyncIterator[list[Recipe]])
        assert_type(stream.element_stream, AsyncIterator[Recipe])
        assert_type(await stream, GenerateTextResult[list[Recipe]])

    async with stream_text(model=model, prompt="", output=Output.object(Recipe)) as objects:
        assert_type(objects.partial_output_stream, AsyncIterator[dict[str, Any]])
        assert_type((await objects).output, Recipe)

    async with stream_text(model=model, prompt="") as texts:
        assert_type((await texts).output, str)


async def parts_of_a_stream_are_told_apart_by_their_type(model: LanguageModel) -> None:
    async for part in stream_text(model=model, prompt="").stream:
        if part.type == "text-delta":
            assert_type(part.delta, str)
        elif part.type == "finish":
            assert_type(part.total_usage, LanguageModelUsage)


def blocking_twins_have_the_same_types(model: LanguageModel) -> None:
    assert_type(sync.generate_text(model=model, prompt="").output, str)
    assert_type(sync.generate_text(model=model, prompt="", output=Output.object(Recipe)).output, Recipe)
    with sync.stream_text(model=model, prompt="", output=Output.array(Recipe)) as stream:
        assert_type(stream.text_stream, Iterator[str])
        assert_type(stream.element_stream, Iterator[Recipe])
        assert_type(stream.result(), GenerateTextResult[list[Recipe]])


async def unknown_options_and_wrong_types_are_found(model: LanguageModel) -> None:
    await generate_text(model=model, prompt="", temperatur=0.5)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    await generate_text(model=model, prompt="", max_retries="2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    await generate_text("hello", model=model)  # type: ignore[misc]  # pyright: ignore[reportCallIssue]
    stream_text(model=model, prompt="", timeout="1s")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
