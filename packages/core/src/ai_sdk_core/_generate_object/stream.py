"""`stream_object`: a value of a type, while it is being written.

```python
async with stream_object(model="openai/gpt-5", schema=Recipe, prompt="A recipe for pancakes.") as stream:
    async for partial in stream.partial_object_stream:
        show(partial)
recipe = (await stream).object
```
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from typing_extensions import Unpack

from ..provider.json_value import JSONValue
from ..provider.language_model.model import LanguageModel
from ..provider_utils.schema import Schema
from .modes import ObjectOutput, make_mode
from .options import StreamObjectOptions
from .run import ObjectRun
from .stream_result import StreamObjectResult

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
ChoiceT = TypeVar("ChoiceT", bound=str)


@overload
def stream_object(
    *,
    model: LanguageModel | str,
    schema: Schema[T] | TypeAdapter[T] | type[T],
    output: Literal["object"] = "object",
    **options: Unpack[StreamObjectOptions],
) -> StreamObjectResult[T, dict[str, Any], Any]: ...


@overload
def stream_object(
    *,
    model: LanguageModel | str,
    schema: Schema[T] | TypeAdapter[T] | type[T],
    output: Literal["array"],
    **options: Unpack[StreamObjectOptions],
) -> StreamObjectResult[list[T], list[T], T]: ...


@overload
def stream_object(
    *,
    model: LanguageModel | str,
    enum: Sequence[ChoiceT],
    output: Literal["enum"],
    **options: Unpack[StreamObjectOptions],
) -> StreamObjectResult[ChoiceT, str, Any]: ...


@overload
def stream_object(
    *, model: LanguageModel | str, output: Literal["no-schema"], **options: Unpack[StreamObjectOptions]
) -> StreamObjectResult[JSONValue, JSONValue, Any]: ...


@overload
def stream_object(
    *,
    model: LanguageModel | str,
    schema: object = None,
    enum: Sequence[str] | None = None,
    output: ObjectOutput = "object",
    **options: Unpack[StreamObjectOptions],
) -> StreamObjectResult[Any, Any, Any]: ...


def stream_object(
    *,
    model: LanguageModel | str,
    schema: object = None,
    enum: Sequence[str] | None = None,
    output: ObjectOutput = "object",
    **options: Unpack[StreamObjectOptions],
) -> StreamObjectResult[Any, Any, Any]:
    """Generate a value of a type, and stream what is there of it.

    New programs use `stream_text(output=...)`, which does the same and can call tools. Nothing happens before the
    stream is read. Read it inside `async with`, so that leaving early ends the call.

    Args:
        model: The model, or its name (`"groq:llama-3.3-70b-versatile"`, `"openai/gpt-5"`).
        schema: What the object, or each element of the array, must look like: a pydantic model, dataclass, TypedDict
            or any other type, a `Schema`, or JSON Schema as a dict.
        enum: The texts to choose from.
        output: `"object"`, `"array"`, `"enum"`, or `"no-schema"` for any JSON.
        **options: Prompt and settings, see `StreamObjectOptions`.

    Returns:
        The stream. Awaiting it gives the same result that `generate_object` returns.

    Raises:
        InvalidArgumentError: Arguments are missing or do not go together, or a setting has an impossible value.
        NoSuchModelError: The model's name is not known.

    Source: the reference's `streamObject`.
    """
    mode = make_mode(
        output, schema, enum, name=options.get("schema_name"), description=options.get("schema_description")
    )
    run = ObjectRun(operation_id="ai.streamObject", model=model, mode=mode, options=options)
    return StreamObjectResult(run)
