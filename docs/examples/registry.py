"""Registries: several providers behind one, your own names for models, and a default provider for plain names.

Run it with `python docs/examples/registry.py`; it finds a model as the quickstart does.
"""

from __future__ import annotations

import asyncio

from ai_sdk_core import (
    create_provider_registry,
    custom_provider,
    default_settings_middleware,
    generate_text,
    set_default_provider,
)
from ai_sdk_core.errors import NoSuchModelError
from model_finder import find_model


async def main() -> None:
    """Give a model names of ours, and call it by them."""
    async with find_model() as found:
        house = custom_provider(language_models={"fast": found.model, "careful": found.model})
        registry = create_provider_registry(
            {"house": house},
            language_model_middleware=default_settings_middleware(settings={"max_output_tokens": 100}),
        )

        result = await generate_text(model=registry.language_model("house:fast"), prompt="Say hello.")
        print(result.text)

        previous = set_default_provider(registry)
        try:
            print((await generate_text(model="house:careful", prompt="Say goodbye.")).text)
        finally:
            set_default_provider(previous)

        try:
            registry.language_model("elsewhere:fast")
        except NoSuchModelError as error:
            print(error)


if __name__ == "__main__":
    asyncio.run(main())
