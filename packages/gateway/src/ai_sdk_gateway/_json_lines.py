"""JSON lines: bytes in, lines out, no I/O."""

from __future__ import annotations

from ai_sdk_core.errors import DownloadError


class JSONLines:
    """Cuts a body into lines.

    Args:
        url: Where the body comes from, for errors.
        max_line_bytes: The size at which a line is refused.
    """

    def __init__(self, *, url: str, max_line_bytes: int) -> None:
        self._url = url
        self._max_line_bytes = max_line_bytes
        self._pieces: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take the bytes of one read.

        Args:
            chunk: Any number of bytes, cut anywhere.

        Returns:
            The lines that are complete now, without blank ones.

        Raises:
            DownloadError: A line is too long.
        """
        *complete, rest = chunk.split(b"\n")
        lines = []
        for piece in complete:
            self._keep(piece)
            lines.append(self._take())
        self._keep(rest)
        return [line for line in lines if line]

    def close(self) -> list[bytes]:
        """End the body.

        Returns:
            The last line, if there is one without a line end.
        """
        last = self._take()
        return [last] if last else []

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._max_line_bytes:
            raise DownloadError(
                url=self._url, message=f"{self._url} has a line of more than {self._max_line_bytes} bytes."
            )
        self._pieces.append(piece)

    def _take(self) -> bytes:
        line = b"".join(self._pieces).strip()
        self._pieces.clear()
        self._size = 0
        return line
