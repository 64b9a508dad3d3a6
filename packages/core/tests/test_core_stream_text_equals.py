"""One loop: whatever a model answers, `generate_text` returns what draining `stream_text` gives."""

import asyncio
import json
from dataclasses import fields, replace

from ai_sdk_core import Output, generate_text, is_step_count, json_schema, stream_text, tool
from ai_sdk_core.errors import APICallError, NoObjectGeneratedError
from ai_sdk_core.provider import (
    CustomContent,
    DocumentSource,
    File,
    FileDataData,
    FinishReason,
    LanguageModelResponse,
    OtherWarning,
    Reasoning,
    ReasoningFile,
    Text,
    ToolCall,
    ToolResult,
    UrlSource,
)
from ai_sdk_core.provider_utils import as_schema, provider_executed_tool
from ai_sdk_core.testing import MockLanguageModel, generate_result, stream_of, usage
from hypothesis import given, settings
from hypothesis import strategies as st

CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})
MEASURED = {"performance", "call_id"}
"""What differs from run to run."""


async def sunny(value):
    await asyncio.sleep(0)
    return {"sunny in": value["city"]}


async def gives_steps(value):
    yield "looking"
    yield f"found {value['city']}"


def fails(value):
    raise LookupError("no such city")


TOOLS = {
    "sunny": tool(description="x", input_schema=CITY, execute=sunny),
    "steps": tool(description="x", input_schema=CITY, execute=gives_steps),
    "fails": tool(description="x", input_schema=CITY, execute=fails, inline=True),
    "denied": tool(description="x", input_schema=CITY, execute=sunny),
    "by_user": tool(description="x", input_schema=CITY, execute=sunny, needs_approval=True),
    "outside": tool(description="x", input_schema=CITY),
    "code": provider_executed_tool(
        id="mock.code",
        input_schema=as_schema(dict[str, str]),
        output_schema=as_schema(str),
        supports_deferred_results=True,
    ),
}

texts = st.text(max_size=12)
metadata = st.none() | st.just({"p": {"signature": "s", "n": 1}})
data = st.binary(min_size=1, max_size=6).map(lambda content: FileDataData(data=content))
inputs = st.sampled_from(['{"city": "Oslo"}', '{"city": "Rome"}', "{", "[]", '{"town": 1}'])
pieces = st.one_of(
    st.builds(Text, text=texts, provider_metadata=metadata),
    st.builds(Reasoning, text=texts, provider_metadata=metadata),
    st.builds(UrlSource, id=st.just("s"), url=st.just("https://e.com"), provider_metadata=metadata),
    st.builds(DocumentSource, id=st.just("d"), media_type=st.just("text/plain"), title=texts),
    st.builds(File, media_type=st.just("image/png"), data=data, provider_metadata=metadata),
    st.builds(ReasoningFile, media_type=st.just("image/png"), data=data),
    st.builds(CustomContent, kind=st.just("p.note"), provider_metadata=metadata),
)
tool_calls = st.tuples(st.sampled_from([*TOOLS, "unknown"]), inputs, metadata)
endings = st.sampled_from(["stop", "tool-calls", "length", "content-filter", "error", "other", "interrupted"])


@st.composite
def answers(draw):
    content = draw(st.lists(pieces, max_size=4))
    for number, (name, written, extra) in enumerate(draw(st.lists(tool_calls, max_size=3))):
        by_provider = name == "code"
        made = ToolCall(
            tool_call_id=f"c{number}",
            tool_name=name,
            input=written,
            provider_executed=by_provider or None,
            provider_metadata=extra,
        )
        content.insert(draw(st.integers(0, len(content))), made)
        if by_provider and draw(st.booleans()):
            failed = draw(st.none() | st.just(True))
            content.append(ToolResult(tool_call_id=f"c{number}", tool_name=name, result="42", is_error=failed))
    answer = generate_result(*content)
    answer.finish_reason = FinishReason(unified=draw(endings), raw="raw")
    answer.usage = usage(draw(st.integers(0, 9)), draw(st.integers(0, 9)))
    answer.provider_metadata = draw(metadata)
    answer.warnings = draw(st.just([]) | st.just([OtherWarning(message="careful")]))
    answer.response = LanguageModelResponse(id="r", model_id="m", headers={"a": "b"})
    return answer


def refusal():
    return APICallError(message="no", url="https://e.com", request_body_values={}, status_code=401)


scripts = st.lists(answers(), min_size=1, max_size=3).flatmap(
    lambda made: st.sampled_from([made, [*made, refusal()], [refusal()]])
)


def comparable(step):
    """What a step says, without measurements and without the time, which the SDK made up."""
    kept = {field.name: getattr(step, field.name) for field in fields(step) if field.name not in MEASURED}
    kept["response"] = replace(step.response, timestamp=None)
    said = json.loads(json.dumps(kept, default=_plain))
    for holder in (said, *said["response"]["messages"]):
        holder["content"].sort(key=_place)
    return said


def _place(part):
    """A stream gives decisions and results as they come, a whole answer after everything else."""
    arrives_when_ready = part["type"].startswith("tool-") and part["type"] != "tool-call"
    return (1, json.dumps(part, sort_keys=True)) if arrives_when_ready else (0, "")


def _plain(value):
    if isinstance(value, BaseException):
        return repr(value)
    if isinstance(value, bytes):
        return value.hex()
    if hasattr(value, "base64"):
        return [value.media_type, value.base64]
    left_out = {"approval_id"}  # made up anew each time
    if getattr(value, "provider_executed", None) and value.type != "tool-call":
        left_out.add("dynamic")  # the reference takes it from the call in whole answers, from the result in streams
    names = [field.name for field in fields(value) if field.name not in left_out]
    return {"class": type(value).__name__, **{name: getattr(value, name) for name in names}}


def options(script, **more):
    model = MockLanguageModel(
        do_generate=script, do_stream=[stream_of(a) if not isinstance(a, Exception) else a for a in script]
    )
    return {
        "model": model,
        "prompt": "x",
        "tools": TOOLS,
        "tool_approval": {"denied": "denied"},
        "stop_when": is_step_count(len(script)),
        **more,
    }


async def whole(script, **more):
    """The result and its steps, or the error and the steps before it."""
    try:
        result = await generate_text(**options(script, **more))
    except (APICallError, NoObjectGeneratedError) as error:
        return None, list(error.partial_results), error
    return result, result.steps, None


async def drained(script, **more):
    try:
        async with stream_text(**options(script, **more)) as stream:
            text = "".join([delta async for delta in stream.text_stream])
        result = await stream
    except APICallError as error:
        return None, list(error.partial_results), error, None
    return result, result.steps, None, text


@settings(max_examples=300, deadline=None)
@given(script=scripts)
def test_the_result_is_the_drained_stream(script):
    async def check():
        result, steps, error = await whole(script)
        streamed, streamed_steps, streamed_error, text = await drained(script)

        assert [comparable(step) for step in streamed_steps] == [comparable(step) for step in steps]
        assert repr(streamed_error) == repr(error)
        if result is not None and streamed is not None:
            assert streamed.usage == result.usage
            assert (streamed.text, streamed.finish_reason) == (result.text, result.finish_reason)
            assert text == "".join(step.text for step in steps)

    asyncio.run(check())


@settings(max_examples=100, deadline=None)
@given(
    text=st.sampled_from(['{"elements": ["a", "b"]}', '{"elements": [1]}', '{"elements": ["a"', "no"]),
    ending=st.sampled_from(["stop", "length", "other"]),
)
def test_structured_output_is_the_same_and_so_are_its_errors(text, ending):
    """Of answers, that is: where the model ends with a call, the reference reads the output of streams only."""

    async def check():
        answer = generate_result(text, finish_reason=ending)
        result, _, error = await whole([answer], output=Output.array(str))
        async with stream_text(**options([answer], output=Output.array(str))) as stream:
            partials = [list(partial) async for partial in stream.partial_output_stream]
            streamed = await stream

        assert repr(streamed.output_error) == repr(error)
        if result is not None:
            assert streamed.output == result.output == partials[-1] == ["a", "b"]

    asyncio.run(check())
