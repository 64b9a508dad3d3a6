"""Credentials do not show."""

import inspect
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from ai_sdk_core.errors import NoSuchModelError

SECRET = "sk-do-not-show-this-1234567890"
CREDENTIALS = {"access_key_id", "api_key", "api_secret", "api_token", "secret_access_key", "session_token"}
MODEL_KINDS = (
    "language_model",
    "chat_model",
    "completion_model",
    "embedding_model",
    "image_model",
    "speech_model",
    "transcription_model",
    "reranking_model",
    "video_model",
)


def factories(package: Any) -> Iterator[Any]:
    module = import_module(package.import_name)
    for name in module.__all__:
        candidate = getattr(module, name)
        if name.startswith("create_") and type(candidate).__name__ == "ProviderFactory":
            yield candidate


def settings_with_secrets(factory: Any) -> dict[str, Any]:
    parameters = inspect.signature(factory).parameters
    given: dict[str, Any] = {name: SECRET for name in parameters if name in CREDENTIALS}
    if "headers" in parameters:
        given["headers"] = {"authorization": f"Bearer {SECRET}"}
    if "base_url" in parameters:
        given["base_url"] = "https://example.com/v1"
    needed = {name for name, parameter in parameters.items() if parameter.default is parameter.empty}
    return {**dict.fromkeys(needed - given.keys(), "name"), **given}


def everything_made_from(provider: Any) -> Iterator[Any]:
    yield provider
    for kind in MODEL_KINDS:
        if hasattr(provider, kind):
            with suppress(NoSuchModelError):  # some providers have the method to say that they have no such models
                yield getattr(provider, kind)("model-id")


def test_providers_settings_and_models_show_no_credentials(package: Any) -> None:
    for factory in factories(package):
        settings = settings_with_secrets(factory)
        for value in everything_made_from(factory(**settings)):
            assert SECRET not in repr(value)
            assert SECRET not in str(value)
            assert SECRET not in f"{value!a}"


def test_settings_objects_show_no_credentials(package: Any) -> None:
    module = import_module(package.import_name)
    for name in module.__all__:
        if not name.endswith("ProviderSettings"):
            continue
        settings_type = getattr(module, name)
        settings = settings_type(**settings_with_secrets(settings_type))
        assert SECRET not in repr(settings)


def test_the_tests_see_the_providers(packages: list[Any]) -> None:
    found = [factory for package in packages for factory in factories(package)]
    assert found
    with_secrets = [factory for factory in found if SECRET in settings_with_secrets(factory).values()]
    assert with_secrets
