"""Writes a language model of half a megabyte with random weights: `python tiny_model.py <file.gguf>`.

It runs with the interpreter of the real server, where `gguf` and `numpy` are installed. llama.cpp loads it as an
ordinary llama model and answers with noise. The noise is tamed in one way, so that tests can rely on facts that no
sampling can change: every token carries the same large value in dimension 0 of the hidden state, which no layer
touches, and the output matrix turns it into a bias. Thus an answer is printable ASCII, one character for each token,
and ends by its length; other bytes and the end of the text come only where a grammar leaves nothing else.
"""

from __future__ import annotations

import sys

import numpy
from gguf import GGUFWriter, PoolingType, TokenType

EMBEDDING_LENGTH = 64
FEED_FORWARD_LENGTH = 192
BLOCK_COUNT = 2
HEAD_COUNT = 4
CONTEXT_LENGTH = 16_384
RMS_EPSILON = 1e-5

CONSTANT = 8.0
"""Size of the constant dimension; the others are of size 1, so it survives the normalisation as the largest."""

UNLIKELY, IMPOSSIBLE = -20.0, -40.0

PRINTABLE_BYTES = range(0x20, 0x7F)
SPECIAL_TOKENS = [("<unk>", TokenType.UNKNOWN), ("<s>", TokenType.CONTROL), ("</s>", TokenType.CONTROL)]
BYTE_TOKENS = [(f"<0x{byte:02X}>", TokenType.BYTE) for byte in range(256)]
SPACE = ("\u2581", TokenType.NORMAL)
TOKENS = [*SPECIAL_TOKENS, *BYTE_TOKENS, SPACE]

CHAT_TEMPLATE = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant: "

random = numpy.random.default_rng(seed=7)


def matrix(rows: int, columns: int) -> numpy.ndarray:
    """Random weights that keep the size of what they are multiplied with."""
    return random.normal(scale=columns**-0.5, size=(rows, columns)).astype(numpy.float32)


def silent_in_constant_dimension(weights: numpy.ndarray) -> numpy.ndarray:
    """Weights of a layer that leaves dimension 0 of the hidden state alone."""
    weights[0, :] = 0
    return weights


def output_bias() -> numpy.ndarray:
    """What is added to each token's logit."""
    bias = numpy.full(len(TOKENS), UNLIKELY)
    bias[: len(SPECIAL_TOKENS)] = IMPOSSIBLE
    bias[[len(SPECIAL_TOKENS) + byte for byte in PRINTABLE_BYTES]] = 0
    return bias


def output_weights() -> numpy.ndarray:
    """The output matrix: random, with the bias in the column that meets the constant."""
    weights = matrix(len(TOKENS), EMBEDDING_LENGTH)
    normalised_constant = CONSTANT / numpy.sqrt((CONSTANT**2 + EMBEDDING_LENGTH) / EMBEDDING_LENGTH)
    weights[:, 0] = output_bias() / normalised_constant
    return weights


def token_embeddings() -> numpy.ndarray:
    """A random vector for each token, the same in dimension 0."""
    weights = random.normal(size=(len(TOKENS), EMBEDDING_LENGTH)).astype(numpy.float32)
    weights[:, 0] = CONSTANT
    return weights


def add_parameters(writer: GGUFWriter) -> None:
    """Write the shape of the model."""
    writer.add_context_length(CONTEXT_LENGTH)
    writer.add_embedding_length(EMBEDDING_LENGTH)
    writer.add_block_count(BLOCK_COUNT)
    writer.add_feed_forward_length(FEED_FORWARD_LENGTH)
    writer.add_head_count(HEAD_COUNT)
    writer.add_head_count_kv(HEAD_COUNT)
    writer.add_rope_dimension_count(EMBEDDING_LENGTH // HEAD_COUNT)
    writer.add_layer_norm_rms_eps(RMS_EPSILON)
    writer.add_vocab_size(len(TOKENS))
    writer.add_pooling_type(
        PoolingType.MEAN
    )  # otherwise there is an embedding for each token instead of one for the text


def add_tokenizer(writer: GGUFWriter) -> None:
    """Write the vocabulary: one token for each byte."""
    writer.add_tokenizer_model("llama")
    writer.add_token_list([text for text, _ in TOKENS])
    writer.add_token_scores([0.0] * len(TOKENS))
    writer.add_token_types([kind for _, kind in TOKENS])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template(CHAT_TEMPLATE)


def add_block(writer: GGUFWriter, index: int) -> None:
    """Write one transformer block."""
    ones = numpy.ones(EMBEDDING_LENGTH, dtype=numpy.float32)
    square = (EMBEDDING_LENGTH, EMBEDDING_LENGTH)
    tensors = {
        "attn_norm": ones,
        "attn_q": matrix(*square),
        "attn_k": matrix(*square),
        "attn_v": matrix(*square),
        "attn_output": silent_in_constant_dimension(matrix(*square)),
        "ffn_norm": ones,
        "ffn_gate": matrix(FEED_FORWARD_LENGTH, EMBEDDING_LENGTH),
        "ffn_up": matrix(FEED_FORWARD_LENGTH, EMBEDDING_LENGTH),
        "ffn_down": silent_in_constant_dimension(matrix(EMBEDDING_LENGTH, FEED_FORWARD_LENGTH)),
    }
    for name, weights in tensors.items():
        writer.add_tensor(f"blk.{index}.{name}.weight", weights)


def write_model(path: str) -> None:
    """Write the model to a new file at `path`."""
    writer = GGUFWriter(path, "llama")
    add_parameters(writer)
    add_tokenizer(writer)
    writer.add_tensor("token_embd.weight", token_embeddings())
    for index in range(BLOCK_COUNT):
        add_block(writer, index)
    writer.add_tensor("output_norm.weight", numpy.ones(EMBEDDING_LENGTH, dtype=numpy.float32))
    writer.add_tensor("output.weight", output_weights())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write_model(sys.argv[1])
