"""Tools inside a generation: the same rules for `generate_text` and `stream_text`."""

import asyncio
import json

import pytest
from ai_sdk_core import (
    Steering,
    ToolExecutionOptions,
    dynamic_tool,
    generate_text,
    is_step_count,
    json_schema,
    messages_from_json,
    messages_to_json,
    stream_text,
    tool,
)
from ai_sdk_core._prompt.download import DownloadedFile
from ai_sdk_core._tools import LocalToolCaller
from ai_sdk_core.errors import (
    InvalidPromptError,
    InvalidToolApprovalError,
    InvalidToolApprovalSignatureError,
    InvalidToolInputError,
    NoOutputGeneratedError,
    NoSuchToolError,
)
from ai_sdk_core.provider import File, FileDataUrl, ToolApprovalRequest, ToolCall, ToolResult
from ai_sdk_core.provider_utils import as_schema, provider_executed_tool
from ai_sdk_core.testing import MockLanguageModel, generate_result, stream_of

CITY = json_schema({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})
SECRET = "s3cret-of-the-server"


async def by_stream(**options):
    async with stream_text(**options) as stream:
        return await stream


@pytest.fixture(params=[generate_text, by_stream], ids=["generate_text", "stream_text"])
def generate(request):
    return request.param


def model_of(*answers):
    return MockLanguageModel(do_generate=list(answers), do_stream=[stream_of(answer) for answer in answers])


def prompts(model):
    return [options.prompt for options in (*model.do_generate.calls, *model.do_stream.calls)]


def last_tool_output(model):
    return prompts(model)[-1][-1].content[-1].output


def call(city="Oslo", call_id="c1", name="weather", **more):
    return ToolCall(tool_call_id=call_id, tool_name=name, input=json.dumps({"city": city}), **more)


def calls(*made):
    return generate_result(*made, finish_reason="tool-calls")


DONE = generate_result("done")


def weather_tool(**options):
    ran = []

    def execute(tool_input):
        ran.append(tool_input["city"])
        return f"sunny in {tool_input['city']}"

    made = tool(description="Weather", input_schema=CITY, execute=execute, inline=True, **options)
    return made, ran


async def test_parallel_calls_each_get_their_own_result(generate):
    weather, ran = weather_tool()
    model = model_of(calls(call("Oslo", "c1"), call("Rome", "c2")), DONE)
    result = await generate(model=model, prompt="x", tools={"weather": weather}, stop_when=is_step_count(2))
    assert sorted(ran) == ["Oslo", "Rome"]
    assert {made.tool_call_id: made.output for made in result.tool_results} == {
        "c1": "sunny in Oslo",
        "c2": "sunny in Rome",
    }


async def test_what_a_tool_raises_goes_to_the_model_which_goes_on(generate):
    def fails(tool_input):
        raise LookupError("no such city")

    broken = tool(description="x", input_schema=CITY, execute=fails)
    model = model_of(calls(call()), DONE)
    result = await generate(model=model, prompt="x", tools={"weather": broken}, stop_when=is_step_count(2))

    assert result.text == "done"
    errors = [part for part in result.steps[0].content if part.type == "tool-error"]
    assert [type(error.error) for error in errors] == [LookupError]
    assert (last_tool_output(model).type, "no such city" in last_tool_output(model).value) == ("error-text", True)


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (ToolCall(tool_call_id="c1", tool_name="weather", input='{"city": 1'), InvalidToolInputError),
        (ToolCall(tool_call_id="c1", tool_name="weather", input='{"town": "Oslo"}'), InvalidToolInputError),
        (call(name="wether"), NoSuchToolError),
    ],
    ids=["no JSON", "wrong shape", "no such tool"],
)
async def test_a_call_that_cannot_be_used_runs_nothing_and_the_model_is_told(generate, bad, error):
    ran = []
    strict = tool(
        description="x",
        input_schema=json_schema(
            {"type": "object"},
            validate=lambda value: value if "city" in value else (_ for _ in ()).throw(ValueError("no city")),
        ),
        execute=ran.append,
    )
    model = model_of(calls(bad), DONE)
    result = await generate(model=model, prompt="x", tools={"weather": strict}, stop_when=is_step_count(2))

    assert ran == []
    assert [(made.invalid, made.dynamic, type(made.error)) for made in result.tool_calls] == [(True, True, error)]
    assert last_tool_output(model).type == "error-text"
    assert result.text == "done"


async def test_a_call_may_be_repaired(generate):
    weather, ran = weather_tool()
    asked = []

    async def repair(options):
        asked.append((type(options.error), options.input_schema("weather")["required"]))
        return ToolCall(tool_call_id="c1", tool_name="weather", input='{"city": "Oslo"}')

    model = model_of(calls(ToolCall(tool_call_id="c1", tool_name="weather", input="Oslo")), DONE)
    result = await generate(model=model, prompt="x", tools={"weather": weather}, repair_tool_call=repair)

    assert (asked, ran) == ([(InvalidToolInputError, ["city"])], ["Oslo"])
    assert [made.input for made in result.tool_calls] == [{"city": "Oslo"}]


async def test_a_repair_that_fails_leaves_the_call_invalid(generate):
    weather, ran = weather_tool()

    def repair(options):
        raise ZeroDivisionError

    model = model_of(calls(ToolCall(tool_call_id="c1", tool_name="weather", input="?")), DONE)
    result = await generate(model=model, prompt="x", tools={"weather": weather}, repair_tool_call=repair)
    assert ran == []
    assert [made.invalid for made in result.tool_calls] == [True]


async def test_inputs_may_be_refined_before_they_are_used(generate):
    weather, ran = weather_tool()
    refine = {"weather": lambda value: {"city": value["city"].upper()}}
    result = await generate(
        model=model_of(calls(call())), prompt="x", tools={"weather": weather}, refine_tool_input=refine
    )
    assert (ran, result.tool_calls[0].input) == (["OSLO"], {"city": "OSLO"})


async def test_dynamic_tools_are_told_apart(generate):
    dynamic = dynamic_tool(description="x", input_schema=CITY, execute=lambda value: 1)
    result = await generate(model=model_of(calls(call())), prompt="x", tools={"weather": dynamic})
    assert (len(result.dynamic_tool_calls), len(result.static_tool_calls), len(result.dynamic_tool_results)) == (
        1,
        0,
        1,
    )


async def test_a_tool_sees_its_context_the_messages_and_its_call(generate):
    seen = []

    def execute(value, options: ToolExecutionOptions[dict[str, str]]):
        seen.append((options.context, options.tool_call_id, [m.role for m in options.messages]))

    made = tool(
        description="x",
        input_schema=CITY,
        context_schema=as_schema(dict[str, str]),
        execute=execute,
    )
    await generate(
        model=model_of(calls(call())), prompt="x", tools={"weather": made}, tools_context={"weather": {"key": "k"}}
    )
    assert seen == [({"key": "k"}, "c1", ["user"])]


async def test_hooks_hear_the_input_before_the_tool_runs(generate):
    heard = []
    made = tool(
        description="x",
        input_schema=CITY,
        on_input_start=lambda options: heard.append("start"),
        on_input_available=lambda value, options: heard.append(value["city"]),
        execute=lambda value: heard.append("run"),
    )
    await generate(model=model_of(calls(call())), prompt="x", tools={"weather": made})
    assert heard == ["start", "Oslo", "run"]


async def test_tools_of_a_step_run_together_up_to_the_limit(generate):
    running, most = 0, []

    async def execute(value):
        nonlocal running
        running += 1
        most.append(running)
        await asyncio.sleep(0)
        running -= 1

    made = tool(description="x", input_schema=CITY, execute=execute)
    for limit in (None, 2):
        most.clear()
        options = {} if limit is None else {"tool_call_concurrency": limit}
        await generate(
            model=model_of(calls(*(call("x", f"c{n}") for n in range(5)))),
            prompt="x",
            tools={"weather": made},
            **options,
        )
        assert max(most) == (limit or 5)


async def test_a_tool_may_call_other_tools_that_the_model_does_not_see(generate):
    weather, ran = weather_tool()

    def bind(tools):
        def execute(value):
            return f"it is {tools['weather'].execute(value)}"

        return tool(description="Runs a program", input_schema=CITY, execute=execute, inline=True)

    code = tool(description="Runs a program", input_schema=CITY, tool_caller=LocalToolCaller(bind=bind))
    model = model_of(calls(call(name="code")), DONE)
    result = await generate(
        model=model,
        prompt="x",
        tools={"code": code, "weather": weather},
        tool_callers={"weather": ["code"]},
        stop_when=is_step_count(2),
    )
    offered = (*model.do_generate.calls, *model.do_stream.calls)[0].tools
    assert ([made.name for made in offered], ran) == (["code"], ["Oslo"])
    assert result.tool_results[0].output == "it is sunny in Oslo"


# --- Messages and files ---


async def test_system_messages_are_accepted_on_request_only(generate):
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]
    model = model_of(DONE)
    await generate(model=model, messages=messages, allow_system_in_messages=True)
    assert [message.role for message in prompts(model)[0]] == ["system", "user"]
    with pytest.raises((InvalidPromptError, NoOutputGeneratedError)):
        await generate(model=model_of(DONE), messages=messages)


async def test_files_are_fetched_by_the_function_that_was_given(generate):
    """Those in the messages for a model that takes no URLs, and those that the model generated."""
    asked = []

    async def download(requests):
        asked.extend(request.url for request in requests)
        return [DownloadedFile(data=b"%PDF", media_type="application/pdf") for _ in requests]

    generated = File(media_type="application/pdf", data=FileDataUrl(url="https://e.com/out.pdf"))
    model = model_of(generate_result(generated))
    message = {"type": "file", "media_type": "application/pdf", "data": "https://e.com/in.pdf"}
    result = await generate(model=model, messages=[{"role": "user", "content": [message]}], download=download)
    assert set(asked) == {"https://e.com/in.pdf", "https://e.com/out.pdf"}
    assert prompts(model)[0][0].content[0].data.data == b"%PDF"
    assert [file.data for file in result.files] == [b"%PDF"]


# --- Tools of the provider ---


def code_tool(**options):
    return provider_executed_tool(
        id="mock.code", input_schema=as_schema(dict[str, str]), output_schema=as_schema(str), **options
    )


async def test_tools_of_the_provider_come_with_their_results(generate):
    made = call(name="code", provider_executed=True)
    model = model_of(generate_result(made, ToolResult(tool_call_id="c1", tool_name="code", result="42"), "so 42"))
    result = await generate(model=model, prompt="x", tools={"code": code_tool()}, stop_when=is_step_count(5))
    assert (len(result.steps), result.tool_results[0].output, result.tool_results[0].provider_executed) == (
        1,
        "42",
        True,
    )
    assert result.text == "so 42"


async def test_a_failed_tool_of_the_provider_is_a_tool_error(generate):
    failed = ToolResult(tool_call_id="c1", tool_name="code", result={"code": 7}, is_error=True)
    model = model_of(generate_result(call(name="code", provider_executed=True), failed, "hm"))
    result = await generate(model=model, prompt="x", tools={"code": code_tool()})
    assert [part.error for part in result.content if part.type == "tool-error"] == [{"code": 7}]


async def test_a_result_that_comes_later_keeps_the_loop_going_until_it_is_there(generate):
    later = generate_result(ToolResult(tool_call_id="c1", tool_name="code", result="42"), "so 42")
    model = model_of(generate_result(call(name="code", provider_executed=True)), generate_result("wait"), later)
    tools = {"code": code_tool(supports_deferred_results=True)}
    result = await generate(model=model, prompt="x", tools=tools, stop_when=is_step_count(9))
    assert (len(result.steps), result.text) == (3, "so 42")


# --- Approval ---


async def ask(generate, weather, **options):
    model = model_of(calls(call()))
    result = await generate(
        model=model, prompt="Weather?", tools={"weather": weather}, stop_when=is_step_count(5), **options
    )
    request = next(part for part in result.content if part.type == "tool-approval-request")
    return request, [{"role": "user", "content": "Weather?"}, *result.response_messages]


def decide(request, approved, reason=None):
    response = {"type": "tool-approval-response", "approval_id": request.approval_id, "approved": approved}
    return {"role": "tool", "content": [{**response, "reason": reason} if reason else response]}


async def test_a_call_waits_for_the_user_runs_when_approved_and_the_model_goes_on(generate):
    weather, ran = weather_tool(needs_approval=True)
    request, messages = await ask(generate, weather)
    assert (request.tool_call.input, ran) == ({"city": "Oslo"}, [])

    model = model_of(DONE)
    result = await generate(model=model, messages=[*messages, decide(request, True)], tools={"weather": weather})

    assert (ran, result.text, last_tool_output(model).value) == (["Oslo"], "done", "sunny in Oslo")
    assert [message.role for message in result.response_messages] == ["tool", "assistant"]


async def test_a_denied_call_does_not_run_and_the_model_learns_why(generate):
    weather, ran = weather_tool(needs_approval=True)
    request, messages = await ask(generate, weather)

    model = model_of(DONE)
    await generate(model=model, messages=[*messages, decide(request, False, "too far")], tools={"weather": weather})

    assert ran == []
    assert (last_tool_output(model).type, last_tool_output(model).reason) == ("execution-denied", "too far")


async def test_messages_that_wait_for_an_approval_survive_a_browser(generate):
    weather, ran = weather_tool(needs_approval=True)
    request, messages = await ask(generate, weather, tool_approval_secret=SECRET)
    stored = messages_from_json(json.loads(json.dumps(messages_to_json(messages[1:]))))

    await generate(
        model=model_of(DONE),
        messages=[messages[0], *stored, decide(request, True)],
        tools={"weather": weather},
        tool_approval_secret=SECRET,
    )
    assert ran == ["Oslo"]


@pytest.mark.parametrize("forgery", ["another input", "another tool", "no signature", "another secret"])
async def test_an_approval_that_this_server_did_not_ask_for_runs_nothing(generate, forgery):
    """The browser holds the messages: whoever changes them must not run tools."""
    weather, ran = weather_tool(needs_approval=True)
    request, messages = await ask(generate, weather, tool_approval_secret=SECRET)
    text = json.dumps(messages_to_json(messages[1:]))
    if forgery == "another input":
        text = text.replace("Oslo", "Rome")
    elif forgery == "another tool":
        text = text.replace('"weather"', '"delete"')
    elif forgery == "no signature":
        text = text.replace('"signature"', '"sig"')
    history = [messages[0], *messages_from_json(json.loads(text)), decide(request, True)]
    options = {
        "model": model_of(DONE),
        "messages": history,
        "tools": {"weather": weather, "delete": weather},
        "tool_approval_secret": "of somebody else" if forgery == "another secret" else SECRET,
    }

    with pytest.raises((InvalidToolApprovalSignatureError, NoOutputGeneratedError)) as raised:
        await generate(**options)
    cause = raised.value if generate is generate_text else raised.value.__cause__
    assert isinstance(cause, InvalidToolApprovalSignatureError)
    assert ran == []
    assert prompts(options["model"]) == []


async def test_an_answer_to_a_question_that_was_not_asked_is_an_error(generate):
    weather, ran = weather_tool(needs_approval=True)
    request, messages = await ask(generate, weather)
    request.approval_id = "made up"
    with pytest.raises((InvalidToolApprovalError, NoOutputGeneratedError)) as raised:
        await generate(model=model_of(DONE), messages=[*messages, decide(request, True)], tools={"weather": weather})
    assert isinstance(raised.value if generate is generate_text else raised.value.__cause__, InvalidToolApprovalError)
    assert ran == []


@pytest.mark.parametrize(("rule", "runs"), [("approved", ["Oslo"]), ("denied", []), ("not-applicable", ["Oslo"])])
async def test_the_program_may_decide_itself(generate, rule, runs):
    weather, ran = weather_tool()
    model = model_of(calls(call()), DONE)
    result = await generate(
        model=model,
        prompt="x",
        tools={"weather": weather},
        tool_approval={"weather": rule},
        stop_when=is_step_count(2),
    )
    assert (ran, result.text) == (runs, "done")
    if rule == "denied":
        assert last_tool_output(model).type == "execution-denied"


async def test_the_provider_may_ask_for_approval_of_its_own_tools(generate):
    made = call(name="code", provider_executed=True)
    asks = ToolApprovalRequest(approval_id="a1", tool_call_id="c1")
    result = await generate(model=model_of(generate_result(made, asks)), prompt="x", tools={"code": code_tool()})
    requests = [part for part in result.content if part.type == "tool-approval-request"]
    assert [(request.approval_id, request.tool_call.tool_name) for request in requests] == [("a1", "code")]


# --- Steering ---


async def test_a_message_joins_a_running_generation_with_its_next_step(generate):
    steering = Steering()
    tickets = []

    def execute(value):
        tickets.append(steering.steer("Celsius, please"))
        return "70 F"

    weather = tool(description="x", input_schema=CITY, execute=execute, inline=True)
    model = model_of(calls(call()), DONE)
    result = await generate(
        model=model, prompt="x", tools={"weather": weather}, steering=steering, stop_when=is_step_count(2)
    )
    assert prompts(model)[1][-1].content[0].text == "Celsius, please"
    assert (tickets[0].outcome.type, tickets[0].outcome.step_number) == ("delivered", 1)
    assert [message.content for message in result.steps[1].steering_messages] == ["Celsius, please"]


async def test_a_message_that_comes_too_late_learns_it(generate):
    steering = Steering()
    model = model_of(calls(call()))
    weather, _ = weather_tool()
    await generate(model=model, prompt="x", tools={"weather": weather}, steering=steering)
    late = steering.steer("hello?")
    assert late.outcome.reason == "finished"


async def test_a_message_lets_a_finished_answer_go_on(generate):
    steering = Steering()
    steering.queue("And tomorrow?")
    model = model_of(generate_result("sunny"), generate_result("rain"))
    result = await generate(model=model, prompt="x", steering=steering, stop_when=is_step_count(3))
    assert [step.text for step in result.steps] == ["sunny", "rain"]


async def test_waiting_messages_are_told_when_a_generation_fails(generate):
    steering = Steering()
    ticket = steering.queue("And tomorrow?")
    failing = MockLanguageModel(do_generate=ZeroDivisionError(), do_stream=ZeroDivisionError())
    with pytest.raises((ZeroDivisionError, NoOutputGeneratedError)):
        await generate(model=failing, prompt="x", steering=steering)
    assert ticket.outcome.reason == "error"
