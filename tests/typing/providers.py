"""What type checkers infer for providers; checked by mypy and pyright, never run."""

from typing import assert_type

from ai_sdk_core.provider import EmbeddingModel, ImageModel, LanguageModel, LanguageModelProvider
from ai_sdk_core.testing import MockLanguageModel
from ai_sdk_openai_compatible import (
    OpenAICompatibleChatLanguageModel,
    OpenAICompatibleProvider,
    OpenAICompatibleProviderSettings,
    create_openai_compatible,
)


def a_factory_takes_settings_or_keywords() -> None:
    settings = OpenAICompatibleProviderSettings(name="local", base_url="http://localhost/v1")
    assert_type(create_openai_compatible(settings), OpenAICompatibleProvider)
    provider = create_openai_compatible(name="local", base_url="http://localhost/v1")
    assert_type(provider, OpenAICompatibleProvider)
    assert_type(provider("name"), OpenAICompatibleChatLanguageModel)


def a_factory_refuses_what_the_settings_do_not_know() -> None:
    create_openai_compatible(name="local")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    create_openai_compatible(name="local", base_url="", colour="red")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    create_openai_compatible(name=1, base_url="")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]


def models_implement_the_specification(provider: OpenAICompatibleProvider) -> None:
    whole: LanguageModelProvider = provider
    chat: LanguageModel = provider.chat_model("name")
    completion: LanguageModel = provider.completion_model("name")
    embedding: EmbeddingModel = provider.embedding_model("name")
    image: ImageModel = provider.image_model("name")
    mock: LanguageModel = MockLanguageModel()
    del whole, chat, completion, embedding, image, mock


def a_missing_capability_is_a_missing_method(provider: OpenAICompatibleProvider) -> None:
    provider.speech_model("name")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
