"""Rules for the messages of a chat request."""

from typing import Any

import pytest
from ai_sdk_core.errors import NoSuchProviderReferenceError, UnsupportedFunctionalityError
from ai_sdk_core.provider import (
    AssistantMessage,
    ContentOutput,
    CustomPart,
    CustomToolContent,
    ExecutionDenied,
    FileDataData,
    FileDataReference,
    FileDataText,
    FileDataUrl,
    FilePart,
    JsonOutput,
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
from ai_sdk_openai_compatible import MessageConverter
from syrupy.assertion import SnapshotAssertion

PNG = b"\x89PNG\r\n\x1a\n"
URL = "https://x.test/a"
PNG_URL = "data:image/png;base64,iVBORw0KGgo="
MP4_URL = "data:video/mp4;base64,aGk="
WAV = {"data": "aGk=", "format": "wav"}
MP3 = {"data": "aGk=", "format": "mp3"}
PDF = {"filename": "document.pdf", "file_data": "data:application/pdf;base64,aGk="}
UPLOADED = {"test-provider": "file-1", "other": "file-2"}
OPTIONS: Any = {"openaiCompatible": {"cache": True}}


def convert(*messages: Any, **settings: Any) -> list[dict[str, Any]]:
    defaults = {"provider": "test-provider", "metadata_key": "testProvider"}
    return MessageConverter(**{**defaults, **settings}).convert(list(messages))


def convert_file(media_type: str, data: Any, **fields: Any) -> dict[str, Any]:
    """The wire form of a file that follows a text."""
    file = FilePart(media_type=media_type, data=data, **fields)
    (message,) = convert(UserMessage(content=[TextPart(text="Look"), file]))
    part: dict[str, Any] = message["content"][1]
    return part


def test_a_conversation_with_tools(snapshot: SnapshotAssertion) -> None:
    assert (
        convert(
            SystemMessage(content="Be brief."),
            UserMessage(content=[TextPart(text="Weather in Zürich?")]),
            AssistantMessage(
                content=[
                    ReasoningPart(text="I need "),
                    ReasoningPart(text="a tool."),
                    TextPart(text="One "),
                    TextPart(text="moment."),
                    ToolCallPart(tool_call_id="1", tool_name="weather", input={"city": "Zürich"}),
                    ToolCallPart(tool_call_id="2", tool_name="weather", input='{"city": "Bern"}'),
                    CustomPart(kind="other.thing"),
                ]
            ),
            ToolMessage(
                content=[
                    ToolResultPart(tool_call_id="1", tool_name="weather", output=JsonOutput(value={"degrees": 20})),
                    ToolApprovalResponsePart(approval_id="a", approved=False),
                    ToolResultPart(tool_call_id="2", tool_name="weather", output=ExecutionDenied()),
                ]
            ),
            AssistantMessage(content=[TextPart(text="20 degrees.")]),
        )
        == snapshot
    )


def test_options_of_messages_and_parts_become_their_fields(snapshot: SnapshotAssertion) -> None:
    result = ToolResultPart(tool_call_id="1", tool_name="f", output=TextOutput(value="r"), provider_options=OPTIONS)
    assert (
        convert(
            SystemMessage(content="s", provider_options=OPTIONS),
            UserMessage(content=[TextPart(text="only text", provider_options=OPTIONS)]),
            UserMessage(
                content=[TextPart(text="a", provider_options=OPTIONS), TextPart(text="b")], provider_options=OPTIONS
            ),
            AssistantMessage(
                content=[ToolCallPart(tool_call_id="1", tool_name="f", input={}, provider_options=OPTIONS)],
                provider_options=OPTIONS,
            ),
            ToolMessage(content=[result]),
        )
        == snapshot
    )


class TestAssistant:
    def test_content_is_null_only_beside_tool_calls(self) -> None:
        call = ToolCallPart(tool_call_id="1", tool_name="f", input={})
        (empty, with_call) = convert(AssistantMessage(content=[]), AssistantMessage(content=[call]))
        assert empty == {"role": "assistant", "content": ""}
        assert with_call["content"] is None

    @pytest.mark.parametrize("key", ["testProvider", "google"])
    def test_thought_signatures_travel_back(self, key: str) -> None:
        call = ToolCallPart(
            tool_call_id="1", tool_name="f", input={}, provider_options={key: {"thoughtSignature": "signature"}}
        )
        (message,) = convert(AssistantMessage(content=[call]))
        assert message["tool_calls"][0]["extra_content"] == {"google": {"thought_signature": "signature"}}

    def test_signatures_of_other_providers_stay_out(self) -> None:
        call = ToolCallPart(
            tool_call_id="1", tool_name="f", input={}, provider_options={"other": {"thoughtSignature": "signature"}}
        )
        (message,) = convert(AssistantMessage(content=[call]))
        assert "extra_content" not in message["tool_calls"][0]


class TestFiles:
    @pytest.mark.parametrize(
        ("media_type", "data", "expected"),
        [
            ("image/png", FileDataUrl(url=URL), {"type": "image_url", "image_url": {"url": URL}}),
            ("image/*", FileDataUrl(url=URL), {"type": "image_url", "image_url": {"url": URL}}),
            ("image", FileDataData(data=PNG), {"type": "image_url", "image_url": {"url": PNG_URL}}),
            ("image/png", FileDataData(data="iVBORw0KGgo="), {"type": "image_url", "image_url": {"url": PNG_URL}}),
            ("video/mp4", FileDataData(data=b"hi"), {"type": "video_url", "video_url": {"url": MP4_URL}}),
            ("video/mp4", FileDataUrl(url=URL), {"type": "video_url", "video_url": {"url": URL}}),
            ("audio/wav", FileDataData(data=b"hi"), {"type": "input_audio", "input_audio": WAV}),
            ("audio/mpeg", FileDataData(data=b"hi"), {"type": "input_audio", "input_audio": MP3}),
            ("audio/mp3", FileDataData(data=b"hi"), {"type": "input_audio", "input_audio": MP3}),
            ("application/pdf", FileDataData(data=b"hi"), {"type": "file", "file": PDF}),
            ("text/plain", FileDataData(data="Z3LDvG4="), {"type": "text", "text": "grün"}),
            ("text/plain", FileDataData(data=b"\xff!"), {"type": "text", "text": "\ufffd!"}),
            ("text/markdown", FileDataText(text="# A"), {"type": "text", "text": "# A"}),
            ("text/plain", FileDataUrl(url=URL), {"type": "text", "text": URL}),
            ("image/png", FileDataReference(reference=UPLOADED), {"type": "file", "file": {"file_id": "file-1"}}),
        ],
    )
    def test_each_kind_of_file_has_its_form(self, media_type: str, data: Any, expected: dict[str, Any]) -> None:
        assert convert_file(media_type, data) == expected
        assert convert_file(media_type, data, provider_options=OPTIONS) == {**expected, "cache": True}

    def test_a_pdf_keeps_its_name(self) -> None:
        part = convert_file("application/pdf", FileDataData(data=b"hi"), filename="a.pdf")
        assert part["file"]["filename"] == "a.pdf"

    @pytest.mark.parametrize(
        ("media_type", "data", "functionality"),
        [
            ("audio/wav", FileDataUrl(url="https://x.test/a"), "audio file parts with URLs"),
            ("audio/flac", FileDataData(data=b"hi"), "audio media type audio/flac"),
            ("application/pdf", FileDataUrl(url="https://x.test/a"), "PDF file parts with URLs"),
            ("application/zip", FileDataData(data=b"hi"), "file part media type application/zip"),
            ("font/ttf", FileDataData(data=b"hi"), "file part media type font/ttf"),
            ("image/svg+xml", FileDataText(text="<svg/>"), "text file parts"),
        ],
    )
    def test_what_the_api_cannot_take_is_refused(self, media_type: str, data: Any, functionality: str) -> None:
        with pytest.raises(UnsupportedFunctionalityError) as caught:
            convert_file(media_type, data)
        assert caught.value.functionality == functionality

    def test_a_file_of_another_provider_is_refused(self) -> None:
        with pytest.raises(NoSuchProviderReferenceError):
            convert_file("image/png", FileDataReference(reference={"other": "file-1"}))


class TestToolContent:
    OUTPUT = ContentOutput(
        value=[TextPart(text="Shot:"), FilePart(media_type="image/png", data=FileDataData(data=PNG))]
    )

    def tool_message(self, output: ContentOutput, **settings: Any) -> Any:
        result = ToolResultPart(tool_call_id="1", tool_name="f", output=output)
        (message,) = convert(ToolMessage(content=[result]), **settings)
        return message["content"]

    def test_several_parts_become_json(self) -> None:
        assert self.tool_message(ContentOutput(value=[TextPart(text="a")])) == '[{"type":"text","text":"a"}]'

    def test_several_parts_stay_parts_where_the_provider_takes_them(self) -> None:
        assert self.tool_message(self.OUTPUT, supports_multi_part_tool_content=True) == [
            {"type": "text", "text": "Shot:"},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}},
        ]

    def test_custom_parts_have_no_form(self) -> None:
        with pytest.raises(UnsupportedFunctionalityError, match="custom tool content parts"):
            self.tool_message(ContentOutput(value=[CustomToolContent()]), supports_multi_part_tool_content=True)
