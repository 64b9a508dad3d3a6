"""`generate_text`: one call, its settings, its result, and how it fails."""

import asyncio
import contextvars
import logging

import pytest
from ai_sdk_core import (
    GenerateTextResult,
    Output,
    create_id_generator,
    generate_text,
    has_tool_call,
    is_step_count,
    json_schema,
    tool,
)
from ai_sdk_core.errors import (
    AISDKError,
    APICallError,
    InvalidArgumentError,
    InvalidMessageRoleError,
    InvalidPromptError,
    NoObjectGeneratedError,
    NoOutputGeneratedError,
    RetryError,
    ToolChoiceViolationError,
    UnsupportedModelVersionError,
)
from ai_sdk_core.provider import (
    CustomContent,
    File,
    FileDataData,
    LanguageModelResponse,
    Reasoning,
    RequestInfo,
    Text,
    ToolCall,
    UnsupportedWarning,
    UrlSource,
)
from ai_sdk_core.testing import MockLanguageModel, generate_result
from pydantic import BaseModel

CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})


class Recipe(BaseModel):
    name: str
    steps: list[str]


@tool
def weather(city: str) -> str:
    """Look up the weather."""
    return f"sunny in {city}"


def call(city="Oslo", call_id="c1", name="weather"):
    return ToolCall(tool_call_id=call_id, tool_name=name, input=f'{{"city": "{city}"}}')


def steps(*results):
    return MockLanguageModel(do_generate=list(results))


CALLS_WEATHER = generate_result(call(), finish_reason="tool-calls")


# --- What comes back ---


async def test_an_answer_is_there_with_everything_the_model_said():
    answer = generate_result(
        Reasoning(text="hm", provider_metadata={"p": {"signature": "s"}}),
        "Hello",
        UrlSource(id="1", url="https://e.com"),
        File(media_type="image/png", data=FileDataData(data=b"\x89PNG")),
        CustomContent(kind="p.note"),
        " world",
    )
    answer.provider_metadata = {"p": {"x": 1}}
    answer.response = LanguageModelResponse(id="r1", model_id="m-2", headers={"a": "b"})

    result = await generate_text(model=MockLanguageModel(do_generate=answer), prompt="Hi")

    assert isinstance(result, GenerateTextResult)
    assert (result.text, result.output, result.reasoning_text) == ("Hello world", "Hello world", "hm")
    assert result.reasoning[0].provider_metadata == {"p": {"signature": "s"}}
    assert [source.url for source in result.sources] == ["https://e.com"]
    assert [(file.media_type, file.data) for file in result.files] == [("image/png", b"\x89PNG")]
    assert [part.type for part in result.content] == ["reasoning", "text", "source", "file", "custom", "text"]
    assert (result.finish_reason, result.raw_finish_reason) == ("stop", "stop")
    assert (result.usage.input_tokens, result.usage.output_tokens, result.usage.total_tokens) == (3, 10, 13)
    assert (result.response.id, result.response.model_id, result.response.headers) == ("r1", "m-2", {"a": "b"})
    assert result.provider_metadata == {"p": {"x": 1}}
    assert [step.step_number for step in result.steps] == [0]
    assert [message.role for message in result.response_messages] == ["assistant"]


async def test_the_model_gets_prompt_and_settings_as_they_were_given():
    model = steps(generate_result("x"))

    await generate_text(
        model=model,
        instructions="Be brief.",
        messages=[{"role": "user", "content": "Hi"}],
        max_output_tokens=5,
        temperature=0.5,
        top_p=0.1,
        top_k=3,
        presence_penalty=0.2,
        frequency_penalty=0.3,
        stop_sequences=["END"],
        seed=7,
        reasoning="low",
        headers={"x-a": "1"},
        provider_options={"p": {"a": 1}},
    )

    options = model.do_generate.calls[0]
    assert [message.role for message in options.prompt] == ["system", "user"]
    settings = ("max_output_tokens", "temperature", "top_p", "top_k", "presence_penalty", "frequency_penalty")
    assert [getattr(options, name) for name in settings] == [5, 0.5, 0.1, 3, 0.2, 0.3]
    assert (options.stop_sequences, options.seed, options.reasoning) == (["END"], 7, "low")
    assert (options.provider_options, options.headers["x-a"]) == ({"p": {"a": 1}}, "1")
    assert "ai-sdk-core/" in options.headers["user-agent"]


async def test_large_payloads_are_kept_on_request_only():
    answer = generate_result("x")
    answer.request = RequestInfo(url="https://user:key@api.e.com/v1?key=s", body='{"a": 1}')
    answer.response = LanguageModelResponse(body={"b": 2})
    include = {"request_body": True, "request_messages": True, "response_body": True}

    plain = await generate_text(model=steps(answer), prompt="Hi")
    full = await generate_text(model=steps(answer), prompt="Hi", include=include)

    assert (plain.request.body, plain.request.messages, plain.response.body) == (None, None, None)
    assert (full.request.body, full.response.body) == ('{"a": 1}', {"b": 2})
    assert [message.content for message in full.request.messages] == ["Hi"]
    assert full.request.url == "https://api.e.com"


async def test_warnings_are_in_the_result_and_in_the_log(caplog):
    answer = generate_result("x")
    answer.warnings = [UnsupportedWarning(feature="seed", details="No seeds here.")]

    with caplog.at_level(logging.WARNING, "ai_sdk_core"):
        result = await generate_text(model=steps(answer), prompt="Hi", timeout=9)

    assert result.warnings == answer.warnings
    assert [record.getMessage() for record in caplog.records] == [
        'mock-provider / mock-model-id: The feature "seed" is not supported. No seeds here.'
    ]


# --- Steps ---


async def test_tools_run_and_the_next_step_sees_their_results():
    model = steps(CALLS_WEATHER, generate_result("It is sunny."))

    result = await generate_text(model=model, prompt="Weather?", tools={"weather": weather}, stop_when=is_step_count(5))

    assert (result.text, len(result.steps)) == ("It is sunny.", 2)
    assert [made.input for made in result.tool_calls] == [{"city": "Oslo"}]
    assert [made.output for made in result.tool_results] == ["sunny in Oslo"]
    assert result.usage.total_tokens == 26
    assert [message.role for message in model.do_generate.calls[1].prompt] == ["user", "assistant", "tool"]
    assert [message.role for message in result.response_messages] == ["assistant", "tool", "assistant"]


async def test_without_a_stop_condition_there_is_one_step():
    model = steps(CALLS_WEATHER)
    result = await generate_text(model=model, prompt="Weather?", tools={"weather": weather})

    assert (len(result.steps), len(result.tool_results), result.finish_reason) == (1, 1, "tool-calls")
    with pytest.raises(NoOutputGeneratedError):
        _ = result.output


async def test_a_call_that_nobody_answers_ends_the_loop():
    """A tool without `execute` is run by the caller, who then goes on with the messages."""
    ask = tool(description="Ask the user", input_schema=CITY)
    result = await generate_text(
        model=steps(CALLS_WEATHER), prompt="x", tools={"weather": ask}, stop_when=is_step_count(5)
    )
    assert (len(result.steps), result.tool_results) == (1, [])


@pytest.mark.parametrize("reason", ["length", "content-filter", "error"])
async def test_tools_of_an_answer_that_was_cut_off_do_not_run(reason):
    model = steps(generate_result(call(), finish_reason=reason))
    result = await generate_text(model=model, prompt="x", tools={"weather": weather}, stop_when=is_step_count(5))
    assert (len(result.steps), result.tool_results) == (1, [])


async def test_every_stop_condition_is_asked_and_one_is_enough():
    asked = []

    async def never(made):
        asked.append(len(made))
        return False

    model = steps(CALLS_WEATHER)
    result = await generate_text(
        model=model, prompt="x", tools={"weather": weather}, stop_when=[has_tool_call("weather"), never]
    )
    assert (len(result.steps), asked) == (1, [1])


async def test_prepare_step_changes_model_messages_tools_and_settings_of_a_step():
    first, second = steps(CALLS_WEATHER), steps(generate_result("done"))
    seen = []

    def prepare_step(options):
        seen.append((options.step_number, len(options.messages), options.runtime_context, options.instructions))
        if options.step_number == 0:
            return {"runtime_context": {"user": 1}, "instructions": "Be kind.", "temperature": 0.9}
        return {
            "model": second,
            "messages": [{"role": "user", "content": "Only this"}],
            "active_tools": [],
            "tool_choice": "auto",
            "provider_options": {"p": {"b": 2}},
        }

    result = await generate_text(
        model=first,
        prompt="x",
        tools={"weather": weather},
        stop_when=is_step_count(2),
        prepare_step=prepare_step,
        temperature=0.1,
        provider_options={"p": {"a": 1}},
    )

    assert seen == [(0, 1, {}, None), (1, 3, {"user": 1}, "Be kind.")]
    assert (first.do_generate.calls[0].temperature, second.do_generate.calls[0].temperature) == (0.9, 0.1)
    prompt = second.do_generate.calls[0].prompt
    assert [message.role for message in prompt] == ["system", "user"]
    assert prompt[1].content[0].text == "Only this"
    assert second.do_generate.calls[0].provider_options == {"p": {"a": 1, "b": 2}}
    assert not second.do_generate.calls[0].tools
    assert result.steps[1].runtime_context == {"user": 1}


async def test_only_active_tools_are_offered_and_in_the_wanted_order():
    model = steps(generate_result("x"))
    tools = {"a": weather, "b": weather, "c": weather}
    await generate_text(model=model, prompt="x", tools=tools, active_tools=["a", "c"], tool_order=["c"])
    assert [offered.name for offered in model.do_generate.calls[0].tools] == ["c", "a"]


async def test_callbacks_are_told_in_the_order_of_what_happens():
    told = []

    def note(name):
        return lambda event: told.append(name)

    names = [
        "on_start", "on_step_start", "on_language_model_call_start", "on_language_model_call_end",
        "on_tool_execution_start", "on_tool_execution_end", "on_step_end", "on_end", "on_step_error",
    ]  # fmt: skip
    await generate_text(
        model=steps(CALLS_WEATHER, generate_result("x")),
        prompt="x",
        tools={"weather": weather},
        stop_when=is_step_count(2),
        **{name: note(name) for name in names},
    )
    model_call = ["on_step_start", "on_language_model_call_start", "on_language_model_call_end"]
    tools = ["on_tool_execution_start", "on_tool_execution_end"]
    assert told == ["on_start", *model_call, *tools, "on_step_end", *model_call, "on_step_end", "on_end"]


async def test_events_say_what_they_are_about():
    events = {}

    def keep(name):
        async def callback(event):
            events[name] = event

        return callback

    await generate_text(
        model=steps(generate_result(call(), "text", finish_reason="tool-calls")),
        prompt="Hi",
        tools={"weather": weather},
        runtime_context="R",
        **{
            name: keep(name)
            for name in ("on_start", "on_step_start", "on_language_model_call_end", "on_tool_execution_end", "on_end")
        },
    )

    assert (events["on_start"].operation_id, events["on_start"].provider) == ("ai.generateText", "mock-provider")
    assert (events["on_start"].runtime_context, events["on_start"].max_retries) == ("R", 2)
    assert (events["on_step_start"].step_number, events["on_step_start"].step_tools[0].name) == (0, "weather")
    assert [part.type for part in events["on_language_model_call_end"].content] == ["tool-call", "text"]
    assert events["on_tool_execution_end"].tool_output.output == "sunny in Oslo"
    assert (events["on_end"].text, len(events["on_end"].steps)) == ("text", 1)
    assert len({event.call_id for event in events.values()}) == 1


async def test_a_callback_that_raises_is_logged_and_breaks_nothing(caplog):
    def broken(event):
        raise ZeroDivisionError

    result = await generate_text(model=steps(generate_result("x")), prompt="Hi", on_start=broken, on_end=broken)
    assert result.text == "x"
    assert len([record for record in caplog.records if record.exc_info]) == 2


async def test_a_model_call_runs_in_the_context_of_the_caller():
    variable = contextvars.ContextVar("variable", default="unset")
    seen = []

    def answer(options):
        seen.append(variable.get())
        return generate_result("x")

    variable.set("set")
    await generate_text(model=MockLanguageModel(do_generate=answer), prompt="Hi")
    assert seen == ["set"]


# --- Structured output ---


@pytest.mark.parametrize(
    ("output", "text", "expected"),
    [
        (Output.object(Recipe), '{"name": "Soup", "steps": ["boil"]}', Recipe(name="Soup", steps=["boil"])),
        (Output.array(int), '{"elements": [1, 2]}', [1, 2]),
        (Output.choice(["yes", "no"]), '{"result": "no"}', "no"),
        (Output.json(), '[1, {"a": null}]', [1, {"a": None}]),
        (Output.text(), "plain", "plain"),
    ],
)
async def test_output_is_parsed_and_typed(output, text, expected):
    model = steps(generate_result(text))
    result = await generate_text(model=model, prompt="x", output=output)
    assert result.output == expected
    assert model.do_generate.calls[0].response_format == output.response_format


@pytest.mark.parametrize("text", ['{"name": "Soup"}', '{"name": "So', "no JSON"])
async def test_output_that_does_not_fit_is_an_error_with_all_that_came(text):
    with pytest.raises(NoObjectGeneratedError) as raised:
        await generate_text(model=steps(generate_result(text)), prompt="x", output=Output.object(Recipe))
    assert (raised.value.text, raised.value.finish_reason) == (text, "stop")
    assert raised.value.usage.total_tokens == 13
    assert raised.value.__cause__ is not None
    assert [step.text for step in raised.value.partial_results] == [text]


async def test_output_counts_after_the_last_step_only():
    model = steps(CALLS_WEATHER, generate_result('{"elements": ["a"]}'))
    result = await generate_text(
        model=model, prompt="x", output=Output.array(str), tools={"weather": weather}, stop_when=is_step_count(2)
    )
    assert result.output == ["a"]


# --- Failures ---


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({}, InvalidPromptError, "prompt or messages"),
        ({"messages": []}, InvalidPromptError, "must not be empty"),
        ({"messages": [{"role": "robot", "content": "x"}]}, InvalidMessageRoleError, "'robot'"),
        ({"messages": [{"role": "system", "content": "x"}]}, InvalidPromptError, "System messages are not allowed"),
        ({"prompt": "x", "seed": "lucky"}, InvalidArgumentError, "seed must be an integer"),
        ({"prompt": "x", "max_output_tokens": 0}, InvalidArgumentError, "max_output_tokens must be >= 1"),
        ({"prompt": "x", "max_retries": -1}, InvalidArgumentError, "maxRetries must be >= 0"),
        ({"prompt": "x", "max_retries": 1.5}, InvalidArgumentError, "maxRetries must be an integer"),
        ({"prompt": "x", "tool_call_concurrency": 0}, InvalidArgumentError, "tool_call_concurrency must be >= 1"),
    ],
)
async def test_wrong_input_is_an_error_that_names_it_and_no_model_is_called(options, error, says):
    model = MockLanguageModel()
    with pytest.raises(error, match=says):
        await generate_text(model=model, **options)
    assert model.do_generate.calls == []


async def test_a_model_of_another_version_is_refused():
    old = MockLanguageModel()
    old.specification_version = "v2"
    with pytest.raises(UnsupportedModelVersionError, match="v2"):
        await generate_text(model=old, prompt="x")


def refusal(status, headers=None):
    return APICallError(
        message="no", url="https://e.com", request_body_values={}, status_code=status, response_headers=headers
    )


async def test_a_refusal_that_may_pass_is_tried_again_when_the_provider_says():
    model = steps(refusal(429, {"retry-after-ms": "0"}), refusal(503, {"retry-after": "0"}), generate_result("x"))
    result = await generate_text(model=model, prompt="x")
    assert (result.text, len(model.do_generate.calls)) == ("x", 3)


async def test_after_the_last_attempt_all_errors_are_told():
    errors = [refusal(429, {"retry-after-ms": "0"}) for _ in range(3)]
    with pytest.raises(RetryError, match=r"Failed after 3 attempts\. Last error: AI_APICallError: no") as raised:
        await generate_text(model=steps(*errors), prompt="x")
    assert raised.value.errors == errors


@pytest.mark.parametrize(("error", "options"), [(refusal(401), {}), (refusal(503), {"max_retries": 0})])
async def test_other_errors_are_raised_as_they_are_at_once(error, options):
    model = steps(error)
    with pytest.raises(APICallError) as raised:
        await generate_text(model=model, prompt="x", **options)
    assert raised.value is error
    assert len(model.do_generate.calls) == 1


@pytest.mark.parametrize(
    "failure",
    [refusal(401), generate_result("x", finish_reason="stop")],
    ids=["the model refuses", "tool choice is not kept"],
)
async def test_finished_steps_stay_reachable_when_a_later_one_fails(failure):
    failed = []
    model = steps(CALLS_WEATHER, failure)
    with pytest.raises((APICallError, ToolChoiceViolationError)) as raised:
        await generate_text(
            model=model,
            prompt="x",
            tools={"weather": weather},
            tool_choice="required",
            stop_when=is_step_count(3),
            on_step_error=failed.append,
        )
    assert [result.output for step in raised.value.partial_results for result in step.tool_results] == ["sunny in Oslo"]
    assert [(event.step_number, event.error) for event in failed] == [(1, raised.value)]


@pytest.mark.parametrize(
    ("choice", "answer"),
    [
        ("none", generate_result(call(), finish_reason="tool-calls")),
        ("required", generate_result("text")),
        ({"type": "tool", "tool_name": "other"}, generate_result(call(), finish_reason="tool-calls")),
    ],
)
async def test_an_answer_that_breaks_the_tool_choice_is_an_error_and_runs_no_tool(choice, answer):
    ran = []
    tools = {name: tool(description="x", input_schema=CITY, execute=ran.append) for name in ("weather", "other")}
    with pytest.raises(ToolChoiceViolationError) as raised:
        await generate_text(model=steps(answer), prompt="x", tools=tools, tool_choice=choice)
    assert ran == []
    assert raised.value.content == answer.content


async def test_an_error_of_the_model_that_is_none_of_ours_passes_through():
    with pytest.raises(ZeroDivisionError):
        await generate_text(model=steps(ZeroDivisionError()), prompt="x")
    assert not issubclass(ZeroDivisionError, AISDKError)


async def test_ids_of_generated_things_come_from_the_sdk_unless_the_model_gives_them():
    result = await generate_text(model=steps(generate_result(Text(text="x"))), prompt="x")
    assert result.response.id.startswith("aitxt-")
    assert len(result.response.id) == len(create_id_generator(prefix="aitxt", size=24)())


async def test_generations_run_side_by_side_without_mixing():
    async def echo(options):
        await asyncio.sleep(0)
        return generate_result(options.prompt[0].content[0].text)

    model = MockLanguageModel(do_generate=echo)
    results = await asyncio.gather(*(generate_text(model=model, prompt=str(number)) for number in range(50)))
    assert [result.text for result in results] == [str(number) for number in range(50)]
