"""Rules of embedding models."""

from typing import Any

import pytest
from ai_sdk_core.errors import APICallError, InvalidArgumentError, TooManyEmbeddingValuesForCallError
from ai_sdk_core.provider import DeprecatedWarning, EmbeddingModelCallOptions, EmbeddingModelUsage
from ai_sdk_openai_compatible import OpenAICompatibleEmbeddingConfig, OpenAICompatibleEmbeddingModel

ANSWER = {
    "object": "list",
    "data": [{"index": 0, "embedding": [0.5, 1]}, {"index": 1, "embedding": [-0.5, 2.0]}],
    "usage": {"prompt_tokens": 8, "total_tokens": 8},
    "providerMetadata": {"p": {"a": 1}},
}


def options(**fields: Any) -> EmbeddingModelCallOptions:
    return EmbeddingModelCallOptions(**{"values": ["a", "b"], **fields})


async def test_vectors_come_in_the_order_of_the_values_with_all_that_is_known(wire: Any) -> None:
    wire.answer(ANSWER, headers={"x-request-id": "r"})
    result = await wire.provider().embedding_model("m").do_embed(options(headers={"x-call": "1"}))
    assert str(wire.requests[0].url) == "https://api.test/v1/embeddings"
    assert wire.requests[0].headers["x-call"] == "1"
    assert wire.json == {"model": "m", "input": ["a", "b"], "encoding_format": "float"}
    assert result.embeddings == [[0.5, 1.0], [-0.5, 2.0]]
    assert result.usage == EmbeddingModelUsage(tokens=8)
    assert result.provider_metadata == {"p": {"a": 1}}
    assert result.warnings == []
    assert result.response is not None
    assert result.response.body == ANSWER
    assert result.response.headers is not None
    assert result.response.headers["x-request-id"] == "r"


async def test_usage_and_metadata_may_be_missing(wire: Any) -> None:
    wire.answer({"data": [], "usage": None})
    result = await wire.provider().text_embedding_model("m").do_embed(options(values=[]))
    assert (result.embeddings, result.usage, result.provider_metadata) == ([], None, None)


async def test_the_option_dimensions_wins_over_the_setting(wire: Any) -> None:
    model = wire.provider().embedding_model("m")
    wire.answer(ANSWER)
    await model.do_embed(options(dimensions=3))
    wire.answer(ANSWER)
    await model.do_embed(options(dimensions=3, provider_options={"openaiCompatible": {"dimensions": 2, "user": "u"}}))
    first, second = (request.content for request in wire.requests)
    assert b'"dimensions":3' in first
    assert b'"dimensions":2' in second
    assert b'"user":"u"' in second


async def test_options_are_merged_and_old_names_give_warnings(wire: Any) -> None:
    wire.answer(ANSWER)
    result = (
        await wire.provider()
        .embedding_model("m")
        .do_embed(
            options(
                provider_options={
                    "openai-compatible": {"dimensions": 1, "user": "1"},
                    "openaiCompatible": {"dimensions": 2},
                    "test-provider": {"dimensions": 3},
                }
            )
        )
    )
    assert (wire.json["dimensions"], wire.json["user"]) == (3, "1")
    assert result.warnings == [
        DeprecatedWarning(setting="providerOptions key 'openai-compatible'", message="Use 'openaiCompatible' instead."),
        DeprecatedWarning(setting="providerOptions key 'test-provider'", message="Use 'testProvider' instead."),
    ]


async def test_options_are_strict(wire: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="invalid openaiCompatible provider options"):
        await (
            wire.provider()
            .embedding_model("m")
            .do_embed(options(provider_options={"openaiCompatible": {"dimensions": "2"}}))
        )


def test_limits_have_defaults_that_a_provider_can_change() -> None:
    config = OpenAICompatibleEmbeddingConfig(provider="p.embedding", url=lambda *, path, model_id: path)
    model = OpenAICompatibleEmbeddingModel("m", config)
    assert (model.max_embeddings_per_call, model.supports_parallel_calls) == (2048, True)
    config.max_embeddings_per_call, config.supports_parallel_calls = 1, False
    assert (model.max_embeddings_per_call, model.supports_parallel_calls) == (1, False)


async def test_too_many_values_are_refused_before_anything_is_sent() -> None:
    config = OpenAICompatibleEmbeddingConfig(
        provider="p.embedding", url=lambda *, path, model_id: path, max_embeddings_per_call=1
    )
    with pytest.raises(TooManyEmbeddingValuesForCallError):
        await OpenAICompatibleEmbeddingModel("m", config).do_embed(options())


@pytest.mark.parametrize("body", [{}, {"data": [{}]}, {"data": [{"embedding": ["1"]}]}])
async def test_an_answer_of_another_shape_is_an_error(wire: Any, body: Any) -> None:
    wire.answer(body)
    with pytest.raises(APICallError, match="Invalid JSON response"):
        await wire.provider().embedding_model("m").do_embed(options())
