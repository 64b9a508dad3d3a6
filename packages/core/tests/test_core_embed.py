"""`embed` and `cosine_similarity`."""

import math
from array import array

import pytest
from ai_sdk_core import Telemetry, cosine_similarity, embed
from ai_sdk_core.errors import InvalidArgumentError, InvalidResponseDataError
from ai_sdk_core.provider import EmbeddingModelResult, PartialResponseInfo
from ai_sdk_core.testing import MockEmbeddingModel, embedding_result


async def test_a_text_becomes_a_vector():
    answer = embedding_result([0.5, 1.0], tokens=3)
    answer.provider_metadata = {"mock": {"a": 1}}
    answer.response = PartialResponseInfo(headers={"h": "1"})
    model = MockEmbeddingModel(do_embed=answer)
    result = await embed(model=model, value="hello", dimensions=2)
    assert (result.value, result.embedding, result.usage.tokens) == ("hello", [0.5, 1.0], 3)
    assert result.provider_metadata == {"mock": {"a": 1}}
    assert result.response is answer.response
    assert model.do_embed.calls[0].values == ["hello"]
    assert model.do_embed.calls[0].dimensions == 2


async def test_a_compact_vector_stays_as_it_is():
    vector = array("f", [1, 2])
    result = await embed(model=MockEmbeddingModel(do_embed=embedding_result(vector)), value="x")
    assert result.embedding is vector


async def test_usage_that_is_not_known_is_none():
    model = MockEmbeddingModel(do_embed=EmbeddingModelResult(embeddings=[[1.0]]))
    assert (await embed(model=model, value="x")).usage.tokens is None


@pytest.mark.parametrize("dimensions", [0, -1, 1.5, "3", True])
async def test_an_impossible_number_of_dimensions_is_refused(dimensions):
    with pytest.raises(InvalidArgumentError) as raised:
        await embed(model=MockEmbeddingModel(), value="x", dimensions=dimensions)
    assert raised.value.parameter == "dimensions"


async def test_an_answer_without_a_vector_is_an_error():
    with pytest.raises(InvalidResponseDataError, match="No embedding generated"):
        await embed(model=MockEmbeddingModel(do_embed=embedding_result()), value="x")


async def test_the_runtime_context_travels_to_the_callbacks():
    seen = []
    await embed(
        model=MockEmbeddingModel(do_embed=embedding_result([1.0])),
        value="x",
        runtime_context={"user": 1},
        on_start=lambda event: seen.append(event.runtime_context),
        on_end=lambda event: seen.append((event.runtime_context, event.embedding)),
    )
    assert seen == [{"user": 1}, ({"user": 1}, [1.0])]


async def test_telemetry_sees_the_model_call():
    told = []

    class Recorder(Telemetry):
        def on_embed_start(self, event, info):
            told.append(event)

        def on_embed_end(self, event, info):
            told.append(event)

    model = MockEmbeddingModel(do_embed=embedding_result([1.0], tokens=2))
    await embed(model=model, value="x", dimensions=1, telemetry={"integrations": Recorder()})
    start, end = told
    assert start.operation_id == end.operation_id == "ai.embed.doEmbed"
    assert start.embed_call_id == end.embed_call_id != start.call_id
    assert (start.values, start.dimensions) == (["x"], 1)
    assert (end.embeddings, end.usage.tokens) == ([[1.0]], 2)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([1, 2, 3], [4, 5, 6], 0.9746318461970762),
        ([1, 0], [0, 1], 0),
        ([1, 2], [-1, -2], -1),
        ([0, 0], [1, 1], 0),
        ([], [], 0),
        (array("f", [3, 4]), [3, 4], 1),
        ((1e-10, 0), (1e-10, 0), 1),
    ],
)
def test_vectors_are_compared_by_their_direction(first, second, expected):
    assert cosine_similarity(first, second) == pytest.approx(expected)


def test_numbers_too_large_to_multiply_give_no_number():
    assert math.isnan(cosine_similarity([1.7e308], [1.7e308]))


def test_vectors_of_different_length_cannot_be_compared():
    with pytest.raises(InvalidArgumentError, match="Vectors must have the same length") as raised:
        cosine_similarity([1], [1, 2])
    assert raised.value.value == {"vector1Length": 1, "vector2Length": 2}
