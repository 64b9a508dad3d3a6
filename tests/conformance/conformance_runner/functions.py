"""The vocabulary of functions: `{"$fn": "template", ...}` stands for a function that a case passes in.

Functions see their arguments as JSON with the reference's names, whatever ours are. They are all async, so that
nothing depends on threads.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Callable, Mapping
from itertools import count
from typing import Any, TypeAlias

from ai_sdk_core import Output, Schema, has_tool_call, is_loop_finished, is_step_count, json_schema
from ai_sdk_core._prompt.download import DownloadedFile

from .encoding import JSON, OMITTED, encode, encode_path
from .errors import build_error
from .json_schema import is_valid
from .values import none_for_undefined
from .verdicts import Unimplemented

Description: TypeAlias = Mapping[str, Any]
Log: TypeAlias = Callable[..., None]
_MISSING = object()
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class FunctionFactory:
    """Builds the functions of one case.

    Args:
        log: Adds an event to the case's log.
        abort: Fires the case's abort signal.
        decode: Decodes values of the case.
    """

    def __init__(self, log: Log, abort: Callable[..., None], decode: Callable[[Any], Any]) -> None:
        self._log = log
        self._abort = abort
        self._decode = decode

    @property
    def markers(self) -> Mapping[str, Callable[[Any], Any]]:
        """Markers for what is no plain function, but made with one."""
        return {"$jsonSchema": build_schema, "$output": self._output}

    def build(self, description: Description) -> Any:
        """Build a function.

        Args:
            description: The object that carries `$fn`.

        Returns:
            The function.

        Raises:
            Unimplemented: The vocabulary has a word that is not known here.
        """
        kind = description["$fn"]
        make = getattr(self, f"_word_{kind}", None) or _BUILDERS.get(kind)
        if make is None:
            raise Unimplemented(f"$fn {kind}")
        return make(description)

    def _output(self, description: Description) -> Output[Any, Any, Any]:
        kind = description["$output"]
        names = {"minItems": "min_items", "maxItems": "max_items"}
        settings = {names.get(key, key): self._decode(value) for key, value in description.items() if key != "$output"}
        subject = {"object": "schema", "array": "element", "choice": "options"}.get(kind)
        arguments = [settings.pop(subject)] if subject else []
        return getattr(Output, kind)(*arguments, **settings)  # type: ignore[no-any-return]

    # --- Words that need the case ---

    def _word_const(self, description: Description) -> Any:
        return _returning(lambda *_arguments: self._decode(description.get("value")))

    _word_asyncConst = _word_const  # noqa: N815 - a word of the vocabulary

    def _word_throw(self, description: Description) -> Any:
        async def throw(*_arguments: Any) -> Any:
            raise build_error(description.get("error", {"message": description.get("message", "")}), self._decode)

        return throw

    def _word_sequence(self, description: Description) -> Any:
        values = description["values"]
        calls = count()

        async def give(*_arguments: Any) -> Any:
            return self._value(values[min(next(calls), len(values) - 1)])

        return give

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict) and "$throw" in value:
            raise build_error(value["$throw"], self._decode)
        return none_for_undefined(self._decode(value))

    def _word_yield(self, description: Description) -> Any:
        async def generate(*_arguments: Any) -> AsyncGenerator[Any, None]:
            for value in description["values"]:
                yield self._value(value)

        return generate

    def _word_wait(self, description: Description) -> Any:
        async def wait(*arguments: Any) -> Any:
            await asyncio.sleep(description["ms"] / 1000)
            return self._decode(description["value"]) if "value" in description else arguments[0]

        return wait

    _word_waitAbortable = _word_wait  # noqa: N815 - being cancelled is how a wait is aborted here

    def _word_when(self, description: Description) -> Any:
        async def decide(*arguments: Any) -> Any:
            subject = arguments[description.get("arg", 0)]
            value = encode_path(subject, description["path"]) if description.get("path") else encode(subject)
            branch = "then" if value == description.get("equals") else "else"
            return self._decode(description.get(branch))

        return decide

    def _word_abort(self, description: Description) -> Any:
        async def abort(*_arguments: Any) -> Any:
            self._abort(True)
            return self._decode(description.get("value"))

        return abort

    def _word_record(self, description: Description) -> Any:
        async def record(*arguments: Any) -> Any:
            shown = arguments[: description["args"]] if isinstance(description.get("args"), int) else arguments
            self._log(description["name"], _unpacked([encode(argument) for argument in shown]))
            return self._decode(description.get("value"))

        return record

    def _word_recordKeys(self, description: Description) -> Any:  # noqa: N802 - a word of the vocabulary
        async def record(*arguments: Any) -> Any:
            subject = arguments[0] if arguments else None
            found = {key: encode_path(subject, key) for key in description["keys"]}
            self._log(description["name"], {key: value for key, value in found.items() if value is not OMITTED})
            return self._decode(description.get("value"))

        return record

    def _word_mergeInput(self, description: Description) -> Any:  # noqa: N802 - a word of the vocabulary
        return _returning(lambda first, *_rest: {**first, **self._decode(description["value"])})

    def _word_download(self, description: Description) -> Any:
        async def download(requests: Any) -> Any:
            self._log(
                "download",
                [
                    {"url": request.url, "isUrlSupportedByModel": request.is_url_supported_by_model}
                    for request in requests
                ],
            )
            return [self._downloaded(description["map"].get(request.url)) for request in requests]

        return download

    def _downloaded(self, value: Any) -> DownloadedFile | None:
        file = self._value(value)
        return None if file is None else DownloadedFile(data=file["data"], media_type=file.get("mediaType"))


def _unpacked(values: list[JSON]) -> JSON:
    return values[0] if len(values) == 1 else values


def _returning(function: Callable[..., Any]) -> Callable[..., Any]:
    async def call(*arguments: Any) -> Any:
        return none_for_undefined(function(*arguments))

    return call


def build_schema(description: Description) -> Schema[Any]:
    """Build a schema, which validates only if the case says so."""
    schema = description["$jsonSchema"]
    if not description.get("validate"):
        return json_schema(schema)

    def validate(value: object) -> Any:
        if not is_valid(schema, value):
            raise Exception("validation failed")
        return value

    return json_schema(schema, validate)


def _template(description: Description) -> Any:
    def fill(first: Any = None, *_rest: Any) -> str:
        return _PLACEHOLDER.sub(lambda match: _as_text(_look_up(encode(first), match[1])), description["template"])

    return _returning(fill)


def _as_text(value: JSON) -> str:
    if isinstance(value, str):
        return value
    return "undefined" if value is _MISSING else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _look_up(value: JSON, path: str) -> JSON:
    for step in path.split(".") if path else ():
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return _MISSING
    return value


def _path(description: Description) -> Any:
    def find(first: Any, *_rest: Any) -> Any:
        found = _look_up(encode(first), description.get("p", description.get("path", "")))
        return None if found is _MISSING else found

    return _returning(find)


def _id_sequence(description: Description) -> Callable[[], str]:
    numbers = count()
    return lambda: f"{description.get('prefix', 'id')}-{next(numbers)}"


def _counter(description: Description) -> Callable[[], float]:
    values = count(description.get("start", 0), description.get("step", 1))
    return lambda: next(values)


def _total_tokens_at_least(description: Description) -> Any:
    return lambda steps: sum(step.usage.total_tokens or 0 for step in steps) >= description["n"]


def _detect_prefix(description: Description) -> Callable[[str], str | None]:
    until = description["until"]

    def detect(buffer: str) -> str | None:
        position = buffer.find(until)
        return None if position < 0 else buffer[: position + len(until)]

    return detect


def _detect_fixed(description: Description) -> Callable[[str], str | None]:
    size = description["n"]
    return lambda buffer: buffer[:size] if len(buffer) >= size else None


def _add(_description: Description) -> Any:
    return _returning(lambda first, *_rest: first["a"] + first["b"])


_BUILDERS: Mapping[str, Callable[[Description], Any]] = {
    "echo": lambda _description: _returning(lambda first=None, *_rest: first),
    "template": _template,
    "add": _add,
    "optionsDump": lambda _description: _returning(lambda _first, options=None, *_rest: encode(options)),
    "path": _path,
    "stepCount": lambda description: is_step_count(description["n"]),
    "hasToolCall": lambda description: has_tool_call(*description["names"]),
    "loopFinished": lambda _description: is_loop_finished(),
    "stepTextIncludes": lambda description: lambda steps: description["text"] in steps[-1].text,
    "totalTokensAtLeast": _total_tokens_at_least,
    "idSequence": _id_sequence,
    "counter": _counter,
    "detectPrefix": _detect_prefix,
    "detectFixed": _detect_fixed,
    "detectConst": lambda description: lambda _buffer: description.get("value"),
    "errorPrefix": lambda description: lambda error: f"{description['prefix']}{error}",
    "stripPrefix": lambda description: _returning(lambda text, *_rest: text.removeprefix(description["prefix"])),
    "upper": lambda _description: _returning(lambda text, *_rest: text.upper()),
}
"""Words that need nothing but what stands beside them."""
