"""The OpenAI-compatible wire: chat completions, completions, embeddings, images, models."""

from .wire import OpenAIWire as OpenAIWire

__all__ = ["OpenAIWire"]
