"""`rerank`."""

from datetime import UTC, datetime

import pytest
from ai_sdk_core import Telemetry, rerank
from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider import ObjectDocuments, PartialResponseInfo, TextDocuments
from ai_sdk_core.testing import MockRerankingModel, reranking_result

MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


async def test_documents_come_back_in_the_order_of_their_relevance():
    answer = reranking_result((2, 0.9), (0, 0.5))
    answer.response = PartialResponseInfo(id="r1", timestamp=MOMENT, model_id="m-2", headers={"h": "1"}, body={"b": 1})
    answer.provider_metadata = {"mock": {"a": 1}}
    model = MockRerankingModel(do_rerank=answer)
    result = await rerank(model=model, documents=["a", "b", "c"], query="q", top_n=2)
    assert result.original_documents == ["a", "b", "c"]
    assert result.reranked_documents == ["c", "a"]
    assert [(ranked.original_index, ranked.score) for ranked in result.ranking] == [(2, 0.9), (0, 0.5)]
    assert (result.response.id, result.response.timestamp, result.response.model_id) == ("r1", MOMENT, "m-2")
    assert (result.response.headers, result.response.body) == ({"h": "1"}, {"b": 1})
    assert result.provider_metadata == {"mock": {"a": 1}}
    (options,) = model.do_rerank.calls
    assert options.documents == TextDocuments(values=["a", "b", "c"])
    assert (options.query, options.top_n) == ("q", 2)


async def test_documents_may_be_objects():
    model = MockRerankingModel(do_rerank=reranking_result((1, 1.0)))
    result = await rerank(model=model, documents=[{"t": 1}, {"t": 2}], query="q")
    assert result.reranked_documents == [{"t": 2}]
    assert model.do_rerank.calls[0].documents == ObjectDocuments(values=[{"t": 1}, {"t": 2}])


async def test_without_documents_the_model_is_not_called_and_the_callbacks_are_told():
    told = []
    model = MockRerankingModel()
    result = await rerank(model=model, documents=[], query="q", on_start=told.append, on_end=told.append)
    assert (result.ranking, result.original_documents) == ([], [])
    assert result.response.model_id == "mock-model-id"
    assert len(told) == 2


@pytest.mark.parametrize("index", [-1, 1, 7])
async def test_a_document_that_does_not_exist_cannot_be_ranked(index):
    model = MockRerankingModel(do_rerank=reranking_result((index, 1.0)))
    with pytest.raises(InvalidResponseDataError, match=f"Invalid ranking index {index}. Expected an integer between 0"):
        await rerank(model=model, documents=["a"], query="q")


async def test_what_the_model_does_not_say_about_its_response_is_filled_in():
    result = await rerank(model=MockRerankingModel(do_rerank=reranking_result((0, 1.0))), documents=["a"], query="q")
    assert result.response.model_id == "mock-model-id"
    assert result.response.timestamp.tzinfo is UTC


async def test_the_runtime_context_travels_to_the_callbacks():
    seen = []
    await rerank(
        model=MockRerankingModel(do_rerank=reranking_result((0, 1.0))),
        documents=["a"],
        query="q",
        runtime_context=7,
        on_start=lambda event: seen.append(event.runtime_context),
        on_end=lambda event: seen.append(event.runtime_context),
    )
    assert seen == [7, 7]


async def test_telemetry_sees_the_model_call():
    told = []

    class Recorder(Telemetry):
        def on_rerank_start(self, event, info):
            told.append(event)

        def on_rerank_end(self, event, info):
            told.append(event)

    model = MockRerankingModel(do_rerank=reranking_result((0, 1.0)))
    await rerank(model=model, documents=["a"], query="q", telemetry={"integrations": Recorder()})
    start, end = told
    assert start.operation_id == end.operation_id == "ai.rerank.doRerank"
    assert start.documents_type == end.documents_type == "text"
    assert (start.documents, start.query, end.ranking[0].index) == (["a"], "q", 0)
