"""Names of popular models. Any other name works as well.

Source: https://docs.together.ai/docs/serverless-models
"""

from __future__ import annotations

from typing import Literal, TypeAlias

TogetherAIChatModelId: TypeAlias = (
    Literal[
        "Qwen/Qwen2.5-72B-Instruct-Turbo",
        "Qwen/Qwen2.5-7B-Instruct-Turbo",
        "Qwen/Qwen2.5-Coder-32B-Instruct",
        "deepseek-ai/DeepSeek-V3",
        "deepseek-ai/DeepSeek-V4-Flash-0731",
        "google/gemma-2-27b-it",
        "google/gemma-2-9b-it",
        "meta-llama/Llama-3.2-3B-Instruct-Turbo",
        "meta-llama/Llama-3.3-70B-Instruct-Turbo",
        "meta-llama/Meta-Llama-3.1-405B-Instruct-Turbo",
        "meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo",
        "meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo",
        "mistralai/Mistral-7B-Instruct-v0.3",
        "mistralai/Mixtral-8x22B-Instruct-v0.1",
        "mistralai/Mixtral-8x7B-Instruct-v0.1",
        "nvidia/Llama-3.1-Nemotron-70B-Instruct-HF",
    ]
    | str
)
"""A chat model."""

TogetherAICompletionModelId: TypeAlias = (
    Literal[
        "Meta-Llama/Llama-Guard-7b",
        "Qwen/Qwen2.5-Coder-32B-Instruct",
        "codellama/CodeLlama-34b-Instruct-hf",
        "meta-llama/Llama-2-70b-hf",
        "mistralai/Mistral-7B-v0.1",
        "mistralai/Mixtral-8x7B-v0.1",
    ]
    | str
)
"""A completion model."""

TogetherAIEmbeddingModelId: TypeAlias = (
    Literal[
        "BAAI/bge-base-en-v1.5",
        "BAAI/bge-large-en-v1.5",
        "WhereIsAI/UAE-Large-V1",
        "sentence-transformers/msmarco-bert-base-dot-v5",
        "togethercomputer/m2-bert-80M-2k-retrieval",
        "togethercomputer/m2-bert-80M-32k-retrieval",
        "togethercomputer/m2-bert-80M-8k-retrieval",
    ]
    | str
)
"""An embedding model."""

TogetherAIRerankingModelId: TypeAlias = Literal["Salesforce/Llama-Rank-v1", "mixedbread-ai/Mxbai-Rerank-Large-V2"] | str
"""A reranking model."""
