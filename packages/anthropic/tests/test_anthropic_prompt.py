"""Rules for the messages of a request."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_anthropic import AnthropicConfig, AnthropicFilePartOptions, AnthropicLanguageModel, create_anthropic
from ai_sdk_core.errors import (
    InvalidArgumentError,
    NoSuchProviderReferenceError,
    TypeValidationError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    AssistantMessage,
    ContentOutput,
    CustomPart,
    CustomToolContent,
    ErrorJsonOutput,
    ErrorTextOutput,
    ExecutionDenied,
    FileDataData,
    FileDataReference,
    FileDataText,
    FileDataUrl,
    FilePart,
    JsonOutput,
    LanguageModelCallOptions,
    ProviderTool,
    ReasoningPart,
    SystemMessage,
    TextOutput,
    TextPart,
    ToolApprovalResponsePart,
    ToolCallPart,
    ToolMessage,
    ToolResultPart,
    UserMessage,
)

Call = Callable[..., LanguageModelCallOptions]

PNG = b"\x89PNG\r\n\x1a\n"
CACHE = {"anthropic": {"cacheControl": {"type": "ephemeral"}}}
HI = UserMessage(content=[TextPart(text="Hi")])


def own(**options: Any) -> dict[str, Any]:
    return {"anthropic": options}


@pytest.fixture
def convert(call: Call) -> Callable[..., Any]:
    """Makes requests of prompts."""

    def make(*prompt: Any, **options: Any) -> Any:
        return create_anthropic(api_key="k")("claude-opus-5").prepare_request(call(prompt=list(prompt), **options))

    return make


def blocks(request: Any, index: int = 0) -> Any:
    return request.body["messages"][index]["content"]


def user(*parts: Any, **fields: Any) -> UserMessage:
    return UserMessage(content=list(parts), **fields)


def assistant(*parts: Any, **fields: Any) -> AssistantMessage:
    return AssistantMessage(content=list(parts), **fields)


def result(output: Any, tool_call_id: str = "t1", tool_name: str = "f", **fields: Any) -> ToolResultPart:
    return ToolResultPart(tool_call_id=tool_call_id, tool_name=tool_name, output=output, **fields)


class TestSides:
    def test_messages_of_one_side_are_one(self, convert: Any) -> None:
        request = convert(HI, ToolMessage(content=[result(TextOutput(value="r"))]), user(TextPart(text="and")))
        assert [block["type"] for block in blocks(request)] == ["text", "tool_result", "text"]
        request = convert(HI, assistant(TextPart(text="a")), assistant(TextPart(text="b")), HI)
        assert [block["text"] for block in blocks(request, 1)] == ["a", "b"]

    def test_an_answer_without_anything_to_say_is_left_out(self, convert: Any) -> None:
        request = convert(HI, assistant(TextPart(text="")), HI)
        assert [message["role"] for message in request.body["messages"]] == ["user", "user"]

    def test_an_answer_to_continue_does_not_end_in_white_space(self, convert: Any) -> None:
        request = convert(HI, assistant(TextPart(text=" a "), TextPart(text=" b \n")))
        assert [block["text"] for block in blocks(request, 1)] == [" a ", "b"]
        assert blocks(convert(HI, assistant(TextPart(text="a ")), HI), 1)[0]["text"] == "a "


class TestSystem:
    def test_instructions_are_text_blocks(self, convert: Any) -> None:
        request = convert(SystemMessage(content="A", provider_options=CACHE), SystemMessage(content="B"), HI)
        assert request.body["system"] == [
            {"type": "text", "text": "A", "cache_control": {"type": "ephemeral"}},
            {"type": "text", "text": "B"},
        ]

    def test_late_instructions_go_to_the_front_if_there_are_none(self, convert: Any) -> None:
        assert convert(HI, SystemMessage(content="A"), HI).body["system"] == [{"type": "text", "text": "A"}]

    def test_other_late_instructions_stay_where_they_are(self, convert: Any) -> None:
        options = own(clearAt="next_user_message", effort="low")
        late = SystemMessage(content="B", provider_options=options)
        request = convert(SystemMessage(content="A"), HI, late)
        assert request.body["messages"][1] == {
            "role": "system",
            "content": [{"type": "text", "text": "B"}],
            "clear_at": "next_user_message",
            "output_config": {"effort": "low"},
        }
        assert request.betas == [
            "mid-conversation-system-2026-04-07",
            "mid-conversation-system-clear-at-2026-08-21",
            "mid-conversation-output-config-2026-07-01",
        ]

    def test_an_effort_may_come_first(self, convert: Any) -> None:
        request = convert(SystemMessage(content="", provider_options=own(effort="max")), HI)
        assert request.body["system"] == []
        assert request.body["messages"][0] == {"role": "system", "content": [], "output_config": {"effort": "max"}}

    def test_other_controls_may_not(self, convert: Any) -> None:
        change = {"type": "tool_removal", "toolName": "f"}
        request = convert(SystemMessage(content="A", provider_options=own(effort="low", toolChanges=[change])), HI)
        assert request.body["system"] == [{"type": "text", "text": "A"}]
        assert [warning.message[:20] for warning in request.warnings] == [
            "tool changes on the ",
            "clearAt and effort o",
        ]

    def test_tools_come_and_go_by_the_names_of_the_wire(self, convert: Any) -> None:
        changes = [
            {"type": "tool_addition", "toolName": "search"},
            {"type": "tool_removal", "tool_name": "other"},
        ]
        tool = ProviderTool(id="anthropic.web_search_20250305", name="search", args={})
        late = SystemMessage(content="", provider_options=own(toolChanges=changes))
        request = convert(SystemMessage(content="A"), HI, late, tools=[tool])
        assert blocks(request, 1) == [
            {"type": "tool_addition", "tool": {"type": "tool_reference", "name": "web_search"}},
            {"type": "tool_removal", "tool": {"type": "tool_reference", "name": "other"}},
        ]
        assert "mid-conversation-tool-changes-2026-07-01" in request.betas


class TestFiles:
    def test_images(self, convert: Any) -> None:
        request = convert(
            user(
                FilePart(data=FileDataData(data=PNG), media_type="image/*"),
                FilePart(data=FileDataUrl(url="https://a/b.png"), media_type="image/*"),
                FilePart(data=FileDataReference(reference={"anthropic": "file_1"}), media_type="image/png"),
            )
        )
        assert [block["source"] for block in blocks(request)] == [
            {"type": "base64", "media_type": "image/png", "data": base64.b64encode(PNG).decode()},
            {"type": "url", "url": "https://a/b.png"},
            {"type": "file", "file_id": "file_1"},
        ]
        assert request.betas == ["files-api-2025-04-14"]

    def test_documents_have_titles_and_may_be_cited(self, convert: Any) -> None:
        options = own(citations={"enabled": True}, title="T", context="C", cacheControl={"type": "ephemeral"})
        part = FilePart(
            data=FileDataData(data="AAAA"), media_type="application/pdf", filename="f.pdf", provider_options=options
        )
        assert blocks(convert(user(part))) == [
            {
                "type": "document",
                "source": {"type": "base64", "media_type": "application/pdf", "data": "AAAA"},
                "title": "T",
                "context": "C",
                "citations": {"enabled": True},
                "cache_control": {"type": "ephemeral"},
            }
        ]

    def test_options_of_a_file_may_be_an_instance_of_their_class(self, convert: Any) -> None:
        options = AnthropicFilePartOptions.model_validate({"citations": {"enabled": True}})
        part = FilePart(
            data=FileDataText(text="x"),
            media_type="text/plain",
            provider_options={"anthropic": options},  # type: ignore[dict-item]
        )
        request = convert(user(part))
        assert blocks(request)[0]["citations"] == {"enabled": True}
        assert [document.title for document in request.context.documents] == ["Untitled Document"]

    @pytest.mark.parametrize(
        ("data", "source"),
        [
            (FileDataText(text="x"), {"type": "text", "media_type": "text/plain", "data": "x"}),
            (FileDataData(data="é".encode()), {"type": "text", "media_type": "text/plain", "data": "é"}),
            (FileDataUrl(url="https://a"), {"type": "url", "url": "https://a"}),
        ],
    )
    def test_texts(self, convert: Any, data: Any, source: Any) -> None:
        request = convert(user(FilePart(data=data, media_type="text/plain", filename="n.txt")))
        assert blocks(request) == [{"type": "document", "source": source, "title": "n.txt"}]

    def test_a_file_may_go_to_the_container(self, convert: Any) -> None:
        reference = FileDataReference(reference={"anthropic": "file_1"})
        part = FilePart(data=reference, media_type="text/csv", provider_options=own(containerUpload=True))
        assert blocks(convert(user(part))) == [{"type": "container_upload", "file_id": "file_1"}]

    def test_a_platform_may_convert_files_itself(self, call: Call) -> None:
        config = AnthropicConfig(
            provider="minimax.messages",
            base_url=lambda: "https://api.test",
            convert_media_part=lambda part: {"type": "video"} if part.media_type == "video/mp4" else None,
        )
        parts: list[Any] = [
            FilePart(data=FileDataData(data="AAAA"), media_type="video/mp4"),
            FilePart(data=FileDataData(data=PNG), media_type="image/png"),
        ]
        options = call(prompt=[UserMessage(content=parts, provider_options=CACHE)])
        request = AnthropicLanguageModel("m", config).prepare_request(options)
        assert blocks(request)[0] == {"type": "video"}
        assert blocks(request)[1]["cache_control"] == {"type": "ephemeral"}

    def test_what_the_api_cannot_read_is_refused(self, convert: Any) -> None:
        with pytest.raises(UnsupportedFunctionalityError, match="media type: audio/wav"):
            convert(user(FilePart(data=FileDataData(data="AAAA"), media_type="audio/wav")))
        with pytest.raises(NoSuchProviderReferenceError):
            convert(user(FilePart(data=FileDataReference(reference={"openai": "f"}), media_type="image/png")))


class TestToolResults:
    @pytest.mark.parametrize(
        ("output", "content", "is_error"),
        [
            (TextOutput(value="r"), "r", None),
            (JsonOutput(value={"a": [1, None]}), '{"a":[1,null]}', None),
            (ErrorTextOutput(value="e"), "e", True),
            (ErrorJsonOutput(value=None), "null", True),
            (ExecutionDenied(), "Tool call execution denied.", None),
            (ExecutionDenied(reason="no"), "no", None),
        ],
    )
    def test_results_are_text(self, convert: Any, output: Any, content: str, is_error: bool | None) -> None:
        (block,) = blocks(convert(ToolMessage(content=[result(output)])))
        assert (block["content"], block.get("is_error")) == (content, is_error)

    def test_results_may_have_parts(self, convert: Any) -> None:
        output = ContentOutput(
            value=[
                TextPart(text="t"),
                FilePart(data=FileDataData(data=PNG), media_type="image/png"),
                FilePart(data=FileDataUrl(url="https://a"), media_type="application/pdf"),
                FilePart(data=FileDataData(data="AAAA"), media_type="application/pdf"),
                FilePart(data=FileDataReference(reference={"anthropic": "f"}), media_type="image"),
                CustomToolContent(provider_options=own(type="tool-reference", toolName="g")),
            ]
        )
        (block,) = blocks(convert(ToolMessage(content=[result(output)])))
        assert [part["type"] for part in block["content"]] == [
            "text",
            "image",
            "document",
            "document",
            "image",
            "tool_reference",
        ]

    def test_parts_that_the_api_does_not_take_are_left_out(self, convert: Any) -> None:
        output = ContentOutput(
            value=[
                FilePart(data=FileDataData(data="AAAA"), media_type="audio/wav"),
                FilePart(data=FileDataText(text="t"), media_type="text/plain"),
                CustomToolContent(),
            ]
        )
        request = convert(ToolMessage(content=[result(output)]))
        assert blocks(request)[0]["content"] == []
        assert [warning.message for warning in request.warnings] == [
            "unsupported tool content part type: file with media type: audio/wav",
            "unsupported tool content part type: file with data type: text",
            "unsupported custom tool content part",
        ]

    def test_approvals_are_not_for_the_model(self, convert: Any) -> None:
        approval = ToolApprovalResponsePart(approval_id="a", approved=True)
        request = convert(ToolMessage(content=[result(TextOutput(value="r")), approval]))
        assert [block["type"] for block in blocks(request)] == ["tool_result"]

    def test_results_of_a_toolset_name_it(self, convert: Any) -> None:
        tool = ProviderTool(id="anthropic.computer_toolset_20260801", name="pc", args={})
        call = ToolCallPart(tool_call_id="t1", tool_name="pc", input={"action": "wait", "duration": 1})
        request = convert(
            HI, assistant(call), ToolMessage(content=[result(TextOutput(value="r"), tool_name="pc")]), tools=[tool]
        )
        assert blocks(request, 1) == [
            {
                "type": "tool_use",
                "id": "t1",
                "name": "wait",
                "toolset_name": "computer",
                "input": {"action": "wait", "duration": 1},
            }
        ]
        assert blocks(request, 2)[0]["toolset_name"] == "computer"

    def test_an_earlier_answer_remembers_the_toolset(self, convert: Any) -> None:
        call = ToolCallPart(tool_call_id="t1", tool_name="pc", input={}, provider_options=own(toolsetName="computer"))
        request = convert(HI, assistant(call), HI)
        assert (blocks(request, 1)[0]["name"], blocks(request, 1)[0]["toolset_name"]) == ("computer", "computer")
        assert "missing the action" in request.warnings[0].message


class TestReasoning:
    def test_signed_and_redacted_reasoning_is_sent_back_unchanged(self, convert: Any) -> None:
        request = convert(
            HI,
            assistant(
                ReasoningPart(text="th", provider_options=own(signature="sig==")),
                ReasoningPart(text="", provider_options=own(redactedData="enc")),
                TextPart(text="a"),
            ),
            HI,
        )
        assert blocks(request, 1)[:2] == [
            {"type": "thinking", "thinking": "th", "signature": "sig=="},
            {"type": "redacted_thinking", "data": "enc"},
        ]

    def test_reasoning_of_others_is_left_out_with_a_warning(self, convert: Any) -> None:
        foreign = ReasoningPart(text="x", provider_options={"openai": {"itemId": "rs"}})
        request = convert(HI, assistant(foreign, TextPart(text="a")), HI)
        assert [block["type"] for block in blocks(request, 1)] == ["text"]
        assert [warning.message for warning in request.warnings] == ["unsupported reasoning metadata"]

    def test_reasoning_may_be_kept_back(self, convert: Any) -> None:
        part = ReasoningPart(text="x", provider_options=own(signature="s"))
        request = convert(HI, assistant(part), provider_options=own(sendReasoning=False))
        assert [message["role"] for message in request.body["messages"]] == ["user"]

    def test_a_signature_that_is_no_text_is_refused(self, convert: Any) -> None:
        with pytest.raises(InvalidArgumentError):
            convert(HI, assistant(ReasoningPart(text="x", provider_options=own(signature=1))))

    def test_reasoning_cannot_be_a_breakpoint(self, convert: Any) -> None:
        part = ReasoningPart(text="x", provider_options=own(signature="s", cacheControl={"type": "ephemeral"}))
        request = convert(HI, assistant(part, TextPart(text="a")), HI)
        assert "cache_control" not in blocks(request, 1)[0]
        assert [warning.details for warning in request.warnings] == [
            "cache_control cannot be set on thinking block. It will be ignored."
        ]


class TestCalls:
    def test_calls_stand_behind_the_rest_of_their_segment(self, convert: Any) -> None:
        def tool_call(call_id: str) -> ToolCallPart:
            return ToolCallPart(tool_call_id=call_id, tool_name="f", input={})

        thinking = ReasoningPart(text="x", provider_options=own(signature="s"))
        request = convert(
            HI,
            assistant(tool_call("1"), TextPart(text="a"), thinking, tool_call("2"), TextPart(text="b")),
            HI,
        )
        assert [block.get("id", block["type"]) for block in blocks(request, 1)] == [
            "text",
            "1",
            "thinking",
            "text",
            "2",
        ]

    @pytest.mark.parametrize(
        ("given", "sent"),
        [
            ({"a": 1}, {"a": 1}),
            ('{"a": 1}', {"a": 1}),
            ("{broken", {"rawInvalidInput": "{broken"}),
            ([1], {"rawInvalidInput": [1]}),
            (None, {}),
        ],
    )
    def test_inputs_are_objects(self, convert: Any, given: Any, sent: Any) -> None:
        part = ToolCallPart(tool_call_id="1", tool_name="f", input=given)
        assert blocks(convert(HI, assistant(part), HI), 1)[0]["input"] == sent

    @pytest.mark.parametrize(
        ("tool_id", "value", "name", "sent"),
        [
            (
                "code_execution_20250825",
                {"type": "bash_code_execution", "command": "ls"},
                "bash_code_execution",
                {"command": "ls"},
            ),
            (
                "code_execution_20250825",
                {"type": "programmatic-tool-call", "code": "1"},
                "code_execution",
                {"code": "1"},
            ),
            ("code_execution_20250522", {"code": "1"}, "code_execution", {"code": "1"}),
            ("web_search_20250305", {"query": "q"}, "web_search", {"query": "q"}),
            ("tool_search_bm25_20251119", {"query": "q"}, "tool_search_tool_bm25", {"query": "q"}),
            ("advisor_20260301", {"any": 1}, "advisor", {}),
        ],
    )
    def test_calls_of_the_api_become_its_own_again(
        self, convert: Any, tool_id: str, value: Any, name: str, sent: Any
    ) -> None:
        args = {"model": "m"} if tool_id.startswith("advisor") else {}
        tool = ProviderTool(id=f"anthropic.{tool_id}", name="mine", args=args)
        part = ToolCallPart(
            tool_call_id="s",
            tool_name="mine",
            input=value,
            provider_executed=True,
            provider_options=own(caller={"type": "direct"}),
        )
        request = convert(HI, assistant(part), HI, tools=[tool])
        assert blocks(request, 1) == [
            {"type": "server_tool_use", "id": "s", "name": name, "input": sent, "caller": {"type": "direct"}}
        ]

    def test_calls_that_the_api_does_not_know_are_left_out(self, convert: Any) -> None:
        part = ToolCallPart(tool_call_id="s", tool_name="x", input={}, provider_executed=True)
        request = convert(HI, assistant(part, result(TextOutput(value="r"), tool_name="x")), HI)
        assert len(request.body["messages"]) == 2
        assert [warning.message for warning in request.warnings] == [
            "provider executed tool call for tool x is not supported",
            "provider executed tool result for tool x is not supported",
        ]

    def test_a_program_that_was_pruned_is_not_named_as_caller(self, convert: Any) -> None:
        caller = own(caller={"type": "code_execution_20250825", "toolId": "srv"})
        part = ToolCallPart(tool_call_id="1", tool_name="f", input={}, provider_options=caller)
        request = convert(HI, assistant(part), HI)
        assert "caller" not in blocks(request, 1)[0]
        assert "Omitted caller metadata for tool 1" in request.warnings[0].message
        still_running = convert(HI, assistant(part), ToolMessage(content=[result(TextOutput(value="r"), "1")]))
        assert blocks(still_running, 1)[0]["caller"] == {"type": "code_execution_20250825", "tool_id": "srv"}


class TestServerResults:
    @staticmethod
    def convert_result(convert: Any, tool_name: str, output: Any) -> Any:
        return convert(HI, assistant(result(output, "s", tool_name), TextPart(text="a")), HI)

    @pytest.mark.parametrize(
        ("tool_name", "value", "content"),
        [
            (
                "code_execution",
                {"type": "code_execution_result", "stdout": "1", "stderr": "", "return_code": 0},
                {"type": "code_execution_result", "stdout": "1", "stderr": "", "return_code": 0, "content": []},
            ),
            (
                "code_execution",
                {"type": "encrypted_code_execution_result", "encrypted_stdout": "x", "stderr": "", "return_code": 0},
                {
                    "type": "encrypted_code_execution_result",
                    "encrypted_stdout": "x",
                    "stderr": "",
                    "return_code": 0,
                    "content": [],
                },
            ),
            (
                "code_execution",
                {"type": "text_editor_code_execution_create_result", "is_file_update": True},
                {"type": "text_editor_code_execution_create_result", "is_file_update": True},
            ),
            (
                "web_search",
                [{"type": "web_search_result", "url": "u", "pageAge": None, "encryptedContent": "e"}],
                [{"type": "web_search_result", "url": "u", "title": None, "page_age": None, "encrypted_content": "e"}],
            ),
            (
                "tool_search_tool_regex",
                [{"type": "tool_reference", "toolName": "f"}],
                {
                    "type": "tool_search_tool_search_result",
                    "tool_references": [{"type": "tool_reference", "tool_name": "f"}],
                },
            ),
            (
                "advisor",
                {"type": "advisor_result", "text": "t", "stopReason": "max_tokens"},
                {"type": "advisor_result", "text": "t", "stop_reason": "max_tokens"},
            ),
        ],
    )
    def test_results_become_those_of_the_api_again(
        self, convert: Any, tool_name: str, value: Any, content: Any
    ) -> None:
        request = self.convert_result(convert, tool_name, JsonOutput(value=value))
        assert blocks(request, 1)[0]["content"] == content

    @pytest.mark.parametrize(
        ("tool_name", "output", "block_type", "code"),
        [
            ("web_search", ErrorJsonOutput(value={"errorCode": "x"}), "web_search_tool_result", "x"),
            ("web_fetch", ErrorJsonOutput(value='{"errorCode": "x"}'), "web_fetch_tool_result", "x"),
            ("web_fetch", ErrorJsonOutput(value="broken"), "web_fetch_tool_result", "unavailable"),
            ("code_execution", ErrorTextOutput(value="broken"), "bash_code_execution_tool_result", "unknown"),
            (
                "code_execution",
                ErrorJsonOutput(value={"type": "code_execution_tool_result_error", "errorCode": "x"}),
                "code_execution_tool_result",
                "x",
            ),
            (
                "tool_search_tool_bm25",
                JsonOutput(value={"type": "tool_search_tool_result_error", "errorCode": "x"}),
                "tool_search_tool_result",
                "x",
            ),
        ],
    )
    def test_errors_become_those_of_the_api_again(
        self, convert: Any, tool_name: str, output: Any, block_type: str, code: str
    ) -> None:
        block = blocks(self.convert_result(convert, tool_name, output), 1)[0]
        assert (block["type"], block["content"]["error_code"]) == (block_type, code)
        assert block["content"]["type"] == f"{block_type}_error"

    @pytest.mark.parametrize("tool_name", ["web_search", "web_fetch", "code_execution", "advisor"])
    def test_results_of_another_form_are_left_out(self, convert: Any, tool_name: str) -> None:
        request = self.convert_result(convert, tool_name, ContentOutput(value=[]))
        assert [block["type"] for block in blocks(request, 1)] == ["text"]
        assert "output type content" in request.warnings[0].message

    def test_results_that_the_tool_cannot_have_given_are_refused(self, convert: Any) -> None:
        with pytest.raises(TypeValidationError):
            self.convert_result(convert, "web_search", JsonOutput(value=[{"url": 1}]))

    def test_results_of_mcp_servers_follow_their_calls(self, convert: Any) -> None:
        call = ToolCallPart(
            tool_call_id="m",
            tool_name="echo",
            input={},
            provider_executed=True,
            provider_options=own(type="mcp-tool-use", serverName="srv"),
        )
        request = convert(HI, assistant(call, result(JsonOutput(value="r"), "m", "echo")), HI)
        assert [block["type"] for block in blocks(request, 1)] == ["mcp_tool_use", "mcp_tool_result"]
        assert request.warnings == []


class TestMetadataOfEarlierAnswers:
    def test_citations_and_summaries_go_back(self, convert: Any) -> None:
        citations = [{"type": "char_location", "cited_text": "c"}]
        request = convert(
            HI,
            assistant(
                TextPart(text="a", provider_options=own(citations=citations)),
                TextPart(text="s", provider_options=own(type="compaction", signature="sig")),
            ),
            HI,
        )
        assert blocks(request, 1) == [
            {"type": "text", "text": "a", "citations": citations},
            {"type": "compaction", "content": "s", "signature": "sig"},
        ]
        assert request.betas == ["compact-2026-09-04"]

    def test_fallbacks_go_back_if_they_are_whole(self, convert: Any) -> None:
        whole = own(type="fallback", **{"from": {"model": "a"}, "to": {"model": "b"}})
        parts = [CustomPart(kind="anthropic.fallback", provider_options=options) for options in (whole, own(to={}))]
        request = convert(HI, assistant(*parts, CustomPart(kind="other.kind"), TextPart(text="a")), HI)
        assert [block["type"] for block in blocks(request, 1)] == ["fallback", "text"]
        assert request.betas == ["server-side-fallback-2026-06-01"]
        assert len(request.warnings) == 1


class TestCacheControl:
    def test_the_last_part_inherits_the_breakpoint_of_its_message(self, convert: Any) -> None:
        message = user(TextPart(text="a"), TextPart(text="b"), provider_options=CACHE)
        assert ["cache_control" in block for block in blocks(convert(message))] == [False, True]

    def test_results_find_breakpoints_in_their_output(self, convert: Any) -> None:
        outputs = [
            TextOutput(value="r", provider_options=CACHE),
            ContentOutput(value=[TextPart(text="t"), TextPart(text="u", provider_options=CACHE)]),
        ]
        request = convert(ToolMessage(content=[result(output) for output in outputs]))
        assert all("cache_control" in block for block in blocks(request))

    def test_there_are_four_at_most(self, convert: Any) -> None:
        request = convert(user(*(TextPart(text=str(index), provider_options=CACHE) for index in range(6))))
        assert ["cache_control" in block for block in blocks(request)] == [True] * 4 + [False] * 2
        assert [warning.details for warning in request.warnings] == [
            f"Maximum 4 cache breakpoints exceeded (found {count}). This breakpoint will be ignored."
            for count in (5, 6)
        ]

    def test_snake_case_will_do(self, convert: Any) -> None:
        part = TextPart(text="a", provider_options=own(cache_control={"type": "ephemeral"}))
        assert blocks(convert(user(part)))[0]["cache_control"] == {"type": "ephemeral"}
