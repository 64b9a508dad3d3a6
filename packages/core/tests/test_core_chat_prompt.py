"""Rules for the texts that chat completion APIs want in prompts."""

from typing import Any

import pytest
from ai_sdk_core.errors import NoSuchProviderReferenceError, SerializationError
from ai_sdk_core.provider.language_model.prompt import (
    ContentOutput,
    CustomToolContent,
    ErrorJsonOutput,
    ErrorTextOutput,
    ExecutionDenied,
    FilePart,
    JsonOutput,
    TextOutput,
    TextPart,
)
from ai_sdk_core.provider.language_model.tools import FunctionTool, LanguageModelTool, ProviderTool
from ai_sdk_core.provider.shared import FileDataData, FileDataReference, FileDataText, FileDataUrl
from ai_sdk_core.provider_utils.chat_prompt import (
    resolve_provider_reference,
    to_json_text,
    tool_call_arguments_text,
    tool_result_text,
)
from ai_sdk_core.provider_utils.tool_names import ToolNameMapping


def test_json_text_is_compact_and_readable() -> None:
    assert to_json_text({"city": "Zürich", "n": [1, None]}) == '{"city":"Zürich","n":[1,null]}'


def test_json_text_has_no_nan() -> None:
    assert to_json_text([float("nan"), float("inf")]) == "[null,null]"


def test_what_has_no_json_form_is_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)
    for value in (object(), circle):
        with pytest.raises(SerializationError, match="cannot be written as JSON"):
            to_json_text(value)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"a": 1}, '{"a":1}'),
        (None, "null"),
        ([], "[]"),
        ('{"a": 1}', '{"a": 1}'),
        ("not JSON", '"not JSON"'),
        ('{"a":', '"{\\"a\\":"'),
    ],
)
def test_arguments_are_encoded_unless_they_are_json_text(arguments: Any, expected: str) -> None:
    assert tool_call_arguments_text(arguments) == expected


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (TextOutput(value="t"), "t"),
        (ErrorTextOutput(value="e"), "e"),
        (JsonOutput(value={"a": None}), '{"a":null}'),
        (JsonOutput(value=None), "null"),
        (ErrorJsonOutput(value=[1]), "[1]"),
        (ExecutionDenied(), "Tool call execution denied."),
        (ExecutionDenied(reason="no"), "no"),
        (ExecutionDenied(reason=""), ""),
        (ContentOutput(value=[]), "[]"),
    ],
)
def test_every_kind_of_result_has_a_text(output: Any, expected: str) -> None:
    assert tool_result_text(output) == expected


def test_content_of_several_parts_becomes_the_json_of_the_reference() -> None:
    output = ContentOutput(
        value=[
            TextPart(text="t", provider_options={"p": {"a": 1}}),
            FilePart(media_type="image/png", data=FileDataUrl(url="https://x.test/a.png")),
            FilePart(media_type="image/png", data=FileDataData(data="aGk="), filename="a.png"),
            FilePart(media_type="image/png", data=FileDataData(data=b"hi")),
            FilePart(media_type="image/png", data=FileDataReference(reference={"p": "file-1"})),
            FilePart(media_type="text/plain", data=FileDataText(text="d")),
            CustomToolContent(),
        ]
    )
    assert tool_result_text(output) == (
        '[{"type":"text","text":"t","providerOptions":{"p":{"a":1}}},'
        '{"type":"file","mediaType":"image/png","data":{"type":"url","url":"https://x.test/a.png"}},'
        '{"type":"file","mediaType":"image/png","data":{"type":"data","data":"aGk="},"filename":"a.png"},'
        '{"type":"file","mediaType":"image/png","data":{"type":"data","data":{"0":104,"1":105}}},'
        '{"type":"file","mediaType":"image/png","data":{"type":"reference","reference":{"p":"file-1"}}},'
        '{"type":"file","mediaType":"text/plain","data":{"type":"text","text":"d"}},'
        '{"type":"custom"}]'
    )


def test_a_file_is_known_by_the_id_that_its_provider_gave() -> None:
    assert resolve_provider_reference({"p": "file-1"}, "p") == "file-1"


def test_a_file_of_another_provider_is_refused() -> None:
    with pytest.raises(NoSuchProviderReferenceError, match=r"provider 'p'\. Available providers: other"):
        resolve_provider_reference({"other": "file-1"}, "p")


def test_tool_names_are_translated_both_ways_and_others_stay() -> None:
    tools: list[LanguageModelTool] = [
        ProviderTool(id="p.search", name="my_search", args={}),
        ProviderTool(id="p.unknown", name="odd", args={}),
        FunctionTool(name="weather", input_schema={}),
    ]
    mapping = ToolNameMapping(tools, {"p.search": "web_search"})
    names = ["my_search", "odd", "weather"]
    assert [mapping.to_provider_tool_name(name) for name in names] == ["web_search", "odd", "weather"]
    assert [mapping.to_custom_tool_name(name) for name in ["web_search", "odd", "weather"]] == names
    assert ToolNameMapping(None, {}).to_provider_tool_name("x") == "x"
