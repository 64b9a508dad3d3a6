"""Structured output, tool calls and embeddings from a server that we did not write. Its grammars follow the schema that
we send, so even a model of noise answers with an instance of it; what the instance says is chance."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from ai_sdk_core import Output, PrepareStepOptions, PrepareStepResult, generate_text, is_step_count, stream_text, tool
from ai_sdk_core.provider import EmbeddingModelCallOptions
from ai_sdk_openai_compatible import OpenAICompatibleProvider
from pydantic import BaseModel, ConfigDict, Field

City = Literal["Lima", "Oslo"]
Tag = Annotated[str, Field(pattern="^[a-z]{1,8}$")]


class Trip(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    city: City
    days: int
    by_train: bool
    tags: Annotated[list[Tag], Field(min_length=1, max_length=3)]


async def test_an_object_is_an_instance_of_its_model(provider: OpenAICompatibleProvider) -> None:
    result = await generate_text(model=provider("tiny-chat"), prompt="A trip.", output=Output.object(Trip))
    assert isinstance(result.output, Trip)
    assert result.finish_reason == "stop"
    assert not result.warnings


async def test_a_streamed_object_grows_into_an_instance(provider: OpenAICompatibleProvider) -> None:
    async with stream_text(model=provider("tiny-chat"), prompt="A trip.", output=Output.object(Trip)) as stream:
        fields = [list(partial) async for partial in stream.partial_output_stream]
        result = await stream
    assert isinstance(result.output, Trip)
    assert fields == sorted(fields, key=len)
    assert fields[0] == []
    assert fields[-1] == ["city", "days", "by_train", "tags"]


async def test_the_elements_of_a_list_are_instances(provider: OpenAICompatibleProvider) -> None:
    output = Output.array(Trip, min_items=2, max_items=3)
    result = await generate_text(model=provider("tiny-chat"), prompt="Trips.", output=output)
    assert 2 <= len(result.output) <= 3
    assert all(isinstance(trip, Trip) for trip in result.output)
    async with stream_text(model=provider("tiny-chat"), prompt="Trips.", output=output) as stream:
        elements = [trip async for trip in stream.element_stream]
        assert elements == (await stream).output


async def test_a_choice_is_one_of_the_options(provider: OpenAICompatibleProvider) -> None:
    result = await generate_text(
        model=provider("tiny-chat"), prompt="Where to?", output=Output.choice(["Lima", "Oslo"])
    )
    assert result.output in ("Lima", "Oslo")


BOOK = {"type": "tool", "tool_name": "book"}


@tool
async def book(city: City, tags: Annotated[list[Tag], Field(max_length=3)]) -> dict[str, Any]:
    """Book a trip."""
    return {"booked": city, "for": tags}


def call_once(step: PrepareStepOptions) -> PrepareStepResult:
    """The first step has to call the tool, the second one has to answer."""
    return {"tool_choice": BOOK if step.step_number == 0 else "none"}


async def test_a_tool_call_is_executed_and_its_result_sent_back(provider: OpenAICompatibleProvider) -> None:
    result = await generate_text(
        model=provider("tiny-chat"),
        prompt="A trip.",
        tools={"book": book},
        prepare_step=call_once,
        stop_when=is_step_count(2),
        max_output_tokens=200,
    )
    [call], [booking] = result.tool_calls, result.tool_results
    assert [step.finish_reason for step in result.steps] == ["tool-calls", "length"]
    assert call.tool_name == "book"
    assert booking.output == {"booked": call.input["city"], "for": call.input["tags"]}
    assert len(result.text) == 200


async def test_a_streamed_tool_call_is_assembled_from_deltas_that_repeat_its_name(
    provider: OpenAICompatibleProvider,
) -> None:
    """This server sends id and name again with each piece of the arguments."""
    async with stream_text(
        model=provider("tiny-chat"),
        prompt="A trip.",
        tools={"book": book},
        prepare_step=call_once,
        stop_when=is_step_count(2),
        max_output_tokens=200,
    ) as stream:
        kinds = [part.type async for part in stream.stream]
        result = await stream
    [call], [booking] = result.tool_calls, result.tool_results
    assert [kinds.count(kind) for kind in ("tool-input-start", "tool-input-end", "tool-call")] == [1, 1, 1]
    assert kinds.count("tool-input-delta") > 1
    assert booking.output == {"booked": call.input["city"], "for": call.input["tags"]}
    assert [step.finish_reason for step in result.steps] == ["tool-calls", "length"]


async def test_embeddings_come_in_the_order_of_their_texts(provider: OpenAICompatibleProvider) -> None:
    model = provider.embedding_model("tiny-embedding")
    both = await model.do_embed(EmbeddingModelCallOptions(values=["one", "another"]))
    second = await model.do_embed(EmbeddingModelCallOptions(values=["another"]))
    assert [len(embedding) for embedding in both.embeddings] == [64, 64]
    assert list(both.embeddings[1]) == pytest.approx(list(second.embeddings[0]), rel=1e-3, abs=1e-3)
    assert list(both.embeddings[0]) != pytest.approx(list(both.embeddings[1]), rel=1e-3, abs=1e-3)
    assert both.usage is not None
    assert second.usage is not None
    assert both.usage.tokens > second.usage.tokens
