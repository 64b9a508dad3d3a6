"""`embed_many`: any number of texts, spread over model calls."""

import asyncio
import sys
from array import array

import pytest
from ai_sdk_core import EmbeddingUsage, EmbedManyResult, embed_many
from ai_sdk_core._embed.batches import Limits, split_values
from ai_sdk_core.errors import (
    AbortError,
    APICallError,
    InvalidArgumentError,
    InvalidResponseDataError,
    OperationTimeoutError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import EmbeddingModelResult, OtherWarning, PartialResponseInfo
from ai_sdk_core.testing import MockEmbeddingModel, embedding_result
from hypothesis import given
from hypothesis import strategies as st


def length_model(**settings):
    """Embeds a text as its length."""

    def answer(options):
        return embedding_result(*([float(len(value))] for value in options.values), tokens=len(options.values))

    return MockEmbeddingModel(do_embed=answer, **settings)


def refused():
    return APICallError(message="no", url="https://example.com", request_body_values={}, status_code=400)


@pytest.mark.parametrize("parallel", [True, False])
async def test_texts_are_spread_over_calls_and_come_back_in_order(parallel):
    model = length_model(max_embeddings_per_call=2, supports_parallel_calls=parallel)
    result = await embed_many(model=model, values=["a", "bb", "ccc", "dddd", "eeeee"])
    assert result.embeddings == [[1.0], [2.0], [3.0], [4.0], [5.0]]
    assert result.values == ["a", "bb", "ccc", "dddd", "eeeee"]
    assert result.usage.tokens == 5
    assert [call.values for call in model.do_embed.calls] == [["a", "bb"], ["ccc", "dddd"], ["eeeee"]]
    assert result.responses == [None, None, None]


async def test_without_limits_there_is_one_call_even_for_no_text():
    model = length_model(max_embeddings_per_call=None)
    assert (await embed_many(model=model, values=[])).embeddings == []
    assert len(model.do_embed.calls) == 1


async def test_with_limits_no_text_needs_no_call():
    model = length_model(max_embeddings_per_call=3)
    result = await embed_many(model=model, values=[])
    assert (result.embeddings, result.usage.tokens, result.responses) == ([], 0, [])
    assert model.do_embed.calls == []


async def test_the_size_of_the_texts_limits_calls_too():
    model = length_model(max_embeddings_per_call=3)
    model.max_input_bytes_per_call = 5
    await embed_many(model=model, values=["aaa", "bbb", "é", "cccccccc", "d"])
    assert [call.values for call in model.do_embed.calls] == [["aaa"], ["bbb", "é"], ["cccccccc"], ["d"]]


class Crowd:
    """Counts how many calls run at the same time."""

    def __init__(self):
        self.running = self.most = 0

    async def __call__(self, options):
        self.running += 1
        self.most = max(self.most, self.running)
        for _ in range(3):
            await asyncio.sleep(0)
        self.running -= 1
        return embedding_result(*([1.0] for _ in options.values))


@pytest.mark.parametrize(
    ("parallel", "limit", "most"), [(True, None, 6), (True, 2, 2), (False, None, 1), (False, 4, 1)]
)
async def test_calls_run_together_as_far_as_model_and_caller_allow(parallel, limit, most):
    crowd = Crowd()
    model = MockEmbeddingModel(do_embed=crowd, max_embeddings_per_call=1, supports_parallel_calls=parallel)
    options = {} if limit is None else {"max_parallel_calls": limit}
    await embed_many(model=model, values=list("abcdef"), **options)
    assert crowd.most == most


@pytest.mark.parametrize("limit", [0, -1])
async def test_a_limit_that_allows_no_call_is_refused(limit):
    with pytest.raises(InvalidArgumentError) as raised:
        await embed_many(model=length_model(), values=["a"], max_parallel_calls=limit)
    assert raised.value.parameter == "max_parallel_calls"


async def test_a_single_text_is_not_taken_apart_into_letters():
    with pytest.raises(InvalidArgumentError, match="values must be a list of texts"):
        await embed_many(model=length_model(), values="abc")


async def test_metadata_and_warnings_of_all_calls_are_put_together():
    first, second = embedding_result([1.0]), embedding_result([2.0])
    first.provider_metadata = {"p": {"a": 1, "b": 1}}
    second.provider_metadata = {"p": {"b": 2}, "q": {"c": 3}}
    first.warnings, second.warnings = [OtherWarning(message="1")], [OtherWarning(message="2")]
    second.response = PartialResponseInfo(id="r2")
    model = MockEmbeddingModel(do_embed=[first, second])
    result = await embed_many(model=model, values=["a", "b"])
    assert result.provider_metadata == {"p": {"a": 1, "b": 2}, "q": {"c": 3}}
    assert [warning.message for warning in result.warnings] == ["1", "2"]
    assert result.responses == [None, second.response]
    assert first.provider_metadata == {"p": {"a": 1, "b": 1}}


async def test_usage_is_unknown_as_soon_as_one_call_does_not_say():
    model = MockEmbeddingModel(do_embed=[EmbeddingModelResult(embeddings=[[1.0]]), embedding_result([2.0])])
    assert (await embed_many(model=model, values=["a", "b"])).usage.tokens is None


async def test_the_wrong_number_of_vectors_is_an_error():
    model = MockEmbeddingModel(do_embed=embedding_result([1.0]), max_embeddings_per_call=2)
    with pytest.raises(InvalidResponseDataError, match="Expected 2 embeddings, but received 1"):
        await embed_many(model=model, values=["a", "b"])


async def test_an_error_carries_the_parts_that_were_done():
    model = MockEmbeddingModel(do_embed=[embedding_result([1.0]), refused()])
    with pytest.raises(APICallError) as raised:
        await embed_many(model=model, values=["a", "b", "c"])
    (done,) = raised.value.partial_results
    assert (done.start_index, done.values, done.embeddings, done.usage.tokens) == (0, ["a"], [[1.0]], 10)


def test_a_time_limit_and_a_signal_leave_the_parts_that_were_done(jump):
    async def answer(options):
        if options.values != ["a"]:
            await asyncio.sleep(3600)
        return embedding_result([1.0])

    async def body():
        model = MockEmbeddingModel(do_embed=answer, supports_parallel_calls=True)
        with pytest.raises(OperationTimeoutError) as raised:
            await embed_many(model=model, values=["a", "b", "c"], timeout=10)
        assert [part.values for part in raised.value.partial_results] == [["a"]]
        assert asyncio.all_tasks() == {asyncio.current_task()}

    jump(body())


async def test_a_failure_stops_the_other_calls():
    started = []

    async def answer(options):
        started.append(options.values[0])
        if options.values == ["b"]:
            raise refused()
        await asyncio.get_running_loop().create_future()

    model = MockEmbeddingModel(do_embed=answer, supports_parallel_calls=True)
    with pytest.raises(APICallError):
        await embed_many(model=model, values=["a", "b", "c"], max_parallel_calls=2)
    assert started == ["a", "b"]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_progress_is_told_after_each_call():
    told = []
    model = length_model(max_embeddings_per_call=2)
    await embed_many(model=model, values=list("abcde"), on_progress=told.append)
    assert [(event.completed_values, event.completed_calls) for event in told] == [(2, 1), (4, 2), (5, 3)]
    assert {(event.total_values, event.total_calls) for event in told} == {(5, 3)}


async def test_a_callback_may_abort():
    from ai_sdk_core import AbortController

    controller = AbortController()
    model = length_model(max_embeddings_per_call=1)
    with pytest.raises(AbortError) as raised:
        await embed_many(
            model=model,
            values=["a", "b"],
            abort_signal=controller.signal,
            on_progress=lambda event: controller.abort(),
        )
    assert len(raised.value.partial_results) == 1
    assert len(model.do_embed.calls) == 1


class SplittingModel(MockEmbeddingModel):
    async def split_provider_options(self, provider_options, values, start_index, end_index):
        return {"mock": {"titles": provider_options["mock"]["titles"][start_index:end_index]}}


async def test_options_of_single_values_go_with_their_values():
    model = SplittingModel(
        do_embed=lambda options: embedding_result(*([0.0] for _ in options.values)), max_embeddings_per_call=2
    )
    await embed_many(model=model, values=["a", "b", "c"], provider_options={"mock": {"titles": ["A", "B", "C"]}})
    titles = [call.provider_options["mock"]["titles"] for call in model.do_embed.calls]
    assert titles == [["A", "B"], ["C"]]


@given(
    st.lists(st.text(max_size=12), max_size=30),
    st.none() | st.integers(1, 5),
    st.none() | st.integers(1, 20),
)
def test_every_text_is_in_exactly_one_batch_within_the_limits(values, most_values, most_bytes):
    batches = split_values(values, Limits(values=most_values, input_bytes=most_bytes))
    assert [value for batch in batches for value in batch] == values
    for batch in batches:
        assert most_values is None or len(batch) <= most_values
        size = sum(len(value.encode()) for value in batch)
        assert most_bytes is None or size <= most_bytes or len(batch) == 1


@pytest.mark.parametrize("limits", [Limits(values=0), Limits(input_bytes=0), Limits(values=-1)])
def test_a_model_that_allows_nothing_is_an_error(limits):
    with pytest.raises(InvalidArgumentError, match="must be greater than 0"):
        split_values(["a"], limits)


# --- Compact vectors ---


def result_of(*embeddings):
    return EmbedManyResult(
        values=["x"] * len(embeddings), embeddings=embeddings, usage=EmbeddingUsage(tokens=1), warnings=[]
    )


@pytest.mark.parametrize(
    "make", [list, lambda numbers: array("f", numbers), lambda numbers: array("d", numbers), tuple]
)
def test_vectors_in_one_buffer(make):
    numbers = result_of(make([1, 2]), make([3, 4.5])).as_array()
    assert numbers == array("f", [1, 2, 3, 4.5])
    assert memoryview(numbers).nbytes == 16


def test_vectors_of_different_length_do_not_fit_into_one_buffer():
    with pytest.raises(InvalidResponseDataError, match="differ in length"):
        result_of([1], [1, 2]).as_array()


def test_vectors_as_a_numpy_array():
    numpy = pytest.importorskip("numpy")
    matrix = result_of([1, 2], array("f", [3, 4]), [5, 6]).as_numpy()
    assert matrix.dtype == numpy.float32
    assert matrix.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert result_of().as_numpy().shape == (0, 0)


def test_without_numpy_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(UnsupportedFunctionalityError, match="pip install numpy"):
        result_of([1]).as_numpy()
