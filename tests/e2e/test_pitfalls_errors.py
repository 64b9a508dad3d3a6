"""Bad input and bad servers: each ends in an error that says what to do, and nothing else is lost.

`docs/pitfalls.md` says which complaint each test keeps away.
"""

import asyncio
import pickle

import pytest
from ai_sdk_core import Output, generate_text, is_step_count, stream_text, tool
from ai_sdk_core.errors import (
    AISDKError,
    APICallError,
    DownloadError,
    InvalidArgumentError,
    LoadAPIKeyError,
    NoObjectGeneratedError,
    NoOutputGeneratedError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider_utils import load_api_key
from ai_sdk_openai_compatible import create_openai_compatible
from ai_sdk_test_server import Cut, Delivery, ErrorReply, RawReply, Reply, TestServer, ToolCall
from pydantic import BaseModel

SECRET = "sk-1234567890-of-a-user"


class Recipe(BaseModel):
    name: str


@tool
async def weather(city: str) -> str:
    """Look up the weather."""
    await asyncio.sleep(0)
    return f"sunny in {city}"


async def by_stream(**options):
    """Read the text, as most programs do."""
    async with stream_text(**options) as stream:
        async for _ in stream.text_stream:
            pass
        return await stream


both = pytest.mark.parametrize("generate", [generate_text, by_stream], ids=["generate_text", "stream_text"])


@pytest.fixture
def server(ai_test_server):
    return ai_test_server


def model_at(server, **settings):
    return create_openai_compatible(name="here", base_url=server.base_url, **settings)("any")


CALLS_WEATHER = Reply(tool_calls=[ToolCall(name="weather", arguments={"city": "Oslo"})])


@both
async def test_a_wrong_key_is_named_and_stays_secret(generate):
    with TestServer(api_key="the right one") as server, pytest.raises(APICallError) as raised:
        await generate(model=model_at(server, api_key=SECRET), prompt="Hi")
    error = raised.value
    assert (error.status_code, error.is_retryable) == (401, False)
    assert "api key" in str(error).lower()
    shown = f"{error} {error!r} {vars(error)} {pickle.loads(pickle.dumps(error))!r}"
    assert SECRET not in shown


async def test_providers_and_models_do_not_show_their_keys(server):
    provider = create_openai_compatible(
        name="here", base_url=server.base_url, api_key=SECRET, headers={"x-key": SECRET}
    )
    model = provider("any")
    assert SECRET not in f"{provider!r} {provider} {model!r} {model}"
    result = await generate_text(model=model, prompt="Hi", include={"request_body": True, "request_messages": True})
    assert SECRET not in repr(result)


@both
async def test_an_unknown_model_is_named(generate, server):
    server.script(ErrorReply(status=404, message="The model `any` does not exist", code="model_not_found"))
    with pytest.raises(APICallError, match="`any` does not exist") as raised:
        await generate(model=model_at(server), prompt="Hi")
    assert (raised.value.status_code, raised.value.is_retryable) == (404, False)
    assert len(server.requests) == 1


@both
async def test_a_rate_limit_that_passes_is_not_seen(generate, server):
    server.script(ErrorReply(status=429, retry_after=0), Reply(text="Hello"))
    assert (await generate(model=model_at(server), prompt="Hi")).text == "Hello"


@both
async def test_a_rate_limit_without_a_time_is_an_error_that_may_be_retried(generate, server):
    server.script(ErrorReply(status=429, message="slow down"))
    with pytest.raises(APICallError, match="slow down") as raised:
        await generate(model=model_at(server), prompt="Hi", max_retries=0)
    assert raised.value.is_retryable


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"", b'{"choices": [', b"{}", b"null"])
async def test_an_answer_that_is_no_answer_shows_what_came(server, body):
    server.script(RawReply(chunks=body, content_type="text/html"))
    with pytest.raises(APICallError) as raised:
        await generate_text(model=model_at(server), prompt="Hi", max_retries=0)
    assert raised.value.status_code == 200
    assert raised.value.response_body == body.decode()


@pytest.mark.parametrize(
    "body", [b"", b": ping\n\n", b"<html>Sign in</html>", b'{"error": "quota"}'], ids=["empty", "ping", "html", "json"]
)
async def test_a_200_that_is_no_stream_is_an_error_that_shows_it(server, body):
    """A proxy that answers with anything must not look like a model with nothing to say."""
    server.script(RawReply(chunks=body, content_type="text/html"))
    with pytest.raises(APICallError, match="text/html") as raised:
        await by_stream(model=model_at(server), prompt="Hi")
    assert body.decode().strip() in str(raised.value)


@pytest.mark.parametrize("garbage", [b"data: {oops\n\n", b"data: [1, 2]\n\n", b"data: \xff\xfe\n\n"])
async def test_a_chunk_that_cannot_be_read_is_an_error_after_the_text_before_it(server, garbage):
    server.script(Reply(text="Hello world", delivery=Delivery(inserts={2: garbage})))
    async with stream_text(model=model_at(server), prompt="Hi") as stream:
        errors = [part.error async for part in stream.stream if part.type == "error"]
        received = [part.delta async for part in stream.stream if part.type == "text-delta"]
    assert received[0] == "Hello"
    assert len(errors) == 1
    assert isinstance(errors[0], AISDKError)


@pytest.mark.parametrize("how", ["close", "reset", "end"])
async def test_a_cut_stream_is_an_error_and_no_short_answer(server, how):
    server.script(Reply(text="one two three", delivery=Delivery(cut=Cut(after_chunks=2, how=how))))
    async with stream_text(model=model_at(server), prompt="Hi") as stream:
        deltas = stream.text_stream
        assert await anext(deltas) == "one"
        with pytest.raises(AISDKError):
            async for _ in deltas:
                pass


@both
async def test_a_server_that_is_not_there_says_where_it_was_looked_for(generate):
    with TestServer() as server:
        url = server.base_url
    gone = create_openai_compatible(name="here", base_url=url)("any")
    with pytest.raises(APICallError, match="Cannot connect to API") as raised:
        await generate(model=gone, prompt="Hi", max_retries=0)
    assert raised.value.url.startswith(url)
    assert raised.value.is_retryable


@both
@pytest.mark.parametrize("then", ["refused", "cut"])
async def test_finished_steps_are_on_the_error_of_a_later_one(generate, server, then):
    last = (
        ErrorReply(status=400, message="too long")
        if then == "refused"
        else Reply(text="It is", delivery=Delivery(cut=Cut(after_chunks=0, how="close")))
    )
    server.script(CALLS_WEATHER, last)
    with pytest.raises(APICallError) as raised:
        await generate(
            model=model_at(server), prompt="x", tools={"weather": weather}, stop_when=is_step_count(3), max_retries=0
        )
    assert [step.tool_results[0].output for step in raised.value.partial_results] == ["sunny in Oslo"]


@both
async def test_a_tool_that_raises_is_told_to_the_model_in_its_own_words(generate, server):
    @tool
    def broken(city: str) -> str:
        """Never works."""
        raise LookupError(f"no weather station in {city}")

    server.script(Reply(tool_calls=[ToolCall(name="broken", arguments={"city": "Oslo"})]), Reply(text="Sorry."))
    result = await generate(model=model_at(server), prompt="x", tools={"broken": broken}, stop_when=is_step_count(2))
    assert result.text == "Sorry."
    assert "no weather station in Oslo" in server.requests[1].json["messages"][-1]["content"]


@both
async def test_tool_arguments_that_are_no_json_run_nothing_and_the_model_is_told(generate, server):
    server.script(Reply(tool_calls=[ToolCall(name="weather", arguments='{"city": "Os')]), Reply(text="Sorry."))
    result = await generate(model=model_at(server), prompt="x", tools={"weather": weather}, stop_when=is_step_count(2))
    assert (result.text, result.tool_results) == ("Sorry.", [])
    assert "Invalid input for tool weather" in server.requests[1].json["messages"][-1]["content"]


@both
@pytest.mark.parametrize("text", ['{"title": "Soup"}', '{"name": "So', "I cannot do that."])
async def test_an_object_that_does_not_fit_is_an_error_with_the_text(generate, server, text):
    server.script(Reply(text=text))

    async def read_output():
        return (await generate(model=model_at(server), prompt="x", output=Output.object(Recipe))).output

    with pytest.raises(NoObjectGeneratedError) as raised:
        await read_output()
    assert raised.value.text == text
    assert raised.value.usage is not None
    assert raised.value.__cause__ is not None


@both
async def test_a_file_of_a_kind_that_the_model_does_not_take_is_refused_before_anything_is_sent(generate, server):
    file = {"type": "file", "media_type": "application/zip", "data": b"PK\x03\x04"}
    with pytest.raises(UnsupportedFunctionalityError, match="application/zip"):
        await generate(model=model_at(server), messages=[{"role": "user", "content": [file]}])
    assert server.requests == []


@both
async def test_files_on_private_networks_are_not_fetched(generate, server):
    """A URL in a message often comes from a user: it must not make this machine ask its neighbours."""
    for url in (f"{server.base_url}/models", "http://169.254.169.254/latest/meta-data", "http://[::1]/x"):
        file = {"type": "file", "media_type": "application/pdf", "data": url}
        with pytest.raises(DownloadError, match="not allowed") as raised:
            await generate(model=model_at(server), messages=[{"role": "user", "content": [file]}])
        assert raised.value.url == url
    assert server.requests == []


@both
async def test_an_option_of_a_wrong_type_is_named(generate, server):
    with pytest.raises(InvalidArgumentError, match="here") as raised:
        await generate(model=model_at(server), prompt="x", provider_options={"here": {"reasoningEffort": 5}})
    assert "reasoningEffort" in str(raised.value.__cause__)
    assert server.requests == []


async def test_an_option_that_only_the_server_knows_reaches_it(server):
    """An OpenAI-compatible server has options of its own, which nobody here can know."""
    await generate_text(model=model_at(server), prompt="x", provider_options={"here": {"min_p": 0.1}})
    assert server.requests[0].json["min_p"] == 0.1


async def test_a_missing_key_says_where_to_put_it(monkeypatch):
    monkeypatch.delenv("HERE_API_KEY", raising=False)
    with pytest.raises(LoadAPIKeyError, match="HERE_API_KEY"):
        load_api_key(api_key=None, environment_variable_name="HERE_API_KEY", description="Here")


async def test_the_cause_of_a_stream_without_output_is_kept(server):
    server.script(ErrorReply(status=400, message="too long"))
    stream = stream_text(model=model_at(server), prompt="x")
    with pytest.raises(NoOutputGeneratedError) as raised:
        await stream
    assert "too long" in str(raised.value.__cause__)
