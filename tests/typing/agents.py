"""Agents, sessions and registries infer what they give. Checked by mypy and pyright, never run."""

from typing import Any, assert_type

from ai_sdk_core import (
    Agent,
    AgentSession,
    LanguageModel,
    Output,
    ToolLoopAgent,
    create_provider_registry,
    custom_provider,
    wrap_language_model,
    wrap_provider,
)
from ai_sdk_core.provider import EmbeddingModel, LanguageModelMiddleware, Provider
from ai_sdk_core.sync import AgentSession as BlockingSession
from ai_sdk_core.sync import ToolLoopAgent as BlockingAgent
from pydantic import BaseModel


class Recipe(BaseModel):
    """A structured output."""

    title: str


async def outputs_are_inferred(model: LanguageModel) -> None:
    """The type of the output travels from the settings to the results."""
    cook = ToolLoopAgent(model=model, output=Output.object(Recipe))
    assert_type((await cook.generate(prompt="")).output, Recipe)
    async with await cook.stream(prompt="") as stream:
        assert_type((await stream).output, Recipe)
    assert_type((await ToolLoopAgent(model=model).generate(prompt="")).output, str)
    assert_type((await AgentSession(cook).generate("")).output, Recipe)


def blocking_twins_infer_the_same(model: LanguageModel) -> None:
    """So do agents for blocking code."""
    cook = BlockingAgent(model=model, output=Output.object(Recipe))
    assert_type(cook.generate(prompt="").output, Recipe)
    assert_type(BlockingSession(cook).generate("").output, Recipe)


def a_tool_loop_agent_is_an_agent(model: LanguageModel) -> Agent[str, Any]:
    """It has the members of the interface."""
    return ToolLoopAgent(model=model)


def providers_of_providers_give_models(provider: Provider, middleware: LanguageModelMiddleware) -> None:
    """Registries, custom and wrapped providers are providers themselves."""
    registry = create_provider_registry({"a": provider, "b": custom_provider()}, language_model_middleware=middleware)
    assert_type(registry.language_model("a:m"), LanguageModel)
    assert_type(wrap_provider(provider=provider).embedding_model("m"), EmbeddingModel)
    assert_type(wrap_language_model(model="a:m", middleware=[middleware]), LanguageModel)
