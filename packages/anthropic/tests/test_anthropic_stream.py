"""Rules for decoding the events of a streamed answer."""

import itertools
import json
from typing import Any

import pytest
from ai_sdk_anthropic._messages.citations import CitedDocument
from ai_sdk_anthropic._messages.content import ContentContext
from ai_sdk_anthropic._messages.response import convert_response
from ai_sdk_anthropic._messages.schemas import MESSAGE_RESPONSE, STREAM_EVENT
from ai_sdk_anthropic._messages.stream import MessageStreamDecoder
from ai_sdk_core.errors import InvalidResponseDataError, TypeValidationError
from ai_sdk_core.provider import (
    CustomContent,
    DocumentSource,
    Finish,
    FinishReason,
    OtherWarning,
    ReasoningDelta,
    StreamError,
    StreamStart,
    TextDelta,
    TextEnd,
    ToolCall,
    ToolInputDelta,
    ToolInputStart,
    UrlSource,
)
from ai_sdk_core.provider_utils import ToolNameMapping
from hypothesis import given
from hypothesis import strategies as st


def begin(**facts: Any) -> dict[str, Any]:
    usage = {"input_tokens": 3, "output_tokens": 1}
    return {"type": "message_start", "message": {"id": "msg_1", "model": "claude-test", "usage": usage, **facts}}


def start(index: int, kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": "content_block_start", "index": index, "content_block": {"type": kind, **fields}}


def delta(index: int, kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, **fields}}


def text(index: int, piece: str) -> dict[str, Any]:
    return delta(index, "text_delta", text=piece)


def stop(index: int) -> dict[str, Any]:
    return {"type": "content_block_stop", "index": index}


def end(stop_reason: str | None = "end_turn", **facts: Any) -> list[dict[str, Any]]:
    usage = facts.pop("usage", {"output_tokens": 5})
    fields = {name: facts.pop(name) for name in ("context_management", "input_transformations") if name in facts}
    last = {"type": "message_delta", "delta": {"stop_reason": stop_reason, **facts}, "usage": usage, **fields}
    return [last, {"type": "message_stop"}]


def context(**fields: Any) -> ContentContext:
    ids = map(str, itertools.count())
    return ContentContext(**{"tool_names": ToolNameMapping((), {}), "generate_id": lambda: next(ids), **fields})


def decode(*events: Any, keys: tuple[str, ...] = ("anthropic",), pings: bool = False, **fields: Any) -> list[Any]:
    """Validate and decode events the way a stream does, and give all parts."""
    decoder = MessageStreamDecoder(warnings=[], context=context(**fields), metadata_keys=keys, includes_pings=pings)
    decoder.start()
    for event in events:
        try:
            validated = STREAM_EVENT.validate_json(json.dumps(event))
        except TypeValidationError as error:
            decoder.invalid(error)
        else:
            decoder.chunk(validated)
    decoder.finish()
    return decoder.parts


def types(*events: Any, **fields: Any) -> list[str]:
    """Types of the parts between the beginning of the message and its finish."""
    parts = [part.type for part in decode(begin(), *events, *end(), **fields)]
    assert parts[:3] == ["stream-start", "response-metadata", "custom"]
    assert parts[-1] == "finish"
    return parts[3:-1]


TOOL = {"id": "t1", "name": "weather", "input": {}}


def json_delta(index: int, piece: str) -> dict[str, Any]:
    return delta(index, "input_json_delta", partial_json=piece)


class TestBeginningAndEnd:
    def test_the_stream_starts_with_the_warnings(self) -> None:
        warning = OtherWarning(message="w")
        decoder = MessageStreamDecoder(warnings=[warning], context=context(), metadata_keys=("anthropic",))
        decoder.start()
        assert decoder.parts == [StreamStart(warnings=[warning])]

    def test_a_message_begins_with_its_metadata_and_a_custom_part(self) -> None:
        _, metadata, custom = decode(begin())
        assert (metadata.id, metadata.model_id) == ("msg_1", "claude-test")
        usage = {"input_tokens": 3, "output_tokens": 1}
        details = {"id": "msg_1", "model": "claude-test", "usage": usage}
        assert custom == CustomContent(kind="anthropic.message_start", provider_metadata={"anthropic": details})

    def test_usage_of_start_and_end_are_merged(self) -> None:
        usage = {"output_tokens": 9, "cache_read_input_tokens": 2, "extra": {"kept": True}}
        finish = decode(begin(), *end(usage=usage))[-1]
        assert finish.usage.raw == {"input_tokens": 3, **usage}
        assert (finish.usage.input_tokens.total, finish.usage.input_tokens.cache_read) == (5, 2)
        assert finish.usage.output_tokens.total == 9

    def test_a_stream_that_is_cut_off_after_output_is_interrupted(self) -> None:
        finish = decode(begin(), start(0, "text", text=""), text(0, "a"))[-1]
        assert finish == Finish(finish_reason=FinishReason(unified="interrupted"), usage=finish.usage)
        assert finish.usage.input_tokens.total is None

    def test_a_stream_that_is_cut_off_before_output_has_no_finish(self) -> None:
        assert decode(begin(), start(0, "text", text=""))[-1].type == "text-start"

    def test_a_second_message_that_is_cut_off_keeps_the_usage_of_the_first(self) -> None:
        second = {**begin(), "message": {**begin()["message"], "id": "msg_2"}}
        parts = decode(begin(), *end(), second, start(0, "text", text=""), text(0, "a"))
        assert parts[-1].finish_reason.unified == "interrupted"
        assert parts[-1].usage.output_tokens.total == 5

    def test_a_beginning_that_is_repeated_is_ignored(self) -> None:
        assert [part.type for part in decode(begin(), begin())] == ["stream-start", "response-metadata", "custom"]

    def test_another_message_before_the_end_breaks_the_stream(self) -> None:
        other = {**begin(), "message": {**begin()["message"], "id": "msg_2"}}
        parts = decode(begin(), other, start(0, "text", text=""), *end(), {"type": "nonsense"})
        assert [part.type for part in parts[3:]] == ["error"]
        assert isinstance(parts[3].error, InvalidResponseDataError)
        assert str(parts[3].error) == (
            'Received message_start for message "msg_2" while message "msg_1" is still open.'
        )

    def test_metadata_come_under_all_keys(self) -> None:
        finish = decode(begin(), *end(stop_sequence="x"), keys=("anthropic", "mine"))[-1]
        assert finish.provider_metadata["mine"]["stopSequence"] == "x"
        assert finish.provider_metadata["mine"] == finish.provider_metadata["anthropic"]

    def test_late_facts_reach_the_metadata(self) -> None:
        safeguard = {"type": "dangerous_tool_use", "status": {"type": "available"}}
        container = {"id": "c", "expires_at": "2026-01-01", "skills": None}
        edits = {"applied_edits": [{"type": "compact_20260112"}]}
        last, done = end(
            "refusal",
            safeguard_results=[safeguard],
            container=container,
            stop_details={"type": "refusal", "category": "bio", "explanation": None},
            context_management=edits,
            input_transformations=[{"type": "t", "path": "p", "reason": "r"}],
            usage={"output_tokens": 5, "service_tier": "priority"},
        )
        finish = decode(begin(service_tier="standard"), last, done)[-1]
        metadata = finish.provider_metadata["anthropic"]
        assert finish.finish_reason == FinishReason(unified="content-filter", raw="refusal")
        assert metadata["safeguardResults"] == [safeguard]
        assert metadata["container"] == {"id": "c", "expiresAt": "2026-01-01", "skills": None}
        assert metadata["stopDetails"] == {"type": "refusal", "category": "bio"}
        assert metadata["contextManagement"] == {"appliedEdits": [{"type": "compact_20260112"}]}
        assert metadata["inputTransformations"] == [{"type": "t", "path": "p", "reason": "r"}]
        assert metadata["serviceTier"] == "priority"

    def test_pings_are_passed_on_when_they_are_wanted(self) -> None:
        assert [part.type for part in decode({"type": "ping"})] == ["stream-start"]
        assert [part.type for part in decode({"type": "ping"}, pings=True)] == ["stream-start", "ping"]


class TestBlocks:
    def test_blocks_are_named_by_their_index(self) -> None:
        parts = decode(begin(), start(4, "text", text=""), text(4, "a"), stop(4), *end())
        assert [(part.type, part.id) for part in parts[3:-1]] == [
            ("text-start", "4"),
            ("text-delta", "4"),
            ("text-end", "4"),
        ]

    def test_blocks_may_overlap(self) -> None:
        parts = decode(
            begin(),
            start(0, "thinking", thinking=""),
            start(1, "text", text=""),
            text(1, "b"),
            delta(0, "thinking_delta", thinking="a"),
            stop(1),
            stop(0),
            *end(),
        )
        assert [(part.type, part.id) for part in parts[5:-1]] == [
            ("text-delta", "1"),
            ("reasoning-delta", "0"),
            ("text-end", "1"),
            ("reasoning-end", "0"),
        ]

    def test_a_signature_comes_in_a_delta_without_text(self) -> None:
        parts = decode(
            begin(), start(0, "thinking", thinking=""), delta(0, "signature_delta", signature="sig=="), stop(0), *end()
        )
        assert parts[4] == ReasoningDelta(id="0", delta="", provider_metadata={"anthropic": {"signature": "sig=="}})

    def test_a_signature_of_something_else_is_ignored(self) -> None:
        assert types(start(0, "text", text=""), delta(0, "signature_delta", signature="s"), stop(0)) == [
            "text-start",
            "text-end",
        ]

    def test_redacted_thinking_is_reasoning_without_text(self) -> None:
        parts = decode(begin(), start(0, "redacted_thinking", data="enc"), stop(0), *end())
        assert parts[3].provider_metadata == {"anthropic": {"redactedData": "enc"}}
        assert [part.type for part in parts[3:-1]] == ["reasoning-start", "reasoning-end"]

    def test_a_summary_comes_whole_or_in_deltas(self) -> None:
        parts = decode(
            begin(),
            start(0, "compaction", content="all", signature="s"),
            stop(0),
            start(1, "compaction"),
            delta(1, "compaction_delta", content="bit"),
            delta(1, "compaction_delta", content=None),
            stop(1),
            *end("compaction"),
        )
        assert parts[3].provider_metadata == {"anthropic": {"type": "compaction", "signature": "s"}}
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["all", "bit"]
        assert parts[-1].finish_reason.unified == "other"

    def test_what_the_api_forgets_to_end_ends_with_the_message(self) -> None:
        assert types(start(0, "text", text=""), text(0, "a")) == ["text-start", "text-delta", "text-end"]

    def test_a_block_that_starts_twice_ends_in_between(self) -> None:
        again = start(0, "text", text="")
        assert types(again, again, stop(0)) == ["text-start", "text-end", "text-start", "text-end"]

    def test_deltas_without_a_start_open_their_block(self) -> None:
        assert types(text(0, "a"), delta(1, "thinking_delta", thinking="b"), stop(0), stop(1)) == [
            "text-start",
            "text-delta",
            "reasoning-start",
            "reasoning-delta",
            "text-end",
            "reasoning-end",
        ]

    def test_a_container_upload_is_content(self) -> None:
        part = decode(begin(), start(0, "container_upload", file_id="f"), *end())[3]
        assert part == CustomContent(
            kind="anthropic.container_upload", provider_metadata={"anthropic": {"fileId": "f"}}
        )


class TestTools:
    def test_a_call_is_complete_when_its_block_ends(self) -> None:
        parts = decode(
            begin(),
            start(0, "tool_use", **TOOL),
            json_delta(0, ""),
            json_delta(0, '{"a"'),
            json_delta(0, ":1}"),
            stop(0),
        )
        assert parts[3] == ToolInputStart(id="t1", tool_name="weather")
        assert [part.delta for part in parts if isinstance(part, ToolInputDelta)] == ['{"a"', ":1}"]
        assert ToolCall(tool_call_id="t1", tool_name="weather", input='{"a":1}') in parts

    def test_a_call_without_input_has_an_empty_object(self) -> None:
        call = decode(begin(), start(0, "tool_use", **TOOL), stop(0), *end("tool_use"))[-2]
        assert call.input == "{}"

    def test_the_input_may_come_with_the_start(self) -> None:
        call = decode(begin(), start(0, "tool_use", **{**TOOL, "input": {"a": 1}}), stop(0), *end())[-2]
        assert call.input == '{"a":1}'

    def test_a_call_that_is_cut_off_is_no_call(self) -> None:
        parts = decode(begin(), start(0, "tool_use", **TOOL), json_delta(0, '{"a"'), *end("tool_use"))
        assert [part.type for part in parts[3:]] == ["tool-input-start", "tool-input-delta", "finish"]

    def test_half_a_character_in_an_input_waits_for_the_other_half(self) -> None:
        parts = decode(
            begin(), start(0, "tool_use", **TOOL), json_delta(0, '"\ud83d'), json_delta(0, '\ude00"'), stop(0)
        )
        assert [part.delta for part in parts if isinstance(part, ToolInputDelta)] == ['"', '😀"']

    def test_half_a_character_at_the_end_of_an_input_is_replaced(self) -> None:
        parts = decode(begin(), start(0, "tool_use", **TOOL), json_delta(0, '"a\ud83d'), stop(0))
        assert [part.delta for part in parts if isinstance(part, ToolInputDelta)] == ['"a', "\ufffd"]

    def test_a_call_that_one_message_left_open_does_not_go_on_in_the_next(self) -> None:
        begun = [begin(), start(0, "tool_use", **TOOL), json_delta(0, "{"), *end()]
        parts = decode(*begun, begin(id="msg_2"), json_delta(0, "}"), stop(0), *end())
        assert [part.type for part in parts[5:]] == ["finish", "response-metadata", "custom", "finish"]

    def test_calls_that_waited_for_the_message_come_with_it(self) -> None:
        caller = {"type": "code_execution_20250825", "tool_id": "srv"}
        block = {"type": "tool_use", "id": "t1", "name": "weather", "input": {"a": 1}, "caller": caller}
        parts = decode(begin(content=[block]), *end("tool_use"))
        assert [part.type for part in parts[3:-1]] == [
            "tool-input-start",
            "tool-input-delta",
            "tool-input-end",
            "tool-call",
        ]
        details = {"caller": {"type": "code_execution_20250825", "toolId": "srv"}}
        assert parts[-2].provider_metadata == {"anthropic": details}

    def test_a_command_gets_its_type_in_the_first_delta(self) -> None:
        block = {"id": "s1", "name": "bash_code_execution", "input": {}}
        parts = decode(
            begin(), start(0, "server_tool_use", **block), json_delta(0, '{"command":'), json_delta(0, '"ls"}'), stop(0)
        )
        call = parts[-2]
        assert (call.tool_name, call.provider_executed) == ("code_execution", True)
        assert json.loads(call.input) == {"type": "bash_code_execution", "command": "ls"}
        deltas = [part.delta for part in parts if isinstance(part, ToolInputDelta)]
        assert "".join(deltas) == call.input

    @pytest.mark.parametrize("has_deltas", [True, False])
    def test_a_program_says_that_it_is_one(self, has_deltas: bool) -> None:
        block = {"id": "s1", "name": "code_execution", "input": {} if has_deltas else {"code": "1"}}
        deltas = [json_delta(0, '{"code":"1"}')] if has_deltas else []
        call = decode(begin(), start(0, "server_tool_use", **block), *deltas, stop(0), *end())[-2]
        assert json.loads(call.input) == {"type": "programmatic-tool-call", "code": "1"}

    def test_programs_that_nobody_declared_are_dynamic(self) -> None:
        block = {"id": "s1", "name": "code_execution", "input": {}}
        parts = decode(
            begin(), start(0, "server_tool_use", **block), stop(0), *end(), marks_code_execution_dynamic=True
        )
        assert (parts[3].dynamic, parts[5].dynamic) == (True, True)

    def test_tools_that_users_cannot_see_leave_no_trace(self) -> None:
        block = {"id": "s1", "name": "brand_new", "input": {}}
        assert types(start(0, "server_tool_use", **block), json_delta(0, "{}"), stop(0)) == []

    def test_an_action_is_added_to_the_input_of_a_toolset(self) -> None:
        block = {"id": "t1", "name": "left_click", "toolset_name": "computer", "input": {}}
        parts = decode(
            begin(),
            start(0, "tool_use", **block),
            json_delta(0, '{"coordinate"'),
            json_delta(0, ":[1,2]}"),
            stop(0),
            tools=[{"type": "computer_toolset_20260801"}],
        )
        assert [part.delta for part in parts if isinstance(part, ToolInputDelta)] == [
            '{"coordinate":[1,2],"action":"left_click"}'
        ]
        assert parts[-2].provider_metadata == {"anthropic": {"toolsetName": "computer"}}

    @pytest.mark.parametrize(
        "tools",
        [
            None,
            [{"type": "computer_20251124"}],
            [{"type": "computer_toolset_20260801", "configs": {"left_click": {"enabled": False}}}],
        ],
    )
    def test_an_action_that_was_not_offered_is_refused(self, tools: Any) -> None:
        block = {"id": "t1", "name": "left_click", "toolset_name": "computer", "input": {}}
        with pytest.raises(InvalidResponseDataError, match=r"unavailable toolset member: computer\.left_click"):
            decode(begin(), start(0, "tool_use", **block), tools=tools)

    @pytest.mark.parametrize("piece", ["[1]", "{", "1"])
    def test_an_action_whose_input_is_no_object_is_refused(self, piece: str) -> None:
        block = {"id": "t1", "name": "wait", "toolset_name": "computer", "input": {}}
        with pytest.raises(InvalidResponseDataError, match="Invalid toolset member input"):
            decode(
                begin(),
                start(0, "tool_use", **block),
                json_delta(0, piece),
                stop(0),
                tools=[{"type": "computer_toolset_20260801"}],
            )


class TestSources:
    web: dict[str, Any] = {  # noqa: RUF012 - data
        "type": "web_search_result_location",
        "cited_text": "c",
        "url": "https://a",
        "title": None,
        "encrypted_index": "e",
    }

    def test_citations_stand_at_the_end_of_their_text(self) -> None:
        page = {
            "type": "page_location",
            "cited_text": "c",
            "document_index": 0,
            "document_title": None,
            "start_page_number": 1,
            "end_page_number": 2,
        }
        parts = decode(
            begin(),
            start(0, "text", text=""),
            delta(0, "citations_delta", citation=page),
            text(0, "a"),
            stop(0),
            *end(),
            documents=[CitedDocument(title="T", media_type="application/pdf", filename="t.pdf")],
        )
        source = parts[4]
        assert isinstance(source, DocumentSource)
        assert (source.title, source.filename, source.media_type) == ("T", "t.pdf", "application/pdf")
        (text_end,) = (part for part in parts if isinstance(part, TextEnd))
        assert text_end.citations is not None
        assert text_end.citations[0].cited_text == "c"
        assert text_end.provider_metadata == {"anthropic": {"citations": [page]}}

    def test_web_citations_become_sources_at_the_end(self) -> None:
        cited = [start(0, "text", text=""), delta(0, "citations_delta", citation=self.web), stop(0)]
        parts = decode(begin(), *cited, *end())
        assert parts[-2] == UrlSource(
            id="0",
            url="https://a",
            provider_metadata={"anthropic": {"citedText": "c", "encryptedIndex": "e"}},
        )

    def test_each_message_has_its_own_sources(self) -> None:
        cited = [start(0, "text", text=""), delta(0, "citations_delta", citation=self.web), stop(0)]
        parts = decode(begin(), *cited, *end("pause_turn"), begin(id="msg_2"), *end())
        assert [part.url for part in parts if isinstance(part, UrlSource)] == ["https://a"]

    def test_the_results_of_a_search_are_the_better_sources(self) -> None:
        page = {"type": "web_search_result", "url": "https://b", "title": "B", "encrypted_content": "x"}
        parts = decode(
            begin(),
            start(0, "web_search_tool_result", tool_use_id="s", content=[page]),
            start(1, "text", text=""),
            delta(1, "citations_delta", citation=self.web),
            stop(1),
            *end(),
        )
        assert [part.url for part in parts if isinstance(part, UrlSource)] == ["https://b"]


class TestJsonTool:
    """A tool stands in where a model cannot keep to a schema."""

    call: Any = [start(1, "tool_use", id="j", name="json", input={}), json_delta(1, '{"a":1}'), stop(1)]  # noqa: RUF012

    def test_its_input_is_the_text(self) -> None:
        events = [start(0, "text", text=""), text(0, "preamble"), stop(0), *self.call, *end("tool_use")]
        parts = decode(begin(), *events, uses_json_tool=True)
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ['{"a":1}']
        assert parts[-1].finish_reason == FinishReason(unified="stop", raw="tool_use")

    def test_text_is_the_answer_if_the_tool_was_never_called(self) -> None:
        events = [start(0, "text", text=""), text(0, "a"), text(0, "b"), stop(0), start(1, "text", text=""), stop(1)]
        parts = decode(begin(), *events, *end(), uses_json_tool=True)
        assert [part.delta for part in parts if isinstance(part, TextDelta)] == ["ab"]

    def test_text_before_another_call_is_no_answer(self) -> None:
        events = [start(0, "text", text=""), text(0, "a"), stop(0), start(1, "tool_use", **TOOL), stop(1)]
        parts = decode(begin(), *events, *end(), uses_json_tool=True)
        assert not [part for part in parts if isinstance(part, TextDelta)]

    def test_text_of_an_answer_that_goes_on_is_no_answer(self) -> None:
        events = [start(0, "text", text=""), text(0, "a"), stop(0)]
        parts = decode(begin(), *events, *end("pause_turn"), uses_json_tool=True)
        assert [part.type for part in parts[3:]] == ["finish"]


class TestErrors:
    def test_an_error_event_says_whether_another_attempt_may_succeed(self) -> None:
        error = {"type": "overloaded_error", "message": "Overloaded"}
        parts = decode(begin(), start(0, "text", text=""), text(0, "a"), {"type": "error", "error": error})
        assert parts[-1] == StreamError(
            error={
                "message": "Overloaded",
                "type": "overloaded_error",
                "statusCode": 529,
                "isRetryable": True,
                "data": error,
            }
        )

    def test_what_a_proxy_knows_better_counts(self) -> None:
        error = {"type": "api_error", "message": "m", "statusCode": 418, "isRetryable": False, "code": 7, "data": None}
        assert decode({"type": "error", "error": error})[-1].error == {
            "message": "m",
            "type": "api_error",
            "code": 7,
            "statusCode": 418,
            "isRetryable": False,
            "data": None,
        }

    def test_an_event_that_cannot_be_read_is_an_error_and_the_stream_goes_on(self) -> None:
        parts = decode(begin(), {"type": "brand_new"}, start(0, "brand_new"), start(1, "text", text=""), *end())
        assert [part.type for part in parts[3:]] == ["error", "error", "text-start", "text-end", "finish"]


# --- What holds for every stream ---

TEXTS = st.text(max_size=6)
PAIRS = st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 9))
JSON_OBJECTS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers() | st.text(max_size=3), max_size=3)

CITATIONS = st.builds(
    lambda quote, index: {
        "type": "char_location",
        "cited_text": quote,
        "document_index": index,
        "document_title": None,
        "start_char_index": 0,
        "end_char_index": 1,
    },
    TEXTS,
    st.integers(0, 2),
)

BLOCKS = st.one_of(
    st.builds(
        lambda value, citations: {"type": "text", "text": value, "citations": citations},
        TEXTS,
        st.lists(CITATIONS, max_size=2),
    ),
    st.builds(lambda value, signature: {"type": "thinking", "thinking": value, "signature": signature}, TEXTS, TEXTS),
    st.builds(lambda data: {"type": "redacted_thinking", "data": data}, TEXTS),
    st.builds(lambda value: {"type": "tool_use", "id": "t", "name": "f", "input": value}, JSON_OBJECTS),
    st.builds(
        lambda name, value: {"type": "server_tool_use", "id": "s", "name": name, "input": value},
        st.sampled_from(["web_search", "web_fetch", "tool_search_tool_regex", "bash_code_execution", "new"]),
        st.dictionaries(st.sampled_from(["query", "url"]), st.text(max_size=3), min_size=1),
    ),
    st.just({"type": "container_upload", "file_id": "f"}),
    st.just({"type": "fallback", "from": {"model": "a"}, "to": {"model": "b"}}),
    st.just({"type": "mcp_tool_use", "id": "m", "name": "echo", "input": {"a": 1}, "server_name": "srv"}),
    st.just(
        {"type": "mcp_tool_result", "tool_use_id": "m", "is_error": False, "content": [{"type": "text", "text": "r"}]}
    ),
    st.just({"type": "advisor_tool_result", "tool_use_id": "s", "content": {"type": "advisor_result", "text": "t"}}),
)
CUTS = st.lists(st.integers(0, 40), max_size=4)


def cut(value: str, positions: list[int]) -> list[str]:
    """Cut a text into pieces; half characters are possible where it is cut as UTF-16."""
    bounds = [0, *sorted(position % (len(value) + 1) for position in positions), len(value)]
    return [value[left:right] for left, right in itertools.pairwise(bounds)]


def to_events(index: int, block: dict[str, Any], positions: list[int]) -> list[dict[str, Any]]:
    """How the API streams a block."""
    kind = block["type"]
    if kind == "text":
        cited = [delta(index, "citations_delta", citation=citation) for citation in block["citations"]]
        pieces = [text(index, piece) for piece in cut(block["text"], positions)]
        return [start(index, "text", text=""), *pieces, *cited, stop(index)]
    if kind == "thinking":
        pieces = [delta(index, "thinking_delta", thinking=piece) for piece in cut(block["thinking"], positions)]
        signature = delta(index, "signature_delta", signature=block["signature"])
        return [start(index, "thinking", thinking=""), *pieces, signature, stop(index)]
    if kind in {"tool_use", "server_tool_use"}:
        whole = json.dumps(block["input"], ensure_ascii=False)
        pieces = [json_delta(index, piece) for piece in cut(whole, positions)]
        return [
            start(index, **{"kind": kind, **{k: v for k, v in block.items() if k != "type"}, "input": {}}),
            *pieces,
            stop(index),
        ]
    return [start(index, **{"kind": kind, **{k: v for k, v in block.items() if k != "type"}}), stop(index)]


def collect(parts: list[Any]) -> list[Any]:
    """The content of a stream, in the form of whole answers: JSON, with inputs parsed."""
    content: list[Any] = []
    blocks: dict[str, dict[str, Any]] = {}
    for part in parts:
        kind, _, step = part.type.rpartition("-")
        if kind in {"text", "reasoning"} and step == "start":
            blocks[part.id] = {"type": kind, "text": "", "metadata": part.provider_metadata}
            content.append(blocks[part.id])
        elif kind in {"text", "reasoning"}:
            block = blocks[part.id]
            block["text"] += getattr(part, "delta", "")
            block["metadata"] = part.provider_metadata or block["metadata"]
        elif part.type in {"tool-call", "tool-result", "source"} or (
            part.type == "custom" and part.kind != "anthropic.message_start"
        ):
            content.append(part)
    return [normal(part) for part in content]


def normal(part: Any) -> Any:
    if isinstance(part, ToolCall):
        return (part.type, part.tool_call_id, part.tool_name, json.loads(part.input), part.provider_metadata)
    if isinstance(part, dict):
        return (part["type"], part["text"], part["metadata"])
    if part.type in {"text", "reasoning"}:
        return (part.type, part.text, part.provider_metadata)
    if part.type == "source":
        return (part.type, part.title)
    return part


def sorted_sources(content: list[Any]) -> tuple[list[Any], list[Any]]:
    """Sources come with their citation in a stream, and behind the text in a whole answer."""
    sources = [part for part in content if isinstance(part, tuple) and part[0] == "source"]
    return [part for part in content if part not in sources], sources


DOCUMENTS = [CitedDocument(title="A", media_type="text/plain"), CitedDocument(title="B", media_type="text/plain")]


@given(st.lists(st.tuples(BLOCKS, CUTS), max_size=6), st.booleans())
def test_a_streams_content_equals_the_content_of_the_whole_answer(blocks: list[Any], dynamic: bool) -> None:
    response = {
        "type": "message",
        "content": [block for block, _ in blocks],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 3, "output_tokens": 5},
    }
    fields = {"documents": [*DOCUMENTS], "marks_code_execution_dynamic": dynamic}
    whole = convert_response(MESSAGE_RESPONSE.validate(response), context(**fields), ("anthropic",))
    events = [event for index, (block, positions) in enumerate(blocks) for event in to_events(index, block, positions)]
    streamed = decode(begin(), *events, *end(), **{**fields, "documents": [*DOCUMENTS]})
    assert sorted_sources(collect(streamed)) == sorted_sources([normal(part) for part in whole.content])
    assert streamed[-1].finish_reason == whole.finish_reason
    assert streamed[-1].usage.output_tokens == whole.usage.output_tokens


WIRE_EVENTS = st.one_of(
    st.just(begin()),
    st.just({**begin(), "message": {**begin()["message"], "id": "other"}}),
    st.sampled_from([*end(), *end("tool_use"), {"type": "ping"}, {"type": "x"}, {}, 1, None]),
    st.builds(stop, st.integers(0, 2)),
    st.builds(text, st.integers(0, 2), TEXTS),
    st.builds(lambda index, piece: delta(index, "thinking_delta", thinking=piece), st.integers(0, 2), TEXTS),
    st.builds(lambda index: delta(index, "signature_delta", signature="s"), st.integers(0, 2)),
    st.builds(json_delta, st.integers(0, 2), st.sampled_from(["", "{", "}", '"\ud83d', "x"])),
    st.builds(
        lambda index, block: to_events(index, block, [])[0],
        st.integers(0, 2),
        BLOCKS,
    ),
    st.just({"type": "error", "error": {"type": "api_error", "message": "m"}}),
)


@given(st.lists(WIRE_EVENTS, max_size=14), st.booleans())
def test_whatever_comes_in_whatever_order_blocks_are_well_formed(events: list[Any], uses_json_tool: bool) -> None:
    try:
        parts = decode(*events, uses_json_tool=uses_json_tool)
    except InvalidResponseDataError:
        return
    open_blocks: set[tuple[str, str]] = set()
    for part in parts:
        kind, _, step = part.type.rpartition("-")
        if kind not in {"text", "reasoning"}:
            continue
        if step == "start":
            assert (kind, part.id) not in open_blocks
            open_blocks.add((kind, part.id))
        else:
            assert (kind, part.id) in open_blocks
            if step == "end":
                open_blocks.remove((kind, part.id))
    has_failed = any(part.type == "error" for part in parts)
    if parts[-1].type == "finish" and parts[-1].finish_reason.unified != "interrupted" and not has_failed:
        assert not open_blocks


@given(st.text(), CUTS, st.booleans())
def test_text_arrives_whole_however_its_utf_16_is_cut(value: str, positions: list[int], is_thinking: bool) -> None:
    units = value.encode("utf-16-le")
    bounds = [0, *sorted(2 * (position % (len(units) // 2 + 1)) for position in positions), len(units)]
    pieces = [
        "".join(chr(int.from_bytes(units[at : at + 2], "little")) for at in range(left, right, 2))
        for left, right in itertools.pairwise(bounds)
    ]
    kind, field = ("thinking_delta", "thinking") if is_thinking else ("text_delta", "text")
    block = start(0, "thinking", thinking="") if is_thinking else start(0, "text", text="")
    parts = decode(begin(), block, *(delta(0, kind, **{field: piece}) for piece in pieces), stop(0), *end())
    received = [part.delta for part in parts if isinstance(part, TextDelta | ReasoningDelta)]
    assert "".join(received) == value
    for piece in received:
        piece.encode()
