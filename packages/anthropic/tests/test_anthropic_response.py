"""Rules for reading whole answers: content, sources, usage, metadata."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_anthropic._messages.citations import CitedDocument
from ai_sdk_anthropic._messages.content import ContentContext
from ai_sdk_anthropic._messages.response import convert_response
from ai_sdk_anthropic._messages.schemas import MESSAGE_RESPONSE
from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import CustomContent, ProviderTool, Text, ToolCall, ToolResult, UrlSource
from ai_sdk_core.provider_utils import ToolNameMapping

Answer = Callable[..., dict[str, Any]]


def read(response: Any, keys: tuple[str, ...] = ("anthropic",), **fields: Any) -> Any:
    context = ContentContext(**{"tool_names": ToolNameMapping((), {}), "generate_id": lambda: "id", **fields})
    return convert_response(MESSAGE_RESPONSE.validate(response), context, keys)


def named(tool_id: str, wire_name: str) -> dict[str, Any]:
    """The user calls a tool of the API `mine`."""
    return {"tool_names": ToolNameMapping([ProviderTool(id=tool_id, name="mine", args={})], {tool_id: wire_name})}


class TestContent:
    def test_reasoning_keeps_its_signature(self, answer: Answer) -> None:
        thinking = {"type": "thinking", "thinking": "th", "signature": "sig=="}
        redacted = {"type": "redacted_thinking", "data": "enc"}
        first, second = read(answer(thinking, redacted)).content
        assert (first.text, first.provider_metadata) == ("th", {"anthropic": {"signature": "sig=="}})
        assert (second.text, second.provider_metadata) == ("", {"anthropic": {"redactedData": "enc"}})

    def test_an_empty_summary_is_nothing(self, answer: Answer) -> None:
        whole = {"type": "compaction", "content": "s", "signature": "x"}
        (text,) = read(answer({"type": "compaction", "content": None}, whole)).content
        details = {"type": "compaction", "signature": "x"}
        assert text == Text(text="s", provider_metadata={"anthropic": details})

    def test_a_call_says_who_made_it(self, answer: Answer) -> None:
        caller = {"type": "code_execution_20260120", "tool_id": "srv"}
        block = {"type": "tool_use", "id": "1", "name": "f", "input": {"a": "ü"}, "caller": caller}
        (call,) = read(answer(block)).content
        details = {"caller": {"type": "code_execution_20260120", "toolId": "srv"}}
        assert call == ToolCall(
            tool_call_id="1", tool_name="f", input='{"a":"ü"}', provider_metadata={"anthropic": details}
        )

    def test_tools_of_the_api_have_the_names_of_the_user(self, answer: Answer) -> None:
        call = {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {"query": "q"}}
        page = {"type": "web_search_result", "url": "u", "title": None, "encrypted_content": "e", "page_age": "1 day"}
        found = {"type": "web_search_tool_result", "tool_use_id": "s", "content": [page]}
        content = read(answer(call, found), **named("anthropic.web_search_20250305", "web_search")).content
        assert [part.tool_name for part in content[:2]] == ["mine", "mine"]
        assert content[1].result == [
            {"type": "web_search_result", "url": "u", "pageAge": "1 day", "encryptedContent": "e"}
        ]
        assert content[2] == UrlSource(id="id", url="u", provider_metadata={"anthropic": {"pageAge": "1 day"}})

    @pytest.mark.parametrize(
        ("block_type", "error_type", "tool_name"),
        [
            ("web_search_tool_result", "web_search_tool_result_error", "web_search"),
            ("web_fetch_tool_result", "web_fetch_tool_result_error", "web_fetch"),
            ("code_execution_tool_result", "code_execution_tool_result_error", "code_execution"),
            ("tool_search_tool_result", "tool_search_tool_result_error", "tool_search_tool_regex"),
            ("advisor_tool_result", "advisor_tool_result_error", "advisor"),
        ],
    )
    def test_tools_of_the_api_may_fail(self, answer: Answer, block_type: str, error_type: str, tool_name: str) -> None:
        content = {"type": error_type, "error_code": "unavailable"}
        (part,) = read(answer({"type": block_type, "tool_use_id": "s", "content": content})).content
        assert part == ToolResult(
            tool_call_id="s",
            tool_name=tool_name,
            result={"type": error_type, "errorCode": "unavailable"},
            is_error=True,
        )

    def test_a_result_of_a_search_belongs_to_the_search_that_was_called(self, answer: Answer) -> None:
        call = {"type": "server_tool_use", "id": "s", "name": "tool_search_tool_bm25", "input": {"query": "q"}}
        references = [{"type": "tool_reference", "tool_name": "f"}]
        content = {"type": "tool_search_tool_search_result", "tool_references": references}
        found = {"type": "tool_search_tool_result", "tool_use_id": "s", "content": content}
        assert read(answer(call, found)).content[1].tool_name == "tool_search_tool_bm25"
        deferred = read(answer(found), **named("anthropic.tool_search_bm25_20251119", "tool_search_tool_bm25"))
        assert deferred.content[0].tool_name == "mine"

    def test_results_of_mcp_servers_find_their_calls(self, answer: Answer) -> None:
        call = {"type": "mcp_tool_use", "id": "m", "name": "echo", "input": {}, "server_name": "srv"}
        result = {"type": "mcp_tool_result", "tool_use_id": "m", "is_error": True, "content": ["r"]}
        first, second = read(answer(call, result)).content
        assert (second.tool_name, second.is_error, second.dynamic) == ("echo", True, True)
        assert first.provider_metadata == second.provider_metadata
        (alone,) = read(answer(result)).content
        assert (alone.tool_name, alone.provider_metadata) == ("mcp", None)

    def test_a_fetched_page_can_be_cited(self, answer: Answer) -> None:
        source = {"type": "text", "media_type": "text/plain", "data": "x"}
        page = {"type": "document", "title": None, "source": source, "citations": {"enabled": True}}
        fetched = {"type": "web_fetch_result", "url": "https://a", "retrieved_at": None, "content": page}
        citation = {
            "type": "char_location",
            "cited_text": "x",
            "document_index": 1,
            "document_title": None,
            "start_char_index": 0,
            "end_char_index": 1,
        }
        response = answer(
            {"type": "web_fetch_tool_result", "tool_use_id": "s", "content": fetched},
            {"type": "text", "text": "a", "citations": [citation]},
        )
        result, text, document = read(
            response, documents=[CitedDocument(title="P", media_type="application/pdf")]
        ).content
        assert result.result["content"]["citations"] == {"enabled": True}
        assert document.title == "https://a"
        assert text.citations[0].source.title == "https://a"

    def test_a_citation_of_an_unknown_document_is_no_source(self, answer: Answer) -> None:
        citation = {
            "type": "content_block_location",
            "cited_text": "x",
            "document_index": 3,
            "document_title": None,
            "start_block_index": 0,
            "end_block_index": 1,
            "file_id": "file_1",
        }
        (text,) = read(answer({"type": "text", "text": "a", "citations": [citation]})).content
        (cited,) = text.citations
        assert (cited.source.id, cited.source.title) == ("file_1", "Document 3")

    def test_other_models_may_have_answered(self, answer: Answer) -> None:
        block = {"type": "fallback", "from": {"model": "a"}, "to": {"model": "b"}}
        details = {"type": "fallback", "from": {"model": "a"}, "to": {"model": "b"}}
        assert read(answer(block)).content == [
            CustomContent(kind="anthropic.fallback", provider_metadata={"anthropic": details})
        ]

    def test_the_input_of_the_added_tool_is_the_answer(self, answer: Answer) -> None:
        call = {"type": "tool_use", "id": "j", "name": "json", "input": {"a": 1}}
        response = answer({"type": "text", "text": "preamble"}, call, stop_reason="tool_use")
        result = read(response, uses_json_tool=True)
        assert [json.loads(part.text) for part in result.content] == [{"a": 1}]
        assert result.finish_reason.unified == "stop"

    def test_a_kind_of_block_that_nobody_knows_is_refused(self, answer: Answer) -> None:
        with pytest.raises(TypeValidationError):
            read(answer({"type": "brand_new"}))


class TestFacts:
    @pytest.mark.parametrize(
        ("raw", "unified"),
        [
            ("end_turn", "stop"),
            ("stop_sequence", "stop"),
            ("pause_turn", "stop"),
            ("max_tokens", "length"),
            ("model_context_window_exceeded", "length"),
            ("refusal", "content-filter"),
            ("tool_use", "tool-calls"),
            ("compaction", "other"),
            ("brand_new", "other"),
            (None, "other"),
        ],
    )
    def test_reasons_to_stop(self, answer: Answer, raw: str | None, unified: str) -> None:
        reason = read(answer(stop_reason=raw)).finish_reason
        assert (reason.unified, reason.raw) == (unified, raw)

    def test_cached_tokens_are_input_too(self, answer: Answer) -> None:
        usage = {
            "input_tokens": 1,
            "cache_creation_input_tokens": 2,
            "cache_read_input_tokens": 4,
            "output_tokens": 10,
            "output_tokens_details": {"thinking_tokens": 3},
            "new_field": {"kept": None},
        }
        read_usage = read(answer(usage=usage)).usage
        tokens = read_usage.input_tokens
        assert (tokens.total, tokens.no_cache, tokens.cache_write, tokens.cache_read) == (7, 1, 2, 4)
        assert (read_usage.output_tokens.text, read_usage.output_tokens.reasoning) == (7, 3)
        assert read_usage.raw == usage

    @pytest.mark.parametrize(
        ("kinds", "totals"),
        [
            (["compaction", "message"], (20, 22)),
            (["message", "advisor_message"], (10, 11)),
            (["advisor_message"], (1, 2)),
            (["message", "fallback_message"], (1, 2)),
        ],
    )
    def test_runs_count_that_led_to_the_answer(self, answer: Answer, kinds: list[str], totals: tuple[int, int]) -> None:
        runs = [{"type": kind, "input_tokens": 10, "output_tokens": 11} for kind in kinds]
        usage = read(answer(usage={"input_tokens": 1, "output_tokens": 2, "iterations": runs})).usage
        assert (usage.input_tokens.no_cache, usage.output_tokens.total) == totals

    def test_metadata_of_a_plain_answer(self, answer: Answer) -> None:
        metadata = read(answer(), keys=("anthropic", "mine")).provider_metadata
        assert (
            metadata["mine"]
            == metadata["anthropic"]
            == {
                "usage": {"input_tokens": 3, "output_tokens": 5},
                "stopSequence": None,
                "iterations": None,
                "container": None,
                "contextManagement": None,
            }
        )

    def test_metadata_of_an_answer_with_everything(self, answer: Answer) -> None:
        run = {
            "type": "message",
            "model": "m",
            "input_tokens": 1,
            "output_tokens": 2,
            "cache_creation_input_tokens": 3,
            "cache_read_input_tokens": 0,
        }
        edits = [
            {"type": "clear_tool_uses_20250919", "cleared_tool_uses": 1, "cleared_input_tokens": 2},
            {"type": "clear_thinking_20251015", "cleared_thinking_turns": 1, "cleared_input_tokens": 2},
        ]
        skill = {"type": "custom", "skill_id": "s", "version": "1"}
        metadata = read(
            answer(
                usage={"input_tokens": 1, "output_tokens": 2, "iterations": [run]},
                service_tier="priority",
                container={"id": "c", "expires_at": "t", "skills": [skill]},
                context_management={"applied_edits": edits},
            )
        ).provider_metadata["anthropic"]
        assert metadata["iterations"] == [
            {"type": "message", "model": "m", "inputTokens": 1, "outputTokens": 2, "cacheCreationInputTokens": 3}
        ]
        assert metadata["serviceTier"] == "priority"
        assert metadata["container"]["skills"] == [{"type": "custom", "skillId": "s", "version": "1"}]
        assert [edit["type"] for edit in metadata["contextManagement"]["appliedEdits"]] == [
            edit["type"] for edit in edits
        ]
