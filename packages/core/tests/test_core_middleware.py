"""The built-in middleware."""

from contextlib import aclosing
from itertools import pairwise
from typing import Any

import pytest
from ai_sdk_core import (
    ReasoningTags,
    SystemModelMessage,
    add_tool_input_examples_middleware,
    default_embedding_settings_middleware,
    default_instructions_middleware,
    default_settings_middleware,
    extract_json_middleware,
    extract_reasoning_middleware,
    generate_text,
    simulate_streaming_middleware,
    stream_text,
    wrap_embedding_model,
    wrap_language_model,
)
from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider import (
    Citation,
    EmbeddingModelCallOptions,
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    LanguageModelResponse,
    ProviderTool,
    Reasoning,
    SystemMessage,
    Text,
    TextDelta,
    TextEnd,
    TextStart,
    ToolCall,
    ToolInputExample,
    UrlSource,
    UserMessage,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockLanguageModel,
    embedding_result,
    generate_result,
    stream_result,
    text_stream,
)
from hypothesis import given
from hypothesis import strategies as st

PROMPT = LanguageModelCallOptions(prompt=[UserMessage(content=[])])


def answering(*content: Any) -> MockLanguageModel:
    return MockLanguageModel(do_generate=generate_result(*content))


async def streamed(middleware: Any, *deltas: str) -> list[Any]:
    """Parts of a streamed text, inside middleware."""
    model = wrap_language_model(model=MockLanguageModel(do_stream=text_stream(*deltas)), middleware=middleware)
    result = await model.do_stream(PROMPT)
    async with aclosing(result.stream) as stream:
        return [part async for batch in stream for part in batch]


def joined(parts: list[Any], kind: str) -> str:
    return "".join(part.delta for part in parts if part.type == f"{kind}-delta")


async def generated(middleware: Any, *content: Any) -> Any:
    return await wrap_language_model(model=answering(*content), middleware=middleware).do_generate(PROMPT)


# --- Defaults ---


async def test_default_settings_fill_in_what_a_call_leaves_open():
    inner = answering("hi")
    settings = default_settings_middleware(
        settings={
            "temperature": 0.5,
            "seed": 1,
            "response_format": JsonResponseFormat(),
            "headers": {"a": "1", "b": "1"},
            "provider_options": {"p": {"x": 1, "y": 1}},
        }
    )
    call = LanguageModelCallOptions(
        prompt=[], temperature=0, headers={"b": "2"}, provider_options={"p": {"y": 2}, "q": {}}
    )

    await wrap_language_model(model=inner, middleware=settings).do_generate(call)

    assert inner.do_generate.calls == [
        LanguageModelCallOptions(
            prompt=[],
            temperature=0,
            seed=1,
            response_format=JsonResponseFormat(),
            headers={"a": "1", "b": "2"},
            provider_options={"p": {"x": 1, "y": 2}, "q": {}},
        )
    ]


async def test_default_settings_reach_generate_text():
    inner = answering("hi")
    model = wrap_language_model(model=inner, middleware=default_settings_middleware(settings={"temperature": 0.5}))

    await generate_text(model=model, prompt="Hi", max_output_tokens=5)

    assert (inner.do_generate.calls[0].temperature, inner.do_generate.calls[0].max_output_tokens) == (0.5, 5)


def test_a_default_setting_that_does_not_exist_is_refused():
    misspelt: Any = {"temprature": 1}

    with pytest.raises(InvalidArgumentError, match="no setting 'temprature'"):
        default_settings_middleware(settings=misspelt)
    with pytest.raises(InvalidArgumentError, match="no setting 'temprature'"):
        default_embedding_settings_middleware(settings=misspelt)


async def test_default_embedding_settings():
    inner = MockEmbeddingModel(do_embed=embedding_result([1.0]))
    settings = default_embedding_settings_middleware(settings={"dimensions": 8, "headers": {"a": "1"}})

    await wrap_embedding_model(model=inner, middleware=settings).do_embed(EmbeddingModelCallOptions(values=["a"]))

    assert (inner.do_embed.calls[0].dimensions, inner.do_embed.calls[0].headers) == (8, {"a": "1"})


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        ("Be kind.", [SystemMessage(content="Be kind.")]),
        (
            SystemModelMessage(content="a", provider_options={"p": {}}),
            [SystemMessage(content="a", provider_options={"p": {}})],
        ),
        (
            [{"role": "system", "content": "a"}, SystemModelMessage(content="b")],
            [SystemMessage(content="a"), SystemMessage(content="b")],
        ),
        ([], []),
    ],
)
async def test_default_instructions(instructions, expected):
    inner = answering("hi")
    middleware = default_instructions_middleware(instructions=instructions)

    await wrap_language_model(model=inner, middleware=middleware).do_generate(PROMPT)

    assert inner.do_generate.calls[0].prompt == [*expected, *PROMPT.prompt]


async def test_instructions_of_the_call_stay_alone():
    inner = answering("hi")
    model = wrap_language_model(model=inner, middleware=default_instructions_middleware(instructions="Be kind."))

    await generate_text(model=model, prompt="Hi", instructions="Be brief.")

    assert [m.content for m in inner.do_generate.calls[0].prompt if m.role == "system"] == ["Be brief."]


# --- Reasoning ---

THINK = extract_reasoning_middleware(tag_name="think")


async def test_reasoning_is_taken_out_of_an_answer():
    result = await generated(THINK, "<think>a</think>b<think>c</think>d", Reasoning(text="own"), "plain")

    assert result.content == [Reasoning(text="a\nc"), Text(text="b\nd"), Reasoning(text="own"), Text(text="plain")]


async def test_reasoning_is_taken_out_of_structured_output():
    result = generate_result("x")
    result.structured_output_text = "<think>a</think>{}"
    model = wrap_language_model(model=MockLanguageModel(do_generate=result), middleware=THINK)

    assert (await model.do_generate(PROMPT)).structured_output_text == "{}"


async def test_metadata_of_a_text_stay_with_it():
    result = await generated(THINK, Text(text="<think>a</think>b", provider_metadata={"p": {"id": 1}}))

    assert result.content[1] == Text(text="b", provider_metadata={"p": {"id": 1}})


async def test_reasoning_comes_before_its_text_in_a_stream():
    parts = await streamed(THINK, "<thi", "nk>a", "</thin", "k>b", "c")

    assert [part.type for part in parts[1:-1]] == [
        "reasoning-start",
        "reasoning-delta",
        "reasoning-end",
        "text-start",
        "text-delta",
        "text-delta",
        "text-end",
    ]
    assert (joined(parts, "reasoning"), joined(parts, "text")) == ("a", "bc")


async def test_a_model_may_leave_the_first_tag_out():
    middleware = extract_reasoning_middleware(tag_name="think", start_with_reasoning=True)

    assert (await generated(middleware, "a</think>b")).content == [Reasoning(text="a"), Text(text="b")]
    parts = await streamed(middleware, "a</th", "ink>b")
    assert (joined(parts, "reasoning"), joined(parts, "text")) == ("a", "b")


async def test_any_text_may_stand_before_and_after_reasoning():
    middleware = extract_reasoning_middleware(tag_name=ReasoningTags("((((|", "|))"))

    assert (await generated(middleware, "((((|a|))b")).content == [Reasoning(text="a"), Text(text="b")]
    parts = await streamed(middleware, "(((", "(|a|)", ")b")
    assert (joined(parts, "reasoning"), joined(parts, "text")) == ("a", "b")


@pytest.mark.parametrize("tags", [ReasoningTags("", "x"), ReasoningTags("x", "")])
def test_tags_must_not_be_empty(tags):
    with pytest.raises(InvalidArgumentError, match="must not be empty"):
        extract_reasoning_middleware(tag_name=tags)


WRITTEN = st.lists(st.sampled_from(["<t>", "</t>", "<", "t", ">", "a", " "]), max_size=12).map("".join)


@given(written=WRITTEN, cuts=st.lists(st.integers(0, 40), max_size=6), starts=st.booleans())
async def test_where_a_stream_is_cut_makes_no_difference_to_reasoning(written, cuts, starts):
    middleware = extract_reasoning_middleware(tag_name="t", separator="|", start_with_reasoning=starts)
    edges = sorted({0, len(written), *(min(cut, len(written)) for cut in cuts)})
    pieces = [written[begin:end] for begin, end in pairwise(edges)]

    whole, cut = await streamed(middleware, written), await streamed(middleware, *pieces)

    for kind in ("text", "reasoning"):
        assert joined(whole, kind) == joined(cut, kind)


@given(pieces=st.lists(st.tuples(st.sampled_from(["", "a", "<b"]), st.sampled_from(["c", "d>"])), max_size=4))
async def test_a_stream_and_an_answer_are_split_alike(pieces):
    middleware = extract_reasoning_middleware(tag_name="t", separator="")
    written = "".join(f"{text}<t>{reasoning}</t>" for text, reasoning in pieces)

    parts = await streamed(middleware, written)
    content = (await generated(middleware, written)).content

    assert joined(parts, "text") == "".join(part.text for part in content if part.type == "text")
    assert joined(parts, "reasoning") == "".join(part.text for part in content if part.type == "reasoning")


# --- JSON ---

JSON = extract_json_middleware()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('```json\n{"a": 1}\n```', '{"a": 1}'),
        ("```\n[]\n```  \n", "[]"),
        ('{"a": 1}', '{"a": 1}'),
        ('```json\n{"a": "```"}\n```', '{"a": "```"}'),
        ("", ""),
    ],
)
async def test_fences_around_json_are_taken_away(written, expected):
    assert (await generated(JSON, written)).content == [Text(text=expected)]
    assert joined(await streamed(JSON, *written), "text") == expected


async def test_fences_are_taken_away_from_structured_output():
    result = generate_result("x")
    result.structured_output_text = "```json\n{}\n```"
    model = wrap_language_model(model=MockLanguageModel(do_generate=result), middleware=JSON)

    assert (await model.do_generate(PROMPT)).structured_output_text == "{}"


async def test_text_is_streamed_as_soon_as_it_is_clear():
    parts = await streamed(JSON, "```json\n", '{"a"', ": 1}", "\n", "```")

    assert [part.delta for part in parts if part.type == "text-delta"] == ['{"a"', ": 1}"]


async def test_a_transform_of_ones_own_sees_whole_texts():
    middleware = extract_json_middleware(transform=str.upper)

    assert (await generated(middleware, "a", Reasoning(text="b"))).content == [Text(text="A"), Reasoning(text="b")]
    parts = await streamed(middleware, "a", "b")
    assert [part.delta for part in parts if part.type == "text-delta"] == ["AB"]


@given(
    written=st.lists(st.sampled_from(["```", "`", "json", "\n", " ", "a", "{"]), max_size=10).map("".join),
    cuts=st.lists(st.integers(0, 40), max_size=6),
)
async def test_where_a_stream_is_cut_makes_no_difference_to_json(written, cuts):
    edges = sorted({0, len(written), *(min(cut, len(written)) for cut in cuts)})
    pieces = [written[begin:end] for begin, end in pairwise(edges)]

    assert joined(await streamed(JSON, written), "text") == joined(await streamed(JSON, *pieces), "text")


# --- Streams ---


class Watched:
    """A stream that knows whether it was closed."""

    def __init__(self) -> None:
        self.closed = False

    async def parts(self) -> Any:
        try:
            yield []
            for part in (TextStart(id="1"), TextDelta(id="1", delta="a"), TextEnd(id="1")):
                yield [part]
        finally:
            self.closed = True


@pytest.mark.parametrize("middleware", [JSON, THINK], ids=["json", "reasoning"])
@pytest.mark.parametrize("steps", [0, 1])
async def test_closing_a_changed_stream_closes_the_models(middleware, steps):
    """Also before its first step."""
    watched = Watched()
    stream = watched.parts()
    await anext(stream)
    result = stream_result([])
    result.stream = stream
    model = wrap_language_model(model=MockLanguageModel(do_stream=result), middleware=middleware)

    changed = (await model.do_stream(PROMPT)).stream
    for _ in range(steps):
        await anext(changed)
    await changed.aclose()

    assert watched.closed


async def test_a_stream_that_breaks_breaks_for_the_user():
    result = stream_result([TextStart(id="1"), TextDelta(id="1", delta="abc"), OSError("gone")])
    model = wrap_language_model(model=MockLanguageModel(do_stream=result), middleware=THINK)
    stream = (await model.do_stream(PROMPT)).stream

    assert [part.type for part in await anext(stream)] == ["text-start", "text-delta"]
    with pytest.raises(OSError, match="gone"):
        await anext(stream)


async def test_an_answer_can_be_streamed():
    url = UrlSource(id="s", url="https://example.com")
    call = ToolCall(tool_call_id="c", tool_name="t", input="{}")
    citations = [Citation(source=url)]
    answer = generate_result(
        Reasoning(text="r", provider_metadata={"p": {"signature": "s"}}),
        Text(text="a", citations=citations),
        Text(text=""),
        call,
        "b",
    )
    answer.response = LanguageModelResponse(id="r1", model_id="m1", headers={"h": "1"})
    inner = MockLanguageModel(do_generate=answer)
    model = wrap_language_model(model=inner, middleware=simulate_streaming_middleware())

    result = await model.do_stream(PROMPT)
    batches = [batch async for batch in result.stream]

    assert len(batches) == 1
    assert [(part.type, getattr(part, "id", None)) for part in batches[0]] == [
        ("stream-start", None),
        ("response-metadata", "r1"),
        ("reasoning-start", "0"),
        ("reasoning-delta", "0"),
        ("reasoning-end", "0"),
        ("text-start", "1"),
        ("text-delta", "1"),
        ("text-end", "1"),
        ("tool-call", None),
        ("text-start", "2"),
        ("text-delta", "2"),
        ("text-end", "2"),
        ("finish", None),
    ]
    assert batches[0][2].provider_metadata == {"p": {"signature": "s"}}
    assert batches[0][7].citations == citations
    assert result.response is not None
    assert result.response.headers == {"h": "1"}


async def test_stream_text_streams_an_answer():
    model = wrap_language_model(model=answering("hello"), middleware=simulate_streaming_middleware())

    async with stream_text(model=model, prompt="Hi") as stream:
        assert (await stream).text == "hello"


# --- Tool input examples ---


def tools(**settings: Any) -> LanguageModelCallOptions:
    return LanguageModelCallOptions(
        prompt=[],
        tools=[
            FunctionTool(
                name="a",
                description="Adds.",
                input_schema={},
                input_examples=[ToolInputExample(input={"x": 1}), ToolInputExample(input={"y": "é"})],
            ),
            FunctionTool(name="b", input_schema={}, input_examples=[ToolInputExample(input={})]),
            FunctionTool(name="c", description="None.", input_schema={}, input_examples=[]),
            ProviderTool(id="p.d", name="d", args={}),
        ],
        **settings,
    )


async def described(middleware: Any) -> list[Any]:
    inner = answering("hi")
    await wrap_language_model(model=inner, middleware=middleware).do_generate(tools())
    return inner.do_generate.calls[0].tools or []


async def test_examples_become_part_of_the_description():
    a, b, c, d = await described(add_tool_input_examples_middleware())

    assert a.description == 'Adds.\n\nInput Examples:\n{"x":1}\n{"y":"é"}'
    assert (a.input_examples, b.description) == (None, "Input Examples:\n{}")
    assert (c.description, d) == ("None.", ProviderTool(id="p.d", name="d", args={}))


async def test_examples_can_be_written_and_kept():
    middleware = add_tool_input_examples_middleware(
        prefix="E:", format=lambda example, index: f"{index}={example.input}", remove=False
    )
    a, *_ = await described(middleware)

    assert a.description == "Adds.\n\nE:\n0={'x': 1}\n1={'y': 'é'}"
    assert len(a.input_examples) == 2


async def test_calls_without_tools_stay_as_they_are():
    inner = answering("hi")
    await wrap_language_model(model=inner, middleware=add_tool_input_examples_middleware()).do_generate(PROMPT)

    assert inner.do_generate.calls == [PROMPT]
