"""Finds a model to try things out with: a key in the environment, a local server, or the embedded test server."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, NamedTuple

import httpx
from ai_sdk_core import LanguageModel
from ai_sdk_core.provider import LanguageModelProvider
from ai_sdk_openai_compatible import OpenAICompatibleProvider, create_openai_compatible
from ai_sdk_test_server import TestServer


class Service(NamedTuple):
    """A service that asks for a key. All of these speak the OpenAI-compatible wire, besides their own."""

    name: str
    key: str
    """Name of the environment variable."""
    model: str
    base_url: str


class LocalServer(NamedTuple):
    """A program that serves models on this machine."""

    name: str
    port: int


@dataclass(kw_only=True)
class FoundModel:
    """A model, and how it was found."""

    model: LanguageModel
    description: str


SERVICES = (
    Service("gateway", "AI_GATEWAY_API_KEY", "openai/gpt-5-mini", "https://ai-gateway.vercel.sh/v1"),
    Service("openai", "OPENAI_API_KEY", "gpt-5-mini", "https://api.openai.com/v1"),
    Service("anthropic", "ANTHROPIC_API_KEY", "claude-haiku-4-5", "https://api.anthropic.com/v1"),
    Service(
        "google",
        "GOOGLE_GENERATIVE_AI_API_KEY",
        "gemini-2.5-flash",
        "https://generativelanguage.googleapis.com/v1beta/openai",
    ),
    Service("groq", "GROQ_API_KEY", "openai/gpt-oss-120b", "https://api.groq.com/openai/v1"),
    Service("mistral", "MISTRAL_API_KEY", "mistral-small-latest", "https://api.mistral.ai/v1"),
    Service("togetherai", "TOGETHER_API_KEY", "openai/gpt-oss-120b", "https://api.together.xyz/v1"),
    Service("xai", "XAI_API_KEY", "grok-4", "https://api.x.ai/v1"),
)
LOCAL_SERVERS = (LocalServer("ollama", 11434), LocalServer("lm-studio", 1234), LocalServer("vllm", 8000))
TEST_SERVER = "test-server"
NAMES = (*(service.name for service in SERVICES), *(server.name for server in LOCAL_SERVERS), TEST_SERVER)


@asynccontextmanager
async def find_model(
    *,
    provider: str | None = None,
    model: str | None = None,
    environment: Mapping[str, str] = os.environ,
    local_servers: tuple[LocalServer, ...] = LOCAL_SERVERS,
) -> AsyncGenerator[FoundModel, None]:
    """Find a model; the test server runs as long as the block.

    `AI_SDK_PROVIDER` in the environment names a provider as the argument does.

    Args:
        provider: Look at this one only, one of `NAMES`.
        model: Take this model instead of a default one.
        environment: Where to look for keys.
        local_servers: Where to look for local servers.

    Yields:
        The model.

    Raises:
        LookupError: The provider that was asked for is not there.
    """
    provider = provider or environment.get("AI_SDK_PROVIDER")
    found = _find_service(provider, model, environment) or await _find_local_server(provider, model, local_servers)
    if found is not None:
        yield found
        return
    if provider not in (None, TEST_SERVER):
        raise LookupError(_what_is_missing(provider, local_servers))
    with TestServer(chunk_delay=0.015) as server:
        server_provider = _compatible(TEST_SERVER, server.base_url)
        yield FoundModel(
            model=server_provider(model or "echo"),
            description="the embedded test server, which is no model: it echoes, calls tools and fills in schemas",
        )


def _find_service(provider: str | None, model: str | None, environment: Mapping[str, str]) -> FoundModel | None:
    for service in SERVICES:
        key = environment.get(service.key)
        if key and provider in (None, service.name):
            name = model or service.model
            return FoundModel(
                model=_service_model(service, name, key), description=f"{name} of {service.name} ({service.key} is set)"
            )
    return None


def _service_model(service: Service, model: str, key: str) -> LanguageModel:
    """Make a model with the service's own provider where that is installed."""
    for entry_point in entry_points(group="ai_sdk.providers", name=service.name):
        own_provider: LanguageModelProvider = entry_point.load()
        return own_provider.language_model(model)
    return _compatible(service.name, service.base_url, key)(model)


async def _find_local_server(
    provider: str | None, model: str | None, servers: tuple[LocalServer, ...]
) -> FoundModel | None:
    async with httpx.AsyncClient(timeout=1, trust_env=False) as client:
        for server in servers:
            if provider not in (None, server.name):
                continue
            base_url = f"http://127.0.0.1:{server.port}/v1"
            name = model or await _first_model(client, base_url)
            if name is not None:
                return FoundModel(
                    model=_compatible(server.name, base_url)(name), description=f"{name} at {base_url} ({server.name})"
                )
    return None


async def _first_model(client: httpx.AsyncClient, base_url: str) -> str | None:
    """Ask a server for its models; `None` if there is none, or something else listens on the port."""
    try:
        listed: Any = (await client.get(f"{base_url}/models")).raise_for_status().json()
        names = [str(entry["id"]) for entry in listed["data"]]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return None
    return next((name for name in names if "embed" not in name), None)


def _compatible(name: str, base_url: str, api_key: str | None = None) -> OpenAICompatibleProvider:
    return create_openai_compatible(
        name=name, base_url=base_url, api_key=api_key, include_usage=True, supports_structured_outputs=True
    )


def _what_is_missing(provider: str | None, local_servers: tuple[LocalServer, ...]) -> str:
    for service in SERVICES:
        if service.name == provider:
            return f"{service.key} is not set."
    for server in local_servers:
        if server.name == provider:
            return f"No {server.name} server with a model answers on port {server.port}."
    return f"There is no provider {provider!r} here; choose one of {', '.join(NAMES)}."
