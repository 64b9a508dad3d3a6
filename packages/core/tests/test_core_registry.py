"""Providers of providers: registries, custom providers, wrapped providers."""

from typing import Any

import pytest
from ai_sdk_core import (
    create_provider_registry,
    custom_provider,
    generate_text,
    set_default_provider,
    wrap_provider,
)
from ai_sdk_core.errors import NoSuchModelError, NoSuchProviderError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    EmbeddingModelMiddleware,
    FilesProvider,
    LanguageModelMiddleware,
    LanguageModelProvider,
    SkillsProvider,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockFiles,
    MockImageModel,
    MockLanguageModel,
    MockProvider,
    MockRerankingModel,
    MockSkills,
    MockSpeechModel,
    MockTranscriptionModel,
    MockVideoModel,
    generate_result,
)

MODELS: dict[str, Any] = {
    "language_model": MockLanguageModel(),
    "embedding_model": MockEmbeddingModel(),
    "image_model": MockImageModel(),
    "speech_model": MockSpeechModel(),
    "transcription_model": MockTranscriptionModel(),
    "reranking_model": MockRerankingModel(),
    "video_model": MockVideoModel(),
}
ALL = {f"{kind}s": {"m": model} for kind, model in MODELS.items()}


class Nothing:
    """A provider that offers nothing at all."""

    specification_version = "v4"


class Prefixed(LanguageModelMiddleware):
    def override_model_id(self, model):
        return f"wrapped-{model.model_id}"


class PrefixedEmbedding(EmbeddingModelMiddleware):
    def override_model_id(self, model):
        return f"wrapped-{model.model_id}"


# --- Custom providers ---


@pytest.mark.parametrize("kind", MODELS)
def test_a_custom_provider_has_its_own_models(kind):
    provider = custom_provider(**ALL)

    assert getattr(provider, kind)("m") is MODELS[kind]


@pytest.mark.parametrize("kind", MODELS)
def test_other_models_come_from_the_fallback_provider(kind):
    provider = custom_provider(fallback_provider=MockProvider(**ALL))

    assert getattr(provider, kind)("m") is MODELS[kind]


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("fallback", [None, Nothing(), MockProvider()], ids=["none", "nothing", "empty"])
def test_what_nobody_has_is_an_error(kind, fallback):
    provider = custom_provider(fallback_provider=fallback)

    with pytest.raises(NoSuchModelError, match=r"No such \w+Model: m"):
        getattr(provider, kind)("m")


def test_own_models_win_over_the_fallback_provider():
    own = MockLanguageModel()
    provider = custom_provider(language_models={"m": own}, fallback_provider=MockProvider(**ALL))

    assert provider.language_model("m") is own


def test_an_alias_may_be_the_name_of_a_model():
    model = MockLanguageModel()
    previous = set_default_provider(MockProvider(language_models={"vendor/model": model}))
    try:
        assert custom_provider(language_models={"fast": "vendor/model"}).language_model("fast") is model
    finally:
        set_default_provider(previous)


def test_stores_are_there_if_somebody_gives_them():
    files, skills = MockFiles(), MockSkills()
    fallback = MockProvider(files=files, skills=skills)

    assert not isinstance(custom_provider(), FilesProvider)
    assert custom_provider(files=files).files() is files
    assert not isinstance(custom_provider(files=files), SkillsProvider)
    assert custom_provider(fallback_provider=fallback).skills() is skills
    own = MockFiles()
    assert custom_provider(files=own, fallback_provider=fallback).files() is own


# --- Registries ---


@pytest.mark.parametrize("kind", MODELS)
def test_names_say_which_provider_a_model_is_from(kind):
    registry = create_provider_registry({"a": MockProvider(), "b": MockProvider(**ALL)})

    assert getattr(registry, kind)("b:m") is MODELS[kind]


def test_only_the_first_separator_separates():
    model = MockLanguageModel()
    registry = create_provider_registry({"a": MockProvider(language_models={"x:y": model})})

    assert registry.language_model("a:x:y") is model


def test_the_separator_is_free():
    model = MockLanguageModel()
    registry = create_provider_registry({"a": MockProvider(language_models={"m": model})}, separator=" > ")

    assert registry.language_model("a > m") is model
    with pytest.raises(NoSuchModelError, match=r'must be in the format "providerId > modelId"'):
        registry.language_model("a:m")


def test_an_unknown_provider_is_an_error_that_names_the_others():
    registry = create_provider_registry({"a": MockProvider(), "b": MockProvider()})

    with pytest.raises(NoSuchProviderError, match=r"No such provider: c \(available providers: a,b\)"):
        registry.embedding_model("c:m")


def test_a_provider_without_the_kind_is_an_error():
    with pytest.raises(NoSuchModelError, match="No such videoModel: a:m"):
        create_provider_registry({"a": Nothing()}).video_model("a:m")  # type: ignore[dict-item]


def test_a_registry_gives_access_to_stores():
    files, skills = MockFiles(), MockSkills()
    registry = create_provider_registry({"a": MockProvider(files=files, skills=skills), "b": MockProvider()})

    assert registry.files("a") is files
    assert registry.skills("a") is skills
    with pytest.raises(UnsupportedFunctionalityError, match=r'"b" does not support file uploads.*files\(\)'):
        registry.files("b")
    with pytest.raises(UnsupportedFunctionalityError, match=r'"b" does not support batches.*batch\(\)'):
        registry.batch("b")
    with pytest.raises(NoSuchProviderError):
        registry.skills("c")


def test_a_registry_puts_models_inside_middleware():
    registry = create_provider_registry(
        {"a": MockProvider(**ALL)},
        language_model_middleware=Prefixed(),
        embedding_model_middleware=[PrefixedEmbedding(), PrefixedEmbedding()],
    )

    assert registry.language_model("a:m").model_id == "wrapped-mock-model-id"
    assert registry.embedding_model("a:m").model_id == "wrapped-wrapped-mock-model-id"
    assert registry.image_model("a:m") is MODELS["image_model"]


async def test_a_registry_can_be_the_default_provider():
    """It goes before installed providers of the same name."""
    model = MockLanguageModel(do_generate=generate_result("hi"))
    registry = create_provider_registry({"openai": MockProvider(language_models={"gpt": model})})
    previous = set_default_provider(registry)
    try:
        assert (await generate_text(model="openai:gpt", prompt="Hi")).text == "hi"
        assert registry.resolves("openai:gpt")
        assert not registry.resolves("openai")
        assert not registry.resolves("groq:gpt")
    finally:
        set_default_provider(previous)


# --- Wrapped providers ---


@pytest.mark.parametrize("kind", MODELS)
def test_a_wrapped_provider_has_the_models_of_the_provider(kind):
    provider = wrap_provider(provider=MockProvider(**ALL))

    assert getattr(provider, kind)("m") is MODELS[kind]
    with pytest.raises(NoSuchModelError):
        getattr(wrap_provider(provider=Nothing()), kind)("m")  # type: ignore[arg-type]


def test_a_wrapped_provider_puts_models_inside_middleware():
    provider = wrap_provider(
        provider=MockProvider(**ALL, files=MockFiles()),
        language_model_middleware=Prefixed(),
        embedding_model_middleware=PrefixedEmbedding(),
    )

    assert provider.language_model("m").model_id == "wrapped-mock-model-id"
    assert provider.embedding_model("m").model_id == "wrapped-mock-model-id"
    assert provider.video_model("m") is MODELS["video_model"]
    assert isinstance(provider, LanguageModelProvider)
    assert isinstance(provider, FilesProvider)
    assert not isinstance(provider, SkillsProvider)
