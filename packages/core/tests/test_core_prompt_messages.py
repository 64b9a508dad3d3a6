"""Users' messages: typed or dicts, checked with the path of the fault, stored and loaded without loss."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from ai_sdk_core._prompt.messages import (
    AssistantModelMessage,
    ContentOutput,
    DeprecatedToolContent,
    FilePart,
    ImagePart,
    ModelMessage,
    SystemModelMessage,
    ToolApprovalRequestPart,
    ToolApprovalResponsePart,
    ToolModelMessage,
    ToolResultPart,
    UserModelMessage,
)
from ai_sdk_core._prompt.parsing import parse_messages, parse_tool_result_output
from ai_sdk_core._prompt.standardize import parse_instructions, standardize_prompt
from ai_sdk_core._prompt.storage import messages_from_json, messages_to_json
from ai_sdk_core.errors import InvalidMessageRoleError, InvalidPromptError
from ai_sdk_core.provider.language_model.prompt import (
    ErrorJsonOutput,
    JsonOutput,
    ReasoningPart,
    TextOutput,
    TextPart,
    ToolCallPart,
)
from ai_sdk_core.provider.shared import FileDataReference, FileDataUrl
from hypothesis import given
from hypothesis import strategies as st

CALL = {"type": "tool-call", "toolCallId": "c1", "toolName": "weather", "input": {"cityName": "Graz"}}


class TestDicts:
    def test_camel_case_keys_as_typescript_stores_them(self) -> None:
        [message] = parse_messages(
            [{"role": "assistant", "content": [{**CALL, "providerOptions": {"p": {"someKey": 1}}}]}]
        )
        assert message == AssistantModelMessage(
            content=[
                ToolCallPart(
                    tool_call_id="c1",
                    tool_name="weather",
                    input={"cityName": "Graz"},
                    provider_options={"p": {"someKey": 1}},
                )
            ]
        )

    def test_snake_case_keys_as_python_writes_them(self) -> None:
        snake = {"type": "tool-call", "tool_call_id": "c1", "tool_name": "weather", "input": {"cityName": "Graz"}}
        assert parse_messages([{"role": "assistant", "content": [snake]}]) == parse_messages(
            [{"role": "assistant", "content": [CALL]}]
        )

    def test_a_left_out_input_is_null(self) -> None:
        """JavaScript leaves out what is undefined."""
        call = {key: value for key, value in CALL.items() if key != "input"}
        [message] = parse_messages([{"role": "assistant", "content": [call]}])
        assert message == AssistantModelMessage(
            content=[ToolCallPart(tool_call_id="c1", tool_name="weather", input=None)]
        )

    def test_null_in_an_optional_field_is_the_same_as_nothing(self) -> None:
        assert parse_messages([{"role": "user", "content": "a", "providerOptions": None}]) == [
            UserModelMessage(content="a")
        ]

    def test_files_in_every_form(self) -> None:
        forms: list[Any] = [
            b"bytes",
            bytearray(b"bytes"),
            "aGk=",
            "https://example.com/a.png",
            {"openai": "file-1"},
            {"type": "url", "url": "https://example.com/a.png"},
            {"type": "reference", "reference": {"openai": "file-1"}},
            {"type": "text", "text": "hi"},
            FileDataUrl(url="https://example.com/a.png"),
        ]
        content = [{"type": "file", "data": form, "mediaType": "image/png"} for form in forms]
        [message] = parse_messages([{"role": "user", "content": content}])
        assert isinstance(message, UserModelMessage)
        data = [part.data for part in message.content if isinstance(part, FilePart)]
        assert data[:5] == [b"bytes", b"bytes", "aGk=", "https://example.com/a.png", {"openai": "file-1"}]
        assert data[5] == data[8] == FileDataUrl(url="https://example.com/a.png")
        assert data[6] == FileDataReference(reference={"openai": "file-1"})

    def test_typed_parts_and_dicts_may_be_mixed(self) -> None:
        message = UserModelMessage(content=[TextPart(text="a"), {"type": "text", "text": "b"}])  # type: ignore[list-item]
        assert parse_messages([message]) == [UserModelMessage(content=[TextPart(text="a"), TextPart(text="b")])]

    def test_parsing_makes_new_messages(self) -> None:
        """What happens to the prompt of one generation must not change the messages of the caller."""
        original = UserModelMessage(content=[TextPart(text="a")])
        [parsed] = parse_messages([original])
        assert parsed == original
        assert parsed is not original
        assert parsed.content is not original.content


@pytest.mark.parametrize(
    ("messages", "fault"),
    [
        ("hi", "messages: expected a list, got 'hi'"),
        ([1], "messages[0]: expected an object, got 1"),
        ([{"content": "a"}], "messages[0].role: is missing"),
        ([{"role": "user"}], "messages[0].content: is missing"),
        ([{"role": "user", "content": None}], "messages[0].content: is missing"),
        ([{"role": "user", "content": 3}], "messages[0].content: expected a list, got 3"),
        ([UserModelMessage(content=3)], "messages[0].content: expected a list, got 3"),  # type: ignore[arg-type]
        (
            [{"role": "user", "content": "a"}, {"role": "user", "content": [{"type": "txt"}]}],
            "messages[1].content[0].type: expected one of 'text', 'image', 'file', got 'txt'",
        ),
        ([{"role": "user", "content": [{"text": "a"}]}], "messages[0].content[0].type: is missing"),
        ([{"role": "user", "content": [{"type": []}]}], "messages[0].content[0].type: expected one of"),
        ([{"role": "user", "content": ["a"]}], "messages[0].content[0]: expected an object, got 'a'"),
        ([{"role": "user", "content": [{"type": "text", "text": 1}]}], ".content[0].text: expected a string, got 1"),
        ([{"role": "user", "content": [CALL]}], "messages[0].content[0].type: expected one of 'text'"),
        ([{"role": "tool", "content": "a"}], "messages[0].content: expected a list, got 'a'"),
        ([{"role": "user", "content": "a", "providerOptions": 1}], ".provider_options: expected an object with one"),
        ([{"role": "user", "content": "a", "providerOptions": {"p": 1}}], ".provider_options.p: expected an object"),
        (
            [{"role": "user", "content": [{"type": "file", "data": {"openai": 3}}]}],
            "messages[0].content[0].data.openai: expected a string, got 3",
        ),
        (
            [{"role": "user", "content": [{"type": "file", "data": {"type": "url"}}]}],
            "messages[0].content[0].data.url: is missing",
        ),
        ([{"role": "user", "content": [{"type": "file", "data": 1.5}]}], ".data: expected bytes or a string, got 1.5"),
        (
            [{"role": "assistant", "content": [{"type": "reasoning-file", "data": {"a": "b"}, "mediaType": "x"}]}],
            "messages[0].content[0].data: expected bytes or a string, got dict",
        ),
        (
            [{"role": "assistant", "content": [{**CALL, "providerExecuted": "yes"}]}],
            "messages[0].content[0].provider_executed: expected true or false, got 'yes'",
        ),
        (
            [
                {
                    "role": "tool",
                    "content": [
                        {
                            "type": "tool-result",
                            "toolCallId": "c",
                            "toolName": "t",
                            "output": {"type": "content", "value": [{"type": "text", "text": 4}]},
                        }
                    ],
                }
            ],
            "messages[0].content[0].output.value[0].text: expected a string, got 4",
        ),
        (
            [
                {
                    "role": "tool",
                    "content": [
                        {"type": "tool-result", "toolCallId": "c", "toolName": "t", "output": {"type": "json"}}
                    ],
                }
            ],
            "messages[0].content[0].output.value: is missing",
        ),
    ],
)
def test_a_wrong_message_is_refused_with_the_path_of_the_fault(messages: Any, fault: str) -> None:
    with pytest.raises(InvalidPromptError) as caught:
        parse_messages(messages)
    assert fault in str(caught.value)


def test_an_unknown_role_has_its_own_error() -> None:
    with pytest.raises(InvalidMessageRoleError) as caught:
        parse_messages([{"role": "wizard", "content": "a"}])
    assert caught.value.role == "wizard"


def test_contents_of_files_do_not_fill_error_messages() -> None:
    with pytest.raises(InvalidPromptError) as caught:
        parse_messages([{"role": "user", "content": [{"type": "a" * 5_000}]}])
    assert len(str(caught.value)) < 300


def test_outputs_of_tools_may_be_dicts() -> None:
    assert parse_tool_result_output({"type": "text", "value": "a"}) == TextOutput(value="a")
    with pytest.raises(InvalidPromptError, match=r"output\.type: expected one of"):
        parse_tool_result_output({"type": "txt"})


class TestStandardize:
    def test_a_text_is_a_user_message(self) -> None:
        assert standardize_prompt(prompt="hi").messages == [UserModelMessage(content="hi")]

    def test_messages_may_be_given_as_prompt(self) -> None:
        assert standardize_prompt(prompt=[{"role": "user", "content": "hi"}]).messages == [
            UserModelMessage(content="hi")
        ]

    def test_the_prompt_wins_over_messages(self) -> None:
        messages = [UserModelMessage(content="b")]
        assert standardize_prompt(prompt="a", messages=messages).messages == [UserModelMessage(content="a")]

    def test_instructions_win_over_system(self) -> None:
        assert standardize_prompt(prompt="a", instructions="new", system="old").instructions == "new"
        assert standardize_prompt(prompt="a", system="old").instructions == "old"

    def test_something_must_be_asked(self) -> None:
        with pytest.raises(InvalidPromptError, match="either prompt or messages must be given"):
            standardize_prompt()
        with pytest.raises(InvalidPromptError, match="messages must not be empty"):
            standardize_prompt(messages=[])

    def test_system_messages_are_refused_unless_allowed(self) -> None:
        messages: list[ModelMessage] = [SystemModelMessage(content="obey"), UserModelMessage(content="a")]
        with pytest.raises(InvalidPromptError, match="System messages are not allowed in the prompt or messages"):
            standardize_prompt(messages=messages)
        assert standardize_prompt(messages=messages, allow_system_in_messages=True).messages == messages

    def test_instructions_may_be_messages(self) -> None:
        system = SystemModelMessage(content="a", provider_options={"p": {"cache": True}})
        assert parse_instructions(system) == system
        assert parse_instructions([{"role": "system", "content": "a"}]) == [SystemModelMessage(content="a")]
        assert parse_instructions({"role": "system", "content": "a"}) == SystemModelMessage(content="a")

    @pytest.mark.parametrize("instructions", [5, {"role": "user", "content": "a"}, [3]])
    def test_wrong_instructions_are_refused(self, instructions: Any) -> None:
        with pytest.raises(InvalidPromptError, match="instructions"):
            parse_instructions(instructions)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)
options = st.none() | st.dictionaries(st.text(), st.dictionaries(st.text(), json_values, max_size=3), max_size=2)
texts = st.builds(TextPart, text=st.text(), provider_options=options)
files = st.builds(FilePart, data=st.text(), media_type=st.none() | st.text(), provider_options=options) | st.builds(
    FilePart, data=st.builds(FileDataUrl, url=st.text()), media_type=st.text(), filename=st.none() | st.text()
)
outputs = (
    st.builds(TextOutput, value=st.text())
    | st.builds(JsonOutput, value=json_values, provider_options=options)
    | st.builds(ErrorJsonOutput, value=json_values)
    | st.builds(
        ContentOutput,
        value=st.lists(
            texts | files | st.builds(DeprecatedToolContent, type=st.just("file-id"), file_id=st.text()), max_size=2
        ),
    )
)
results = st.builds(
    ToolResultPart, tool_call_id=st.text(), tool_name=st.text(), output=outputs, provider_options=options
)
reasoning = st.builds(ReasoningPart, text=st.text(), provider_options=options)
calls = st.builds(
    ToolCallPart,
    tool_call_id=st.text(),
    tool_name=st.text(),
    input=json_values,
    provider_executed=st.none() | st.booleans(),
    provider_options=options,
)
requests = st.builds(
    ToolApprovalRequestPart, approval_id=st.text(), tool_call_id=st.text(), input_schema_input=json_values
)
responses = st.builds(ToolApprovalResponsePart, approval_id=st.text(), approved=st.booleans())
messages = st.lists(
    st.builds(SystemModelMessage, content=st.text(), provider_options=options)
    | st.builds(UserModelMessage, content=st.text() | st.lists(texts | files, max_size=3))
    | st.builds(
        AssistantModelMessage,
        content=st.text() | st.lists(texts | reasoning | calls | results | requests, max_size=3),
        provider_options=options,
    )
    | st.builds(ToolModelMessage, content=st.lists(results | responses, max_size=3)),
    max_size=3,
)


class TestStorage:
    @given(messages)
    def test_messages_survive_storage(self, messages: list[ModelMessage]) -> None:
        """Signatures in provider options come back byte for byte, also on empty texts."""
        assert messages_from_json(json.loads(json.dumps(messages_to_json(messages)))) == messages

    def test_the_format_is_the_one_of_the_reference(self) -> None:
        stored: list[dict[str, Any]] = [
            {"role": "user", "content": "Weather in Graz?"},
            {
                "role": "assistant",
                "content": [
                    {
                        "type": "reasoning",
                        "text": "",
                        "providerOptions": {"anthropic": {"signature": "s", "some_Key": None}},
                    },
                    CALL,
                    {"type": "tool-approval-request", "approvalId": "a1", "toolCallId": "c1", "isAutomatic": True},
                ],
            },
            {
                "role": "tool",
                "content": [
                    {"type": "tool-approval-response", "approvalId": "a1", "approved": True},
                    {
                        "type": "tool-result",
                        "toolCallId": "c1",
                        "toolName": "weather",
                        "output": {"type": "json", "value": None},
                    },
                ],
            },
        ]
        assert messages_to_json(messages_from_json(stored)) == stored

    def test_bytes_become_base64(self) -> None:
        [stored] = messages_to_json([UserModelMessage(content=[ImagePart(image=b"hi")])])
        assert stored == {"role": "user", "content": [{"type": "image", "image": "aGk="}]}

    def test_a_null_that_means_something_is_kept(self) -> None:
        call = ToolCallPart(tool_call_id="c", tool_name="t", input=None)
        [stored] = messages_to_json([AssistantModelMessage(content=[call])])
        assert stored["content"] == [{"type": "tool-call", "toolCallId": "c", "toolName": "t", "input": None}]


def test_reading_and_storing_messages_does_not_load_pydantic() -> None:
    script = """
import sys
from ai_sdk_core._prompt.storage import messages_from_json, messages_to_json
messages_to_json(messages_from_json([{"role": "user", "content": [{"type": "text", "text": "a"}]}]))
sys.exit("pydantic" in sys.modules or "httpx" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
