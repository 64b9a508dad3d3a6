"""What type checkers know of the functions without steps; never run."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any, assert_type

from ai_sdk_core import (
    GeneratedAudioFile,
    GeneratedFile,
    GenerateObjectResult,
    RerankResult,
    StreamedSpeech,
    embed_many,
    generate_image,
    generate_object,
    generate_speech,
    rerank,
    stream_object,
    stream_speech,
    sync,
)
from ai_sdk_core.provider import JSONValue
from pydantic import BaseModel


class City(BaseModel):
    """What is asked for."""

    name: str


async def objects() -> None:
    """Objects have the types that were asked for."""
    assert_type((await generate_object(model="m", schema=City, prompt="x")).object, City)
    assert_type((await generate_object(model="m", schema=City, output="array", prompt="x")).object, list[City])
    assert_type((await generate_object(model="m", enum=["a", "b"], output="enum", prompt="x")).object, str)
    assert_type((await generate_object(model="m", output="no-schema", prompt="x")).object, JSONValue)
    assert_type((await generate_object(model="m", schema={"type": "object"}, prompt="x")).object, Any)
    async with stream_object(model="m", schema=City, output="array", prompt="x") as stream:
        async for city in stream.element_stream:
            assert_type(city, City)
        assert_type(await stream, GenerateObjectResult[list[City]])


def blocking_objects() -> None:
    """The blocking twins keep the types."""
    assert_type(sync.generate_object(model="m", schema=City, prompt="x").object, City)
    assert_type(sync.generate_object(model="m", schema=City, output="array", prompt="x").object, list[City])
    with sync.stream_object(model="m", schema=City, output="array", prompt="x") as stream:
        assert_type(stream.element_stream, Iterator[City])
        assert_type(stream.result().object, list[City])


async def media() -> None:
    """Files, vectors and documents."""
    assert_type((await generate_image(model="m", prompt="x")).image, GeneratedFile)
    assert_type((await generate_speech(model="m", text="x")).audio, GeneratedAudioFile)
    assert_type((await embed_many(model="m", values=["a"])).as_array(), array[float])
    assert_type(await rerank(model="m", documents=["a"], query="q"), RerankResult[str])
    assert_type(await stream_speech(model="m", text="x"), StreamedSpeech)


async def wrong() -> None:
    """Misspelt options and wrong types are found."""
    await embed_many(model="m", values=["a"], max_parallel=3)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    await generate_image(model="m", prompt="x", n="2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
