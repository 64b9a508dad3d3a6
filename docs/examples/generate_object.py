"""Objects in the older form: `generate_object` and `stream_object`.

New programs use `generate_text` and `stream_text` with `output=`, which do the same and can call tools. Run it with
`python docs/examples/generate_object.py`; it finds a model as the quickstart does.
"""

from __future__ import annotations

import asyncio
import logging

from ai_sdk_core import generate_object, stream_object
from model_finder import find_model
from pydantic import BaseModel


class Recipe(BaseModel):
    """How to cook a dish."""

    title: str
    steps: list[str]


async def main() -> None:
    """Ask for an object, for one of several texts, and watch an object grow."""
    async with find_model() as found:
        recipe = await generate_object(model=found.model, schema=Recipe, prompt="A short recipe for pancakes.")
        print(repr(recipe.object))

        mood = await generate_object(
            model=found.model, enum=["happy", "sad"], output="enum", prompt="What a wonderful day!"
        )
        print(mood.object)

        async with stream_object(model=found.model, schema=Recipe, prompt="A short recipe for bread.") as stream:
            async for partial in stream.partial_object_stream:
                print(f"{len(partial.get('steps') or [])} steps so far")
            print(repr((await stream).object))


if __name__ == "__main__":
    logging.getLogger("ai_sdk_core").setLevel(logging.ERROR)  # The log names the successors of both functions.
    asyncio.run(main())
