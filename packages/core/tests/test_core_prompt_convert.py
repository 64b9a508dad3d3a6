"""Conversion of users' messages to the prompt that models receive."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from typing import Any

import pytest
from ai_sdk_core._prompt.convert import convert_to_language_model_prompt
from ai_sdk_core._prompt.download import DownloadedFile, DownloadFunction, DownloadRequest
from ai_sdk_core._prompt.messages import SystemModelMessage
from ai_sdk_core._prompt.parsing import parse_messages
from ai_sdk_core._prompt.standardize import StandardizedPrompt
from ai_sdk_core._prompt.urls import normalize_url
from ai_sdk_core.errors import (
    DownloadError,
    InvalidDataContentError,
    InvalidPromptError,
    MissingToolResultsError,
)
from ai_sdk_core.provider.language_model import prompt as spec
from ai_sdk_core.provider.language_model.prompt import AssistantMessage, Prompt, TextPart, UserMessage
from ai_sdk_core.provider.shared import FileDataData, FileDataReference, FileDataText, FileDataUrl, ProviderOptions

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
CALL = {"type": "tool-call", "toolCallId": "c1", "toolName": "t", "input": {}}


async def convert(
    *messages: Any,
    instructions: Any = None,
    supported_urls: dict[str, list[re.Pattern[str]]] | None = None,
    download: DownloadFunction | None = None,
    provider: str | None = "acme",
) -> Prompt:
    return await convert_to_language_model_prompt(
        StandardizedPrompt(instructions=instructions, messages=parse_messages(messages)),
        supported_urls=supported_urls or {},
        download=download,
        provider=provider,
    )


async def convert_file(data: Any, media_type: str | None = None, **options: Any) -> spec.FilePart:
    [message] = await convert(
        {"role": "user", "content": [{"type": "file", "data": data, "media_type": media_type}]}, **options
    )
    assert isinstance(message, UserMessage)
    [part] = message.content
    assert isinstance(part, spec.FilePart)
    return part


def result(output: dict[str, Any], tool_call_id: str = "c1", **more: Any) -> dict[str, Any]:
    return {"type": "tool-result", "toolCallId": tool_call_id, "toolName": "t", "output": output, **more}


class Downloads:
    """A download function that knows some files and remembers what it was asked."""

    def __init__(self, **files: DownloadedFile) -> None:
        self.files = {f"https://example.com/{name}": file for name, file in files.items()}
        self.asked: list[list[DownloadRequest]] = []

    async def __call__(self, requests: Sequence[DownloadRequest]) -> list[DownloadedFile | None]:
        self.asked.append(list(requests))
        return [self.files.get(request.url) for request in requests]


class TestText:
    async def test_text_becomes_a_part(self) -> None:
        assert await convert({"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}) == [
            UserMessage(content=[TextPart(text="a")]),
            AssistantMessage(content=[TextPart(text="b")]),
        ]

    async def test_empty_text_of_the_user_is_left_out(self) -> None:
        empty = {"type": "text", "text": "", "providerOptions": {"p": {}}}
        assert await convert({"role": "user", "content": [empty]}) == [UserMessage(content=[])]

    async def test_empty_text_of_the_assistant_is_kept_if_it_carries_options(self) -> None:
        signed = {"type": "text", "text": "", "providerOptions": {"p": {"signature": "s"}}}
        [message] = await convert({"role": "assistant", "content": [{"type": "text", "text": ""}, signed]})
        assert message.content == [TextPart(text="", provider_options={"p": {"signature": "s"}})]

    async def test_options_of_messages_are_kept(self) -> None:
        [message] = await convert({"role": "user", "content": "a", "providerOptions": {"p": {"cache": True}}})
        assert message.provider_options == {"p": {"cache": True}}

    async def test_instructions_come_first(self) -> None:
        system = SystemModelMessage(content="one", provider_options={"p": {"a": 1}})
        user = {"role": "user", "content": "a"}
        one = spec.SystemMessage(content="one", provider_options={"p": {"a": 1}})
        assert (await convert(user, instructions="one"))[:-1] == [spec.SystemMessage(content="one")]
        assert (await convert(user, instructions=system))[:-1] == [one]
        assert (await convert(user, instructions=[system, system]))[:-1] == [one, one]

    async def test_the_prompt_shares_no_parts_with_the_messages(self) -> None:
        """Middleware may change the prompt of one call; the conversation stays as it is."""
        messages = parse_messages([{"role": "user", "content": [{"type": "text", "text": "a"}]}])
        [converted] = await convert_to_language_model_prompt(
            StandardizedPrompt(instructions=None, messages=messages), supported_urls={}
        )
        assert converted.content[0] is not messages[0].content[0]


class TestFiles:
    async def test_bytes_and_base64(self) -> None:
        assert (await convert_file(b"hi", "text/plain")).data == FileDataData(data=b"hi")
        assert (await convert_file("aGk=", "text/plain")).data == FileDataData(data="aGk=")

    async def test_images_are_recognised_by_their_contents(self) -> None:
        """The signature wins over what the user says."""
        assert (await convert_file(PNG, "image")).media_type == "image/png"
        assert (await convert_file(PNG, "image/webp")).media_type == "image/png"
        assert (await convert_file(PNG)).media_type == "image/png"

    async def test_other_kinds_keep_the_type_that_the_user_says(self) -> None:
        assert (await convert_file(b"\xff\xfb\x90\x64", "audio")).media_type == "audio"

    async def test_a_data_url_says_its_media_type(self) -> None:
        for data in ("data:text/plain;base64,aGk=", {"type": "url", "url": "data:text/plain;base64,aGk="}):
            part = await convert_file(data, "application/pdf")
            assert part == spec.FilePart(data=FileDataData(data="aGk="), media_type="text/plain")

    @pytest.mark.parametrize("data", ["data:image/gif", {"type": "url", "url": "data:image/gif"}])
    async def test_a_malformed_data_url_is_refused(self, data: Any) -> None:
        with pytest.raises(InvalidDataContentError, match="Invalid data URL format in content data:image/gif"):
            await convert_file(data)

    async def test_a_data_url_is_no_base64(self) -> None:
        with pytest.raises(InvalidDataContentError, match="Data URLs are not valid inline data"):
            await convert_file({"type": "data", "data": "data:text/plain;base64,aGk="}, "text/plain")

    async def test_a_media_type_is_needed_where_the_data_does_not_tell(self) -> None:
        with pytest.raises(InvalidDataContentError, match="Media type is missing for file part"):
            await convert_file("aGk=")

    async def test_references_and_texts_pass_through(self) -> None:
        reference = FileDataReference(reference={"openai": "file-1"})
        assert (await convert_file({"openai": "file-1"}, "application/pdf")).data == reference
        assert (await convert_file(reference, "application/pdf")).data == reference
        assert (await convert_file(FileDataText(text="a"), "text/plain")).data == FileDataText(text="a")

    async def test_image_parts_become_file_parts(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING, "ai_sdk_core"):
            [message] = await convert({"role": "user", "content": [{"type": "image", "image": b"\0\1"}] * 2})
        assert message.content == [spec.FilePart(data=FileDataData(data=b"\0\1"), media_type="image")] * 2
        [record] = caplog.records
        assert 'The "image" content part type is deprecated.' in record.message

    async def test_files_of_assistants_are_passed_on_as_they_are(self) -> None:
        downloads = Downloads()
        content = [
            {"type": "file", "data": "https://example.com/i.png", "mediaType": "image/png"},
            {"type": "reasoning-file", "data": PNG, "mediaType": "image/x"},
        ]
        [message] = await convert({"role": "assistant", "content": content}, download=downloads)
        assert message.content == [
            spec.FilePart(data=FileDataUrl(url="https://example.com/i.png"), media_type="image/png"),
            spec.ReasoningFilePart(data=FileDataData(data=PNG), media_type="image/x"),
        ]
        assert downloads.asked == [[]]


class TestDownloads:
    async def test_every_url_is_asked_about_at_once(self) -> None:
        """One call for all, with what the model supports; also when there is nothing to download."""
        downloads = Downloads()
        parts = [
            {"type": "file", "data": "https://example.com/a.png", "mediaType": "image/png"},
            {"type": "file", "data": "https://example.com/b.pdf", "mediaType": "application/pdf"},
            {"type": "file", "data": "https://example.com/c"},
        ]
        supported = {"image/*": [re.compile("^https://.*")]}
        with pytest.raises(InvalidDataContentError, match="Media type is missing"):
            await convert({"role": "user", "content": parts}, supported_urls=supported, download=downloads)
        assert [
            [(request.url[-5:], request.is_url_supported_by_model) for request in asked] for asked in downloads.asked
        ] == [[("a.png", True), ("b.pdf", False), ("com/c", False)]]

    async def test_a_url_that_is_not_downloaded_goes_to_the_model(self) -> None:
        part = await convert_file("https://example.com/a.png", "image/png", download=Downloads())
        assert part.data == FileDataUrl(url="https://example.com/a.png")

    async def test_a_download_is_put_in(self) -> None:
        downloads = Downloads(a=DownloadedFile(data=b"%PDF", media_type="application/pdf"))
        part = await convert_file("https://example.com/a", download=downloads)
        assert part == spec.FilePart(data=FileDataData(data=b"%PDF"), media_type="application/pdf")

    async def test_the_servers_type_completes_the_users_but_does_not_replace_it(self) -> None:
        downloads = Downloads(a=DownloadedFile(data=b"?", media_type="image/x"))
        assert (await convert_file("https://example.com/a", "image", download=downloads)).media_type == "image/x"
        assert (await convert_file("https://example.com/a", "image/*", download=downloads)).media_type == "image/x"
        assert (await convert_file("https://example.com/a", "image/y", download=downloads)).media_type == "image/y"

    async def test_files_in_tool_results_are_downloaded(self) -> None:
        """In tool messages and, for tools of the provider, in assistant messages."""
        downloads = Downloads(a=DownloadedFile(data=PNG, media_type="image/png"))
        file = {"type": "file", "data": {"type": "url", "url": "https://example.com/a"}, "mediaType": "image"}
        output = {"type": "content", "value": [file, {"type": "image-url", "url": "https://example.com/a"}]}
        messages = await convert(
            {"role": "assistant", "content": [CALL, result(output)]},
            {"role": "tool", "content": [result(output)]},
            download=downloads,
        )
        expected = spec.ContentOutput(value=[spec.FilePart(data=FileDataData(data=PNG), media_type="image/png")] * 2)
        assert [
            part.output for message in messages for part in message.content if isinstance(part, spec.ToolResultPart)
        ] == [
            expected,
            expected,
        ]

    async def test_a_private_address_is_refused(self) -> None:
        with pytest.raises(DownloadError, match=r"URL with IP address 127\.0\.0\.1 is not allowed"):
            await convert_file("http://127.0.0.1/a.png", "image/png")

    async def test_one_failure_ends_the_other_downloads(self) -> None:
        content = [
            {"type": "file", "data": f"http://127.0.0.{number}/a", "mediaType": "image/png"} for number in (1, 2, 3)
        ]
        with pytest.raises(DownloadError):
            await convert({"role": "user", "content": content})
        assert asyncio.all_tasks() == {asyncio.current_task()}


class TestUrls:
    @pytest.mark.parametrize(
        ("text", "normal"),
        [
            ("https://E.com/a b.png", "https://e.com/a%20b.png"),
            ("HTTPS://e.com", "https://e.com/"),
            (" https://e.com/\n", "https://e.com/"),
            ("https://e.com:443/a/./b/../c", "https://e.com/a/c"),
            ("https://e.com:8443/..", "https://e.com:8443/"),
            ("https://e.com/a?b=ü&c='d'#e f", "https://e.com/a?b=%C3%BC&c=%27d%27#e%20f"),
            ("https://e.com/%20%zz", "https://e.com/%20%zz"),
            (r"https:\\e.com\a", "https://e.com/a"),
            ("https:e.com/a", "https://e.com/a"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://u:p@e.com/", "https://u:p@e.com/"),
            ("https://[::1]:3000/", "https://[::1]:3000/"),
            ("gs://Bucket/a b", "gs://Bucket/a%20b"),
            ("file:///tmp/a", "file:///tmp/a"),
            ("data:text/plain;base64,aGk=", "data:text/plain;base64,aGk="),
        ],
    )
    def test_urls_are_written_as_browsers_write_them(self, text: str, normal: str) -> None:
        assert normalize_url(text) == normal

    @pytest.mark.parametrize(
        "text",
        ["", "aGk=", "a/b:c", "https:", "https://", "https://a b/", "https://e.com:99999/", "https://[x/", "//e.com"],
    )
    def test_other_texts_are_no_urls(self, text: str) -> None:
        assert normalize_url(text) is None

    def test_large_base64_is_not_searched_for_a_scheme(self) -> None:
        assert normalize_url("A" * 10_000_000) is None

    async def test_the_users_spelling_is_kept_beside_the_normal_form(self) -> None:
        supported = {"*/*": [re.compile(".*")]}
        part = await convert_file("https://E.com/a b.png", "image", supported_urls=supported)
        assert part.data == FileDataUrl(url="https://e.com/a%20b.png", original_url="https://E.com/a b.png")
        part = await convert_file("https://e.com/a.png", "image", supported_urls=supported)
        assert part.data == FileDataUrl(url="https://e.com/a.png")


class TestTools:
    async def test_consecutive_tool_messages_become_one(self) -> None:
        """Options of a message that is no longer the last of its kind move to its last part."""
        calls = [CALL, {**CALL, "toolCallId": "c2"}]
        text = {"type": "text", "value": "x"}
        first = {
            "role": "tool",
            "content": [result(text, providerOptions={"p": {"b": 2}})],
            "providerOptions": {"p": {"a": 1}},
        }
        second = {"role": "tool", "content": [result(text, "c2")], "providerOptions": {"p": {"c": 3}}}
        messages = await convert({"role": "assistant", "content": calls}, first, second)
        assert messages[1:] == [
            spec.ToolMessage(
                content=[
                    spec.ToolResultPart(
                        tool_call_id="c1",
                        tool_name="t",
                        output=spec.TextOutput(value="x"),
                        provider_options={"p": {"a": 1, "b": 2}},
                    ),
                    spec.ToolResultPart(tool_call_id="c2", tool_name="t", output=spec.TextOutput(value="x")),
                ],
                provider_options={"p": {"c": 3}},
            )
        ]

    async def test_options_of_an_empty_tool_message_join_the_next(self) -> None:
        approval = {"type": "tool-approval-response", "approvalId": "a", "approved": True}
        messages = await convert(
            {"role": "assistant", "content": [CALL]},
            {"role": "tool", "content": [approval], "providerOptions": {"p": {"a": 1}}},
            {"role": "tool", "content": [result({"type": "text", "value": "x"})], "providerOptions": {"p": {"b": 2}}},
        )
        assert len(messages) == 2
        assert messages[1].provider_options == {"p": {"a": 1, "b": 2}}

    async def test_approvals_are_for_the_provider_only_if_it_runs_the_tool(self) -> None:
        request = {"type": "tool-approval-request", "approvalId": "a", "toolCallId": "c1"}
        response = {"type": "tool-approval-response", "approvalId": "a", "approved": True, "reason": "ok"}
        messages = await convert(
            {"role": "assistant", "content": [{**CALL, "providerExecuted": True}, request]},
            {"role": "tool", "content": [response, {**response, "providerExecuted": True}]},
        )
        assert messages[0].content == [
            spec.ToolCallPart(tool_call_id="c1", tool_name="t", input={}, provider_executed=True)
        ]
        assert messages[1].content == [spec.ToolApprovalResponsePart(approval_id="a", approved=True, reason="ok")]

    async def test_a_tool_message_without_content_is_left_out(self) -> None:
        response = {"type": "tool-approval-response", "approvalId": "a", "approved": True}
        assert len(await convert({"role": "user", "content": "a"}, {"role": "tool", "content": [response]})) == 1

    @pytest.mark.parametrize("after", [[], [{"role": "user", "content": "go on"}]])
    async def test_a_tool_call_needs_a_result(self, after: list[Any]) -> None:
        calls = {"role": "assistant", "content": [CALL, {**CALL, "toolCallId": "c2"}]}
        with pytest.raises(MissingToolResultsError, match="Tool results are missing for tool calls c1, c2"):
            await convert(calls, *after)

    async def test_a_result_after_the_next_user_message_is_too_late(self) -> None:
        with pytest.raises(MissingToolResultsError):
            await convert(
                {"role": "assistant", "content": [CALL]},
                {"role": "user", "content": "a"},
                {"role": "tool", "content": [result({"type": "text", "value": "x"})]},
            )

    async def test_calls_that_the_provider_runs_need_no_result(self) -> None:
        await convert({"role": "assistant", "content": [{**CALL, "providerExecuted": True}]})


class TestDeprecatedToolContent:
    async def content(self, *items: dict[str, Any], provider: str | None = "acme") -> list[Any]:
        messages = await convert(
            {"role": "assistant", "content": [CALL]},
            {"role": "tool", "content": [result({"type": "content", "value": list(items)})]},
            download=Downloads(),
            provider=provider,
        )
        part = messages[1].content[0]
        assert isinstance(part, spec.ToolResultPart)
        assert isinstance(part.output, spec.ContentOutput)
        return part.output.value

    @pytest.mark.parametrize(
        ("item", "data", "media_type"),
        [
            ({"type": "file-data", "data": "aGk=", "mediaType": "a/b"}, FileDataData(data="aGk="), "a/b"),
            ({"type": "image-data", "data": "aGk=", "mediaType": "a/b"}, FileDataData(data="aGk="), "a/b"),
            (
                {"type": "file-url", "url": "https://e.com/a.PDF?b#c"},
                FileDataUrl(url="https://e.com/a.PDF?b#c"),
                "application/pdf",
            ),
            (
                {"type": "file-url", "url": "https://e.com"},
                FileDataUrl(url="https://e.com/", original_url="https://e.com"),
                "application/octet-stream",
            ),
            (
                {"type": "file-url", "url": "https://e.com/a.png", "mediaType": "a/b"},
                FileDataUrl(url="https://e.com/a.png"),
                "a/b",
            ),
            ({"type": "image-url", "url": "https://e.com/a"}, FileDataUrl(url="https://e.com/a"), "image"),
            ({"type": "file-id", "fileId": "f"}, FileDataReference(reference={"acme": "f"}), "application"),
            ({"type": "file-id", "fileId": {"x": "f"}}, FileDataReference(reference={"x": "f"}), "application"),
            ({"type": "image-file-id", "fileId": "f"}, FileDataReference(reference={"acme": "f"}), "image"),
            (
                {"type": "file-reference", "providerReference": {"x": "f"}},
                FileDataReference(reference={"x": "f"}),
                "application",
            ),
            (
                {"type": "image-file-reference", "providerReference": {"x": "f"}},
                FileDataReference(reference={"x": "f"}),
                "image",
            ),
        ],
    )
    async def test_old_forms_of_stored_messages_are_converted(
        self, item: dict[str, Any], data: Any, media_type: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        options: ProviderOptions = {"p": {"a": 1}}
        with caplog.at_level(logging.WARNING, "ai_sdk_core"):
            [part] = await self.content({**item, "providerOptions": options})
        assert part == spec.FilePart(data=data, media_type=media_type, provider_options=options)
        assert f'The "{item["type"]}" type for tool result content is deprecated.' in caplog.text

    async def test_an_inferred_media_type_is_said(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING, "ai_sdk_core"):
            await self.content({"type": "file-url", "url": "https://e.com/a.png"})
            await self.content({"type": "file-url", "url": "https://e.com/a"})
        assert "Inferred media type 'image/png' from URL." in caplog.text
        assert "Unable to infer media type from URL. Defaulting to 'application/octet-stream'." in caplog.text

    async def test_an_id_needs_a_provider(self) -> None:
        with pytest.raises(InvalidPromptError, match="without a provider ID"):
            await self.content({"type": "file-id", "fileId": "f"}, provider=None)

    async def test_custom_content_passes_through(self) -> None:
        options: ProviderOptions = {"p": {"kind": "x"}}
        assert await self.content({"type": "custom", "providerOptions": options}) == [
            spec.CustomToolContent(provider_options=options)
        ]
