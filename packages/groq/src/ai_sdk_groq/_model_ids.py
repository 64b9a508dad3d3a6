"""Names of models. Any other name works as well.

Source: https://console.groq.com/docs/models
"""

from __future__ import annotations

from typing import Literal, TypeAlias

GroqChatModelId: TypeAlias = (
    Literal[
        "deepseek-r1-distill-llama-70b",
        "deepseek-r1-distill-qwen-32b",
        "gemma2-9b-it",
        "llama-3.1-8b-instant",
        "llama-3.3-70b-versatile",
        "llama-guard-3-8b",
        "llama3-70b-8192",
        "llama3-8b-8192",
        "meta-llama/llama-4-maverick-17b-128e-instruct",
        "meta-llama/llama-4-scout-17b-16e-instruct",
        "meta-llama/llama-guard-4-12b",
        "meta-llama/llama-prompt-guard-2-22m",
        "meta-llama/llama-prompt-guard-2-86m",
        "mixtral-8x7b-32768",
        "moonshotai/kimi-k2-instruct-0905",
        "openai/gpt-oss-120b",
        "openai/gpt-oss-20b",
        "qwen-2.5-32b",
        "qwen-qwq-32b",
        "qwen/qwen3.6-27b",
    ]
    | str
)
"""A chat model."""

GroqTranscriptionModelId: TypeAlias = Literal["whisper-large-v3", "whisper-large-v3-turbo"] | str
"""A transcription model."""
