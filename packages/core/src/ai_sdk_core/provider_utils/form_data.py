"""Forms with fields and files, as `multipart/form-data`."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class FormFile:
    """A file in a form."""

    content: bytes | AsyncIterator[bytes]
    """The contents. Those that arrive piece by piece are sent so, and can be sent once."""
    filename: str = "blob"
    media_type: str = "application/octet-stream"


@dataclass(slots=True)
class FormData:
    """Fields and files in the order in which they are sent; names may repeat."""

    entries: list[tuple[str, str | FormFile]] = field(default_factory=list)

    def append(self, name: str, value: object) -> None:
        """Adds a field or a file.

        Args:
            name: Name of the field.
            value: A `FormFile`, a text, or something else whose text is sent; booleans as in JSON.
        """
        if isinstance(value, bool):
            value = "true" if value else "false"
        self.entries.append((name, value if isinstance(value, FormFile) else str(value)))

    def values(self) -> dict[str, str]:
        """What errors say about the form.

        Returns:
            The fields, with a placeholder for each file.
        """
        return {
            name: f"<file:{value.filename}>" if isinstance(value, FormFile) else value for name, value in self.entries
        }

    @property
    def is_streamed(self) -> bool:
        """Whether a file arrives piece by piece."""
        return any(isinstance(value, FormFile) and not isinstance(value.content, bytes) for _, value in self.entries)

    def encode(self) -> tuple[bytes, str]:
        """Writes a form whose files are all there.

        Returns:
            The body and its `content-type`.
        """
        boundary = _new_boundary()
        parts = []
        for name, value in self.entries:
            parts += [_part_start(boundary, name, value), _part_content(value), b"\r\n"]
        parts.append(_form_end(boundary))
        return b"".join(parts), _content_type(boundary)

    def stream(self) -> tuple[AsyncGenerator[bytes, None], str]:
        """Writes a form piece by piece.

        Returns:
            The body, which can be read once, and its `content-type`.
        """
        boundary = _new_boundary()
        return self._write(boundary), _content_type(boundary)

    async def aclose(self) -> None:
        """Closes files that arrive piece by piece, whether they were sent or not."""
        for _, value in self.entries:
            close = getattr(value.content, "aclose", None) if isinstance(value, FormFile) else None
            if close is not None:
                await close()

    async def _write(self, boundary: str) -> AsyncGenerator[bytes, None]:
        for name, value in self.entries:
            yield _part_start(boundary, name, value)
            if isinstance(value, str) or isinstance(value.content, bytes):
                yield _part_content(value)
            else:
                async for piece in value.content:
                    yield piece
            yield b"\r\n"
        yield _form_end(boundary)


def _new_boundary() -> str:
    return f"ai-sdk-multipart-{os.urandom(16).hex()}"


def _content_type(boundary: str) -> str:
    return f"multipart/form-data; boundary={boundary}"


def _part_start(boundary: str, name: str, value: str | FormFile) -> bytes:
    return f"--{boundary}\r\n{_part_headers(name, value)}\r\n\r\n".encode()


def _form_end(boundary: str) -> bytes:
    return f"--{boundary}--\r\n".encode()


def to_form_data(values: Mapping[str, object], *, array_suffix: str = "[]") -> FormData:
    """Makes a form of named values.

    Args:
        values: What `FormData.append` takes, or lists of it. None is left out.
        array_suffix: Appended to the name where a list has more or less than one entry.

    Returns:
        The form.
    """
    form_data = FormData()
    for name, value in values.items():
        items = value if isinstance(value, list) else [value]
        item_name = name if len(items) == 1 else name + array_suffix
        for item in items:
            if item is not None:
                form_data.append(item_name, item)
    return form_data


def _part_headers(name: str, value: str | FormFile) -> str:
    disposition = f'Content-Disposition: form-data; name="{_quote(name)}"'
    if isinstance(value, str):
        return disposition
    media_type = value.media_type.replace("\r", "").replace("\n", "")
    return f'{disposition}; filename="{_quote(value.filename)}"\r\nContent-Type: {media_type}'


def _part_content(value: str | FormFile) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value.content, bytes):
        return value.content
    raise TypeError("A file that arrives piece by piece can only be streamed.")


def _quote(value: str) -> str:
    """Header parameters must not end early, nor begin another header."""
    return value.replace("\r", "").replace("\n", "").replace("\\", "\\\\").replace('"', '\\"')
