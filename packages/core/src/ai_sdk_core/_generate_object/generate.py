"""`generate_object`: a value of a type, in one piece.

```python
result = await generate_object(model="openai/gpt-5", schema=Recipe, prompt="A recipe for pancakes.")
result.object  # a Recipe
```
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from typing_extensions import Unpack

from .._generate_text.generate import generate_run
from ..provider.json_value import JSONValue
from ..provider.language_model.model import LanguageModel
from ..provider_utils.schema import Schema
from .modes import ObjectOutput, make_mode
from .options import ObjectOptions
from .result import GenerateObjectResult
from .run import ObjectRun

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
ChoiceT = TypeVar("ChoiceT", bound=str)


@overload
async def generate_object(
    *,
    model: LanguageModel | str,
    schema: Schema[T] | TypeAdapter[T] | type[T],
    output: Literal["object"] = "object",
    **options: Unpack[ObjectOptions],
) -> GenerateObjectResult[T]: ...


@overload
async def generate_object(
    *,
    model: LanguageModel | str,
    schema: Schema[T] | TypeAdapter[T] | type[T],
    output: Literal["array"],
    **options: Unpack[ObjectOptions],
) -> GenerateObjectResult[list[T]]: ...


@overload
async def generate_object(
    *, model: LanguageModel | str, enum: Sequence[ChoiceT], output: Literal["enum"], **options: Unpack[ObjectOptions]
) -> GenerateObjectResult[ChoiceT]: ...


@overload
async def generate_object(
    *, model: LanguageModel | str, output: Literal["no-schema"], **options: Unpack[ObjectOptions]
) -> GenerateObjectResult[JSONValue]: ...


@overload
async def generate_object(
    *,
    model: LanguageModel | str,
    schema: object = None,
    enum: Sequence[str] | None = None,
    output: ObjectOutput = "object",
    **options: Unpack[ObjectOptions],
) -> GenerateObjectResult[Any]: ...


async def generate_object(
    *,
    model: LanguageModel | str,
    schema: object = None,
    enum: Sequence[str] | None = None,
    output: ObjectOutput = "object",
    **options: Unpack[ObjectOptions],
) -> GenerateObjectResult[Any]:
    """Generate a value of a type.

    New programs use `generate_text(output=...)`, which does the same and can call tools.

    Args:
        model: The model, or its name (`"groq:llama-3.3-70b-versatile"`, `"openai/gpt-5"`).
        schema: What the object, or each element of the array, must look like: a pydantic model, dataclass, TypedDict
            or any other type, a `Schema`, or JSON Schema as a dict.
        enum: The texts to choose from.
        output: `"object"`, `"array"`, `"enum"`, or `"no-schema"` for any JSON.
        **options: Prompt and settings, see `ObjectOptions`.

    Returns:
        The object, usage and all the rest.

    Raises:
        NoObjectGeneratedError: What the model wrote is no such object; `text` has it.
        InvalidArgumentError: Arguments are missing or do not go together, or a setting has an impossible value.
        InvalidPromptError: The prompt is not valid.
        APICallError: The provider refused in a way that no retry mends.
        RetryError: All attempts failed.
        AbortError: The abort signal fired.
        OperationTimeoutError: Time was up.

    Source: the reference's `generateObject`.
    """
    mode = make_mode(
        output, schema, enum, name=options.get("schema_name"), description=options.get("schema_description")
    )
    run = ObjectRun(operation_id="ai.generateObject", model=model, mode=mode, options=options)
    return await generate_object_run(run)


async def generate_object_run(run: ObjectRun) -> GenerateObjectResult[Any]:
    """Run a generation that is set up.

    Args:
        run: The generation.

    Returns:
        Its result.

    Raises:
        BaseException: What `generate_object` raises.
    """
    generated = await generate_run(run)
    text: str | None = None
    if any(part.type == "text" for part in generated.content):
        # Some providers return the object apart from the text.
        structured: str | None = generated.valid_output()
        text = generated.text if structured is None else structured
    result = await run.conclude(generated, text)
    if result.object_error is not None:
        await run.notify_failure(result.object_error)
        raise result.object_error
    await run.tell_end(result)
    return result
