"""`generate_object`: values of a type, in the reference's older form."""

import pytest
from ai_sdk_core import Telemetry, generate_object, json_schema
from ai_sdk_core.errors import (
    APICallError,
    InvalidArgumentError,
    InvalidPromptError,
    JSONParseError,
    NoObjectGeneratedError,
    TypeValidationError,
)
from ai_sdk_core.provider import RequestInfo
from ai_sdk_core.testing import MockLanguageModel, generate_result
from pydantic import BaseModel


class City(BaseModel):
    name: str
    people: int


OSLO = '{"name": "Oslo", "people": 7}'


def model_of(*texts, **more):
    return MockLanguageModel(do_generate=[generate_result(text, **more) for text in texts])


async def test_an_object_has_its_type():
    model = model_of(OSLO)
    result = await generate_object(
        model=model, schema=City, prompt="A city.", schema_name="city", schema_description="d", temperature=0.5
    )
    assert result.object == City(name="Oslo", people=7)
    assert result.finish_reason == "stop"
    (options,) = model.do_generate.calls
    assert options.response_format.type == "json"
    assert options.response_format.schema["properties"].keys() == {"name", "people"}
    assert (options.response_format.name, options.response_format.description) == ("city", "d")
    assert options.temperature == 0.5


async def test_an_array_has_the_type_of_its_elements():
    model = model_of(f'{{"elements": [{OSLO}]}}')
    result = await generate_object(model=model, schema=City, output="array", prompt="x")
    assert result.object == [City(name="Oslo", people=7)]
    schema = model.do_generate.calls[0].response_format.schema
    assert schema["properties"]["elements"]["type"] == "array"


async def test_one_of_several_texts():
    model = model_of('{"result": "rainy"}')
    assert (await generate_object(model=model, enum=["sunny", "rainy"], output="enum", prompt="x")).object == "rainy"
    schema = model.do_generate.calls[0].response_format.schema
    assert schema["properties"]["result"]["enum"] == ["sunny", "rainy"]


@pytest.mark.parametrize(("text", "value"), [("5", 5), ('{"a": [1]}', {"a": [1]}), ("null", None)])
async def test_any_json(text, value):
    model = model_of(text)
    assert (await generate_object(model=model, output="no-schema", prompt="x")).object == value
    assert model.do_generate.calls[0].response_format.schema is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "A schema is required for object output"),
        ({"output": "array"}, "A schema is required for array output"),
        ({"output": "enum"}, "Enum values are required"),
        ({"output": "enum", "enum": ["a", 1]}, "Enum values must be strings"),
        ({"output": "enum", "enum": ["a"], "schema": City}, "Schema is not supported for enum output"),
        ({"output": "no-schema", "schema": City}, "Schema is not supported for no-schema output"),
        ({"output": "no-schema", "enum": ["a"]}, "Enum values are not supported for no-schema output"),
        ({"schema": City, "enum": ["a"]}, "Enum values are not supported for object output"),
        ({"schema": City, "output": "array", "enum": ["a"]}, "Enum values are not supported for array output"),
        ({"output": "list", "schema": City}, "output must be object, array, enum or no-schema"),
    ],
)
async def test_arguments_that_do_not_go_together_are_refused(arguments, message):
    with pytest.raises(InvalidArgumentError, match=message):
        await generate_object(model=MockLanguageModel(), prompt="x", **arguments)


async def test_a_wrong_prompt_is_refused():
    with pytest.raises(InvalidPromptError):
        await generate_object(model=MockLanguageModel(), schema=City)


@pytest.mark.parametrize(
    ("arguments", "text", "cause"),
    [
        ({"schema": City}, '{"name": "Os', JSONParseError),
        ({"schema": City}, '{"name": "Oslo"}', TypeValidationError),
        ({"schema": City, "output": "array"}, OSLO, TypeValidationError),
        ({"schema": City, "output": "array"}, '{"elements": [{}]}', TypeValidationError),
        ({"enum": ["a"], "output": "enum"}, '{"result": "b"}', TypeValidationError),
        ({"enum": ["a"], "output": "enum"}, '{"result": 1}', TypeValidationError),
        ({"output": "no-schema"}, "no", JSONParseError),
    ],
)
async def test_a_text_that_is_no_such_object_is_on_the_error(arguments, text, cause):
    with pytest.raises(NoObjectGeneratedError) as raised:
        await generate_object(model=model_of(text, finish_reason="length"), prompt="x", **arguments)
    error = raised.value
    assert (error.text, error.finish_reason) == (text, "length")
    assert isinstance(error.cause, cause)
    assert error.response.model_id == "mock-model-id"
    assert error.usage.total_tokens is not None


async def test_an_answer_without_text_is_an_error():
    with pytest.raises(NoObjectGeneratedError, match="the model did not return a response") as raised:
        await generate_object(model=MockLanguageModel(do_generate=generate_result()), schema=City, prompt="x")
    assert raised.value.text is None


@pytest.mark.parametrize("text", ["{", '{"name": 1}'])
async def test_a_text_can_be_repaired(text):
    asked = []

    async def repair(options):
        asked.append(options)
        return OSLO

    result = await generate_object(model=model_of(text), schema=City, prompt="x", repair_text=repair)
    assert result.object.name == "Oslo"
    assert asked[0].text == text
    assert isinstance(asked[0].error, JSONParseError | TypeValidationError)


@pytest.mark.parametrize(("repaired", "text"), [(None, "{"), ("still bad", "still bad")])
async def test_a_repair_that_does_not_help_ends_in_the_error(repaired, text):
    with pytest.raises(NoObjectGeneratedError) as raised:
        await generate_object(model=model_of("{"), schema=City, prompt="x", repair_text=lambda options: repaired)
    assert raised.value.text == text


async def test_an_error_of_the_repair_function_is_raised():
    def repair(options):
        raise ValueError("repair failed")

    with pytest.raises(ValueError, match="repair failed"):
        await generate_object(model=model_of("{"), schema=City, prompt="x", repair_text=repair)


async def test_an_object_that_the_provider_returns_apart_from_the_text_counts():
    answer = generate_result("Here you are.")
    answer.structured_output_text = OSLO
    result = await generate_object(model=MockLanguageModel(do_generate=answer), schema=City, prompt="x")
    assert result.object.name == "Oslo"


async def test_request_and_response_are_in_the_result():
    answer = generate_result(OSLO)
    answer.request = RequestInfo(body={"q": 1})
    result = await generate_object(model=MockLanguageModel(do_generate=answer), schema=City, prompt="x")
    assert result.request.body == {"q": 1}
    assert result.response.id.startswith("aiobj-")


async def test_callbacks_are_told_in_order():
    told = []
    names = ("on_start", "on_step_start", "on_step_end", "on_end")
    await generate_object(
        model=model_of(OSLO),
        schema=City,
        prompt="A city.",
        instructions="Be brief.",
        schema_name="city",
        **{name: lambda event, name=name: told.append((name, event)) for name in names},
    )
    assert [name for name, _ in told] == list(names)
    start, step_start, step_end, end = (event for _, event in told)
    assert (start.operation_id, start.output, start.schema_name) == ("ai.generateObject", "object", "city")
    assert (start.prompt, start.instructions, start.max_retries) == ("A city.", "Be brief.", 2)
    assert [message.role for message in step_start.prompt_messages] == ["system", "user"]
    assert (step_end.object_text, step_end.step_number) == (OSLO, 0)
    assert (end.object, end.error) == (City(name="Oslo", people=7), None)
    assert {event.call_id for _, event in told} == {start.call_id}


class Recorder(Telemetry):
    def __init__(self):
        self.names = []

    def on_start(self, event, info):
        self.names.append(f"start {type(event).__name__}")

    def on_object_step_start(self, event, info):
        self.names.append("step start")

    def on_object_step_end(self, event, info):
        self.names.append("step end")

    def on_step_start(self, event, info):
        raise AssertionError("that is for text")

    def on_end(self, event, info):
        self.names.append("end")

    def on_error(self, event, info):
        self.names.append(f"error {type(event.error).__name__}")


async def test_telemetry_is_told_about_an_object_and_not_about_text():
    recorder = Recorder()
    await generate_object(model=model_of(OSLO), schema=City, prompt="x", telemetry={"integrations": recorder})
    assert recorder.names == ["start GenerateObjectStartEvent", "step start", "step end", "end"]


@pytest.mark.parametrize(
    ("script", "error", "middle"),
    [
        (generate_result("{"), NoObjectGeneratedError, ["step start", "step end"]),
        (APICallError(message="no", url="x", request_body_values={}), APICallError, ["step start"]),
    ],
)
async def test_telemetry_is_told_about_a_failure_once(script, error, middle):
    recorder = Recorder()
    with pytest.raises(error):
        await generate_object(
            model=MockLanguageModel(do_generate=script),
            schema=City,
            prompt="x",
            telemetry={"integrations": recorder},
        )
    assert recorder.names == ["start GenerateObjectStartEvent", *middle, f"error {error.__name__}"]


async def test_the_log_names_the_successor(caplog):
    await generate_object(model=model_of("{}"), schema=json_schema({"type": "object"}), prompt="x")
    assert 'Deprecated: "generate_object". Use generate_text with an output setting instead.' in caplog.text
