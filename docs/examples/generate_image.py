"""Images: drawn from a prompt, and edited.

Run it with `python docs/examples/generate_image.py`. The server of this example runs on your machine and draws
patterns; in your own program the model is, for example, `"openai:gpt-image-1"`.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from ai_sdk_core import generate_image
from ai_sdk_openai_compatible import create_openai_compatible
from ai_sdk_test_server import TestServer


async def main() -> None:
    """Draw two images, save the first, and edit it."""
    with TestServer() as server, tempfile.TemporaryDirectory() as folder:
        model = create_openai_compatible(name="local", base_url=server.base_url).image_model("any")

        drawn = await generate_image(model=model, prompt="A fox in the snow", n=2, size="64x64")
        for number, image in enumerate(drawn.images):
            print(f"image {number}: {image.media_type}, {len(image.bytes)} bytes")
        print("saved as", drawn.image.save(Path(folder) / "fox").name)

        edited = await generate_image(
            model=model, prompt={"images": [drawn.image.bytes], "text": "The same at night"}, size="64x64"
        )
        print("edited:", edited.image)


if __name__ == "__main__":
    asyncio.run(main())
