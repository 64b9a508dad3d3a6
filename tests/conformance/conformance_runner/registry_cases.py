"""Looking models up: `registry` and `customProvider`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ai_sdk_core import create_provider_registry, custom_provider

from .encoding import JSON, encode, encode_error
from .middleware_cases import build_middleware
from .names import to_snake
from .stage import Stage


async def registry(stage: Stage) -> dict[str, JSON]:
    """Run a `registry` case."""
    providers = {name: _provider(stage, settings) for name, settings in stage.data["providers"].items()}
    options = stage.data.get("registryOptions") or {}
    return _look_up(create_provider_registry(providers, **_options(stage, options)), stage)


async def custom(stage: Stage) -> dict[str, JSON]:
    """Run a `customProvider` case."""
    fallback = stage.data.get("fallback")
    return _look_up(_provider(stage, stage.data["settings"], fallback), stage)


def _options(stage: Stage, options: Mapping[str, Any]) -> dict[str, Any]:
    adapted: dict[str, Any] = {}
    for name, value in options.items():
        if name.endswith("Middleware"):
            layers = value if isinstance(value, list) else [value]
            kind = name.removesuffix("ModelMiddleware")
            adapted[to_snake(name)] = [build_middleware(stage, kind, layer) for layer in layers]
        else:
            adapted[to_snake(name)] = value
    return adapted


def _provider(stage: Stage, settings: Mapping[str, Any], fallback: Mapping[str, Any] | None = None) -> Any:
    decoded = {to_snake(name): stage.decode(models) for name, models in settings.items()}
    return custom_provider(**decoded, fallback_provider=None if fallback is None else _provider(stage, fallback))


def _look_up(provider: Any, stage: Stage) -> dict[str, JSON]:
    return {"rows": [_row(provider, lookup["method"], lookup["id"]) for lookup in stage.data["lookups"]]}


def _row(provider: Any, method: str, model_id: str) -> JSON:
    try:
        return encode(getattr(provider, to_snake(method))(model_id))
    except Exception as error:
        return {"$throws": encode_error(error)}
