"""Agents: settings in one object, options of calls, agents as tools, conversations.

Run it with `python docs/examples/agent.py`; it finds a model as the quickstart does.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from ai_sdk_core import (
    AgentCall,
    AgentSession,
    LanguageModel,
    ToolExecutionOptions,
    ToolLoopAgent,
    agent_tool,
    is_step_count,
    tool,
)
from model_finder import find_model


@dataclass
class Shop:
    """What a tool depends on; each call may bring its own."""

    prices: dict[str, float]


@tool
def get_price(item: str, options: ToolExecutionOptions[Shop]) -> float:
    """Get the price of an item.

    Args:
        item: Name of the item.
        options: What the program passed to this tool.
    """
    return options.context.prices.get(item, 9.99)


@dataclass
class Customer:
    """What the agent wants to know about each call."""

    name: str


def address_the_customer(call: AgentCall) -> AgentCall:
    """Change the settings of a call by its options."""
    return {**call, "instructions": f"You sell things to {call['options'].name}."}


async def call_an_agent(model: LanguageModel) -> None:
    """One call, with options and with something for the tool to work with."""
    seller = ToolLoopAgent(
        model=model,
        tools={"get_price": get_price},
        call_options_schema=Customer,
        prepare_call=address_the_customer,
        stop_when=is_step_count(5),
    )
    result = await seller.generate(
        prompt="What does a lamp cost?",
        options=Customer(name="Ann"),
        tools_context={"get_price": Shop(prices={"lamp": 25.0})},
    )
    print(f"{len(result.steps)} steps: {result.text}")


async def delegate(model: LanguageModel) -> None:
    """An agent that is a tool of another one."""
    researcher = ToolLoopAgent(model=model, instructions="You find facts and answer in one sentence.")
    writer = ToolLoopAgent(
        model=model,
        tools={"research": agent_tool(researcher, description="Finds a fact.")},
        stop_when=is_step_count(4),
    )
    async with await writer.stream(prompt="Research who invented the lamp, then write a slogan.") as stream:
        async for delta in stream.text_stream:
            print(delta, end="", flush=True)
    print()


async def converse(model: LanguageModel) -> None:
    """A session remembers what was said."""
    session = AgentSession(ToolLoopAgent(model=model))
    for text in ("My name is Ann.", "What is my name?"):
        result = await session.generate(text)
        print(f"> {text}\n{result.text}")
    print(f"{len(session.messages)} messages")


async def main() -> None:
    """Show all of it."""
    async with find_model() as found:
        await call_an_agent(found.model)
        await delegate(found.model)
        await converse(found.model)


if __name__ == "__main__":
    asyncio.run(main())
