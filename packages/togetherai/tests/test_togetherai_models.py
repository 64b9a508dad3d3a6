"""The provider on a fake wire: what it sends and what it reads."""

from __future__ import annotations

import json

import httpx
import pytest
from ai_sdk_core.errors import APICallError, LoadAPIKeyError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    ImageModelCallOptions,
    ImageModelFileData,
    LanguageModelCallOptions,
    ObjectDocuments,
    RerankingModelCallOptions,
    TextPart,
    UserMessage,
)
from ai_sdk_togetherai import TogetherAIProviderSettings, create_together, create_togetherai, togetherai

PROMPT = [UserMessage(content=[TextPart(text="Hello")])]


class Wire:
    """A server that gives one answer and remembers what it was asked."""

    def __init__(self, answer: object, status: int = 200) -> None:
        self.requests: list[httpx.Request] = []
        self._answer = answer
        self._status = status

    def client(self) -> httpx.AsyncClient:
        def answer(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            return httpx.Response(self._status, json=self._answer)

        return httpx.AsyncClient(transport=httpx.MockTransport(answer))

    @property
    def body(self) -> object:
        return json.loads(self.requests[-1].content)


CHAT_ANSWER = {"id": "1", "choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}


async def chat(provider, model_id="m"):
    return await provider(model_id).do_generate(LanguageModelCallOptions(prompt=PROMPT))


async def test_the_key_of_the_environment_is_read_when_a_request_is_made(monkeypatch) -> None:
    wire = Wire(CHAT_ANSWER)
    provider = create_togetherai(http_client=wire.client())
    monkeypatch.setenv("TOGETHER_API_KEY", "from-environment")
    await chat(provider)
    assert wire.requests[0].headers["authorization"] == "Bearer from-environment"
    assert str(wire.requests[0].url) == "https://api.together.xyz/v1/chat/completions"


async def test_the_old_name_of_the_key_works_with_a_warning(monkeypatch, caplog) -> None:
    wire = Wire(CHAT_ANSWER)
    monkeypatch.delenv("TOGETHER_API_KEY", raising=False)
    monkeypatch.setenv("TOGETHER_AI_API_KEY", "old")
    await chat(create_togetherai(http_client=wire.client()))
    assert wire.requests[0].headers["authorization"] == "Bearer old"
    assert "Please use TOGETHER_API_KEY instead" in caplog.text


async def test_a_missing_key_is_an_error_that_says_where_it_belongs(monkeypatch) -> None:
    monkeypatch.delenv("TOGETHER_API_KEY", raising=False)
    monkeypatch.delenv("TOGETHER_AI_API_KEY", raising=False)
    with pytest.raises(LoadAPIKeyError, match="TOGETHER_API_KEY"):
        await chat(togetherai)


async def test_settings_may_be_an_object_and_show_no_key() -> None:
    settings = TogetherAIProviderSettings(api_key="secret", base_url="http://localhost:1/v1/", headers={"x": "y"})
    wire = Wire(CHAT_ANSWER)
    settings.http_client = wire.client()
    await chat(create_together(settings))
    assert str(wire.requests[0].url) == "http://localhost:1/v1/chat/completions"
    assert wire.requests[0].headers["x"] == "y"
    assert "secret" not in repr(settings)


async def test_streams_ask_for_usage_unless_that_is_switched_off() -> None:
    for include_usage in (True, False):
        wire = Wire({})
        provider = create_togetherai(api_key="k", include_usage=include_usage, http_client=wire.client())
        result = await provider("m").do_stream(LanguageModelCallOptions(prompt=PROMPT))
        await result.stream.aclose()
        assert ("stream_options" in wire.body) is include_usage


async def test_an_image_is_generated_with_the_options_of_the_api() -> None:
    wire = Wire({"data": [{"b64_json": "aW1n"}]})
    model = create_togetherai(api_key="k", http_client=wire.client()).image_model("flux")
    result = await model.do_generate(
        ImageModelCallOptions(
            prompt="A lake",
            n=2,
            size="640x480",
            seed=7,
            files=[ImageModelFileData(data=b"abc", media_type="image/png")] * 2,
            provider_options={"togetherai": {"steps": 3, "lora": "x"}},
        )
    )
    assert result.images == ["aW1n"]
    assert wire.body == {
        "model": "flux",
        "prompt": "A lake",
        "seed": 7,
        "n": 2,
        "width": 640,
        "height": 480,
        "image_url": "data:image/png;base64,YWJj",
        "response_format": "base64",
        "steps": 3,
        "lora": "x",
    }
    assert [warning.type for warning in result.warnings] == ["unsupported", "other"]


async def test_a_mask_is_refused_with_what_to_do_instead() -> None:
    model = create_togetherai(api_key="k").image_model("flux")
    mask = ImageModelFileData(data=b"abc", media_type="image/png")
    with pytest.raises(UnsupportedFunctionalityError, match="FLUX Kontext"):
        await model.do_generate(ImageModelCallOptions(prompt="x", n=1, mask=mask))


async def test_documents_are_ranked_by_the_fields_that_count() -> None:
    wire = Wire(
        {
            "id": "r",
            "model": "rank",
            "results": [{"index": 1, "relevance_score": 0.9}, {"index": 0, "relevance_score": 0.1}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 0, "total_tokens": 1},
        }
    )
    model = create_togetherai(api_key="k", http_client=wire.client()).reranking_model("rank")
    result = await model.do_rerank(
        RerankingModelCallOptions(
            documents=ObjectDocuments(values=[{"title": "a"}, {"title": "b"}]),
            query="b?",
            top_n=2,
            provider_options={"togetherai": {"rankFields": ["title"]}},
        )
    )
    assert [document.index for document in result.ranking] == [1, 0]
    assert wire.body == {
        "model": "rank",
        "documents": [{"title": "a"}, {"title": "b"}],
        "query": "b?",
        "top_n": 2,
        "rank_fields": ["title"],
        "return_documents": False,
    }


async def test_an_error_of_the_api_is_told_in_its_own_words() -> None:
    wire = Wire({"error": {"message": "no such model"}}, status=404)
    model = create_togetherai(api_key="k", http_client=wire.client()).image_model("flux")
    with pytest.raises(APICallError, match="no such model") as caught:
        await model.do_generate(ImageModelCallOptions(prompt="x", n=1))
    assert caught.value.status_code == 404
