"""Keeping cache entries in a SQLite database."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_SCHEMA = """
CREATE TABLE IF NOT EXISTS responses (key TEXT PRIMARY KEY, value BLOB NOT NULL, expires REAL, used REAL NOT NULL);
CREATE INDEX IF NOT EXISTS responses_used ON responses (used);
CREATE INDEX IF NOT EXISTS responses_expires ON responses (expires);
"""


class SQLiteStore:
    """Keeps entries in a file, which several processes may share. Close it, or use it with `with`.

    The database is opened when it is first used, and works in a thread of its own turn: the event loop never waits for
    the disk.

    Args:
        path: The file; it is made if it does not exist.
        max_entries: How many entries to keep; what was not used for the longest time goes first. `None` for no limit.
        clock: Seconds since 1970.
    """

    def __init__(
        self, path: str | Path, *, max_entries: int | None = 100_000, clock: Callable[[], float] = time.time
    ) -> None:
        self._path = path
        self._max_entries = max_entries
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    async def get(self, key: str) -> bytes | None:
        """Find an entry.

        Args:
            key: The key.

        Returns:
            What was stored; `None` if there is nothing, or not any more.
        """
        return await asyncio.to_thread(self._get, key)

    async def set(self, key: str, value: bytes, *, ttl: float | None = None) -> None:
        """Keep an entry.

        Args:
            key: The key.
            value: What to keep.
            ttl: For how many seconds; `None` for as long as there is room.
        """
        await asyncio.to_thread(self._set, key, value, ttl)

    def close(self) -> None:
        """Close the database. It is opened again if the store is used again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _get(self, key: str) -> bytes | None:
        now = self._clock()
        with self._lock, self._open() as connection:
            rows = connection.execute(
                "UPDATE responses SET used = ? WHERE key = ? AND (expires IS NULL OR expires > ?) RETURNING value",
                (now, key, now),
            ).fetchall()
        value: bytes | None = rows[0][0] if rows else None
        return value

    def _set(self, key: str, value: bytes, ttl: float | None) -> None:
        now = self._clock()
        row: tuple[Any, ...] = (key, value, None if ttl is None else now + ttl, now)
        with self._lock, self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO responses VALUES (?, ?, ?, ?)", row)
            connection.execute("DELETE FROM responses WHERE expires <= ?", (now,))
            if self._max_entries is not None:
                connection.execute(
                    "DELETE FROM responses WHERE key IN "
                    "(SELECT key FROM responses ORDER BY used DESC LIMIT -1 OFFSET ?)",
                    (self._max_entries,),
                )

    def _open(self) -> sqlite3.Connection:
        """The connection; as a context manager it is a transaction."""
        if self._connection is None:
            connection = sqlite3.connect(self._path, check_same_thread=False, timeout=30)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_SCHEMA)
            self._connection = connection
        return self._connection
