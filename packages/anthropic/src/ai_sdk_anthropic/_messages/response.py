"""Reading whole answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from ai_sdk_core.provider import (
    Content,
    JSONObject,
    LanguageModelGenerateResult,
    LanguageModelResponse,
    ProviderMetadata,
    Reasoning,
    Text,
)
from ai_sdk_core.provider_utils import to_json_text

from .blocks import CompactionBlock, ContentBlock, TextBlock, ThinkingBlock
from .citations import convert_citation, create_source
from .content import BlockConverter, ContentContext
from .metadata import build_provider_metadata, convert_stop_reason
from .schemas import MessageResponse
from .usage import convert_usage

JSON_TOOL_NAME = "json"
"""The tool that we add where a model cannot keep to a schema; its input is the answer."""

TEXT_OR_THINKING = frozenset({"redacted_thinking", "text", "thinking"})
"""Blocks that may stand after text that is the answer."""


def continues(stop_reason: str | None) -> bool:
    """Tell whether the answer is to be continued.

    Args:
        stop_reason: Why the model stopped.

    Returns:
        True if it waits for a tool, or paused.
    """
    return stop_reason in {"pause_turn", "tool_use"}


def convert_response(
    response: MessageResponse, context: ContentContext, metadata_keys: tuple[str, ...]
) -> LanguageModelGenerateResult:
    """Read a whole answer.

    Args:
        response: The validated answer.
        context: What is needed to read it.
        metadata_keys: The keys for provider metadata.

    Returns:
        The result, without request, headers and warnings.

    Raises:
        InvalidResponseDataError: The answer calls a member of a toolset that was not offered.
    """
    reader = _ContentReader(response, context)
    usage = response["usage"]
    raw_usage = cast("JSONObject", usage)
    service_tier = usage.get("service_tier")
    return LanguageModelGenerateResult(
        content=[part for block in response["content"] for part in reader.read(block)],
        finish_reason=convert_stop_reason(response["stop_reason"], is_json_from_tool=reader.is_json_from_tool),
        usage=convert_usage(usage, raw_usage),
        response=LanguageModelResponse(id=response["id"], model_id=response["model"]),
        provider_metadata=build_provider_metadata(
            keys=metadata_keys,
            usage=raw_usage,
            iterations=usage.get("iterations"),
            stop_sequence=response["stop_sequence"],
            service_tier=response["service_tier"] if service_tier is None else service_tier,
            stop_details=response["stop_details"],
            input_transformations=response["input_transformations"],
            safeguard_results=response["safeguard_results"],
            container=response["container"],
            context_management=response["context_management"],
        ),
    )


def text_metadata(citations: Sequence[Any]) -> ProviderMetadata | None:
    """Make the metadata of a text.

    Args:
        citations: Its citations as the API sent them.

    Returns:
        The citations, which must travel back to the API; None if there are none.
    """
    return {"anthropic": {"citations": list(citations)}} if citations else None


def compaction_metadata(signature: str | None) -> ProviderMetadata:
    """Make the metadata that tell a summary of the conversation from other text.

    Args:
        signature: The signature of the summary.

    Returns:
        The metadata.
    """
    return {"anthropic": {"type": "compaction", **({} if signature is None else {"signature": signature})}}


class _ContentReader:
    def __init__(self, response: MessageResponse, context: ContentContext) -> None:
        self.is_json_from_tool = False
        self._context = context
        self._converter = BlockConverter(context)
        self._shown_texts = _texts_to_show(response, uses_json_tool=context.uses_json_tool)
        self._has_web_search_results = any(
            block["type"] == "web_search_tool_result" and isinstance(block["content"], list) and block["content"]
            for block in response["content"]
        )

    def read(self, block: ContentBlock) -> Iterator[Content]:
        if block["type"] == "text":
            yield from self._text(block)
        elif block["type"] == "thinking":
            yield Reasoning(text=block["thinking"], provider_metadata=_signature(block))
        elif block["type"] == "redacted_thinking":
            yield Reasoning(text="", provider_metadata={"anthropic": {"redactedData": block["data"]}})
        elif block["type"] == "compaction":
            yield from _compaction(block)
        elif block["type"] == "tool_use":
            if self._context.uses_json_tool and block["name"] == JSON_TOOL_NAME:
                self.is_json_from_tool = True
                yield Text(text=to_json_text(block.get("input", {})))
            else:
                yield self._converter.tool_call(block)
        elif block["type"] == "server_tool_use":
            call = self._converter.server_tool_call(block)
            if call is not None:
                yield call
        else:
            yield from self._converter.convert(block)

    def _text(self, block: TextBlock) -> Iterator[Content]:
        if id(block) not in self._shown_texts:
            return
        citations = block["citations"] or []
        documents = self._context.documents
        yield Text(
            text=block["text"],
            citations=[convert_citation(citation, documents) for citation in citations] or None,
            provider_metadata=text_metadata(citations),
        )
        for citation in citations:
            if citation["type"] == "web_search_result_location" and self._has_web_search_results:
                continue  # the results themselves are the sources
            source = create_source(citation, documents, self._context.generate_id)
            if source is not None:
                yield source


def _texts_to_show(response: MessageResponse, *, uses_json_tool: bool) -> set[int]:
    """The identities of the texts that are shown.

    With the JSON tool, its input is the answer. A model that never calls it has answered in text, after its last call
    of another tool.
    """
    texts: set[int] = set()
    if uses_json_tool and continues(response["stop_reason"]):
        return texts
    for block in response["content"]:
        if block["type"] == "text":
            texts.add(id(block))
        elif uses_json_tool and block["type"] == "tool_use" and block["name"] == JSON_TOOL_NAME:
            return set()
        elif uses_json_tool and block["type"] not in TEXT_OR_THINKING:
            texts.clear()
    return texts


def _signature(block: ThinkingBlock) -> ProviderMetadata | None:
    signature = block.get("signature")
    return None if signature is None else {"anthropic": {"signature": signature}}


def _compaction(block: CompactionBlock) -> Iterator[Content]:
    if block["content"]:
        yield Text(text=block["content"], provider_metadata=compaction_metadata(block["signature"]))
