"""Content of a step: put together from what the model returned, and turned into messages for the next step."""

from __future__ import annotations

from typing import Any

import pytest
from ai_sdk_core._generate_text.content import (
    ContentPart,
    FileOutput,
    ReasoningFileOutput,
    ToolApprovalRequestOutput,
    ToolApprovalResponseOutput,
    TypedToolCall,
    TypedToolError,
    TypedToolResult,
)
from ai_sdk_core._generate_text.convert_content import convert_content, resolve_generated_file
from ai_sdk_core._generate_text.response_messages import to_response_messages
from ai_sdk_core._generated_file import GeneratedFile
from ai_sdk_core._prompt.download import DownloadedFile
from ai_sdk_core._prompt.messages import (
    AssistantModelMessage,
    FilePart,
    ReasoningFilePart,
    ToolApprovalRequestPart,
    ToolApprovalResponsePart,
    ToolModelMessage,
    ToolResultPart,
)
from ai_sdk_core._prompt.storage import messages_from_json, messages_to_json
from ai_sdk_core._tools import Tool
from ai_sdk_core.errors import DownloadError, InvalidResponseDataError, ToolCallNotFoundForApprovalError
from ai_sdk_core.provider.language_model.content import (
    Content,
    CustomContent,
    File,
    Reasoning,
    ReasoningFile,
    Text,
    ToolApprovalRequest,
    ToolCall,
    ToolResult,
    UrlSource,
)
from ai_sdk_core.provider.language_model.prompt import (
    CustomPart,
    ErrorJsonOutput,
    ErrorTextOutput,
    ExecutionDenied,
    JsonOutput,
    ReasoningPart,
    TextOutput,
    TextPart,
    ToolCallPart,
)
from ai_sdk_core.provider.shared import FileDataData, FileDataUrl, ProviderMetadata
from ai_sdk_core.provider_utils.schema import json_schema
from pydantic import BaseModel

SIGNED: ProviderMetadata = {"anthropic": {"signature": "s", "some_Key": None}}
PNG = GeneratedFile(data=b"hi", media_type="image/png")


def call(tool_call_id: str = "c1", **more: Any) -> TypedToolCall:
    return TypedToolCall(tool_call_id=tool_call_id, tool_name="t", **{"input": {"a": 1}, **more})


def result(tool_call_id: str = "c1", **more: Any) -> TypedToolResult:
    return TypedToolResult(tool_call_id=tool_call_id, tool_name="t", input={}, **{"output": "ok", **more})


def error(tool_call_id: str = "c1", **more: Any) -> TypedToolError:
    return TypedToolError(tool_call_id=tool_call_id, tool_name="t", input={}, **{"error": ValueError("no"), **more})


def result_part(output: Any, tool_call_id: str = "c1", **more: Any) -> ToolResultPart:
    return ToolResultPart(tool_call_id=tool_call_id, tool_name="t", output=output, **more)


async def said(*content: ContentPart) -> list[Any]:
    [message] = await to_response_messages(content, None)
    assert isinstance(message, AssistantModelMessage)
    assert isinstance(message.content, list)
    return message.content


async def gave(*content: ContentPart, tools: Any = None) -> list[Any]:
    message = (await to_response_messages(content, tools))[-1]
    assert isinstance(message, ToolModelMessage)
    return message.content


class TestWhatTheModelSaid:
    async def test_metadata_becomes_options_unchanged(self) -> None:
        """Also on an empty text: providers refuse reasoning whose signature was lost."""
        content: list[ContentPart] = [
            Text(text="", provider_metadata=SIGNED),
            Reasoning(text="", provider_metadata=SIGNED),
            CustomContent(kind="p.k", provider_metadata=SIGNED),
            FileOutput(file=PNG, provider_metadata=SIGNED),
            ReasoningFileOutput(file=PNG, provider_metadata=SIGNED),
            call(provider_metadata=SIGNED, provider_executed=True),
        ]
        parts = await said(*content)
        assert parts == [
            TextPart(text="", provider_options=SIGNED),
            ReasoningPart(text="", provider_options=SIGNED),
            CustomPart(kind="p.k", provider_options=SIGNED),
            FilePart(data="aGk=", media_type="image/png", provider_options=SIGNED),
            ReasoningFilePart(data="aGk=", media_type="image/png", provider_options=SIGNED),
            ToolCallPart(
                tool_call_id="c1", tool_name="t", input={"a": 1}, provider_executed=True, provider_options=SIGNED
            ),
        ]
        messages = await to_response_messages(content, None)
        assert messages_from_json(messages_to_json(messages)) == messages

    async def test_sources_and_empty_texts_are_left_out(self) -> None:
        assert await to_response_messages([Text(text=""), UrlSource(id="1", url="https://e.com")], None) == []

    async def test_typed_inputs_become_json(self) -> None:
        class City(BaseModel):
            name: str

        assert (await said(call(input=City(name="Graz"))))[0].input == {"name": "Graz"}

    @pytest.mark.parametrize(("written", "sent"), [("{", {}), (3, {}), ([1], [1]), ({"b": 1}, {"b": 1}), (None, None)])
    async def test_the_input_of_an_invalid_call_is_an_object(self, written: Any, sent: Any) -> None:
        assert (await said(call(input=written, invalid=True)))[0].input == sent

    async def test_results_of_the_provider_stay_with_the_model(self) -> None:
        parts = await said(
            call(provider_executed=True),
            result(provider_executed=True, output={"a": 1}, provider_metadata=SIGNED),
            error(provider_executed=True, error={"code": 1}),
        )
        assert parts[1:] == [
            result_part(JsonOutput(value={"a": 1}), provider_options=SIGNED),
            result_part(ErrorJsonOutput(value={"code": 1})),
        ]

    async def test_approval_requests(self) -> None:
        request = ToolApprovalRequestOutput(
            approval_id="a1", tool_call=call(), reason="r", is_automatic=True, signature="s"
        )
        assert await said(request) == [
            ToolApprovalRequestPart(approval_id="a1", tool_call_id="c1", reason="r", is_automatic=True, signature="s")
        ]

    async def test_an_approval_request_keeps_the_input_that_the_schema_changed(self) -> None:
        """It is needed to validate the call once more when the approval comes back."""
        changed = ToolApprovalRequestOutput(approval_id="a", tool_call=call(schema_input=({"a": "1"},)))
        same = ToolApprovalRequestOutput(approval_id="a", tool_call=call(schema_input=({"a": 1},)))
        assert [part.input_schema_input for part in await said(changed, same)] == [{"a": "1"}, None]


class TestWhatTheToolsGave:
    async def test_results_and_errors(self) -> None:
        messages = await to_response_messages(
            [Text(text="a"), call("c1"), call("c2"), result("c1", provider_metadata=SIGNED), error("c2")], None
        )
        assert [message.role for message in messages] == ["assistant", "tool"]
        assert messages[1].content == [
            result_part(TextOutput(value="ok"), provider_options=SIGNED),
            result_part(ErrorTextOutput(value="ValueError: no"), "c2"),
        ]

    async def test_results_stand_in_the_order_of_the_calls(self) -> None:
        """Whichever tool was done first; results without a call come last, approvals stay in their places."""
        response = ToolApprovalResponseOutput(approval_id="a", tool_call=call("c1"), approved=True)
        parts = await gave(call("c1"), call("c2"), result("x"), result("c2"), response, result("c1"))
        assert [getattr(part, "tool_call_id", "approval") for part in parts] == ["c1", "c2", "approval", "x"]

    async def test_a_denied_call_has_a_result_that_says_so(self) -> None:
        response = ToolApprovalResponseOutput(
            approval_id="a", tool_call=call(), approved=False, reason="no", provider_executed=True
        )
        assert await gave(response) == [
            ToolApprovalResponsePart(approval_id="a", approved=False, reason="no", provider_executed=True),
            result_part(ExecutionDenied(reason="no")),
        ]

    async def test_the_tool_decides_how_its_result_looks(self) -> None:
        tool = Tool[Any, Any](
            input_schema=json_schema({}), to_model_output=lambda output: TextOutput(value=f"<{output}>")
        )
        assert await gave(call(), result(), tools={"t": tool}) == [result_part(TextOutput(value="<ok>"))]


class TestContent:
    async def test_calls_are_replaced_by_their_parsed_form(self) -> None:
        text = Text(text="a")
        model_call = ToolCall(tool_call_id="c1", tool_name="t", input="{}")
        parsed = call()
        assert await convert_content([text, model_call], tool_calls=[parsed]) == [text, parsed]

    async def test_results_and_approvals_follow_what_the_model_returned(self) -> None:
        """Results of approved tools come after their approval."""
        first, second = call("c1"), call("c2")
        response = ToolApprovalResponseOutput(approval_id="a", tool_call=first, approved=True)
        request = ToolApprovalRequestOutput(approval_id="a", tool_call=first)
        outputs = [result("c1"), result("c2")]
        assert await convert_content(
            [Text(text="a")],
            tool_calls=[first, second],
            tool_outputs=outputs,
            tool_approval_requests=[request],
            tool_approval_responses=[response],
        ) == [Text(text="a"), outputs[1], request, response, outputs[0]]

    async def test_results_of_the_provider(self) -> None:
        parsed = call(dynamic=True, tool_metadata={"m": 1})
        content = [
            ToolResult(tool_call_id="c1", tool_name="t", result=1, provider_metadata=SIGNED),
            ToolResult(tool_call_id="c1", tool_name="t", result=2, is_error=True),
        ]
        shared: dict[str, Any] = {"provider_executed": True, "dynamic": True, "tool_metadata": {"m": 1}}
        assert await convert_content(content, tool_calls=[parsed]) == [
            TypedToolResult(
                tool_call_id="c1", tool_name="t", input={"a": 1}, output=1, provider_metadata=SIGNED, **shared
            ),
            TypedToolError(tool_call_id="c1", tool_name="t", input={"a": 1}, error=2, **shared),
        ]

    async def test_a_result_without_a_call_is_an_error_unless_the_tool_defers_results(self) -> None:
        content = [ToolResult(tool_call_id="c1", tool_name="t", result=1)]
        deferring = Tool[Any, Any](
            type="provider",
            id="p.t",
            input_schema=json_schema({}),
            supports_deferred_results=True,
            metadata={"m": 1},
        )
        [part] = await convert_content(content, tool_calls=[], tools={"t": deferring})
        assert part == TypedToolResult(
            tool_call_id="c1", tool_name="t", input=None, output=1, provider_executed=True, tool_metadata={"m": 1}
        )
        with pytest.raises(InvalidResponseDataError, match=r"Tool call c1 not found\."):
            await convert_content(content, tool_calls=[])

    async def test_an_approval_request_needs_its_call(self) -> None:
        content = [ToolApprovalRequest(approval_id="a", tool_call_id="c1")]
        assert await convert_content(content, tool_calls=[call()]) == [
            ToolApprovalRequestOutput(approval_id="a", tool_call=call())
        ]
        with pytest.raises(ToolCallNotFoundForApprovalError):
            await convert_content(content, tool_calls=[])

    async def test_files_are_ready_to_use(self) -> None:
        content: list[Content] = [
            File(media_type="image/png", data=FileDataData(data="aGk="), provider_metadata=SIGNED),
            ReasoningFile(media_type="image/png", data=FileDataData(data=b"hi")),
        ]
        [file, reasoning_file] = await convert_content(content, tool_calls=[])
        assert file == FileOutput(file=PNG, provider_metadata=SIGNED)
        assert reasoning_file == ReasoningFileOutput(file=PNG)

    async def test_a_generated_file_is_downloaded_once(self) -> None:
        asked: list[Any] = []

        async def download(requests: Any) -> list[DownloadedFile | None]:
            asked.extend((request.url, request.is_url_supported_by_model) for request in requests)
            return [DownloadedFile(data=b"hi")]

        file = File(media_type="image/png", data=FileDataUrl(url="https://e.com/a"))
        cache: dict[str, bytes] = {}
        for _ in range(2):
            assert await resolve_generated_file(file, download=download, file_cache=cache) == PNG
        assert asked == [("https://e.com/a", False)]

    async def test_a_generated_file_must_be_downloaded(self) -> None:
        async def download(requests: Any) -> list[DownloadedFile | None]:
            return [None]

        file = File(media_type="image/png", data=FileDataUrl(url="https://e.com/a"))
        with pytest.raises(DownloadError, match="must be downloaded, but the download function returned null"):
            await resolve_generated_file(file, download=download)
