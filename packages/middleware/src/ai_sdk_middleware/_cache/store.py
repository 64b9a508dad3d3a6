"""Where a cache keeps its entries."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol, runtime_checkable


@runtime_checkable
class CacheStore(Protocol):
    """Keeps bytes by key. Write one for Redis, a file system, or what you have."""

    async def get(self, key: str) -> bytes | None:
        """Find an entry.

        Args:
            key: Letters and digits.

        Returns:
            What was stored; `None` if there is nothing, or not any more.
        """
        ...

    async def set(self, key: str, value: bytes, *, ttl: float | None = None) -> None:
        """Keep an entry, instead of an older one with the same key.

        Args:
            key: Letters and digits.
            value: What to keep.
            ttl: For how many seconds; `None` for as long as there is room.
        """
        ...


class MemoryStore:
    """Keeps entries in memory; what was not used for the longest time goes first. Safe to share between threads.

    Args:
        max_entries: How many entries to keep.
        clock: Seconds on a clock that only goes forward.
    """

    def __init__(self, *, max_entries: int = 1000, clock: Callable[[], float] = time.monotonic) -> None:
        self._max_entries = max_entries
        self._clock = clock
        self._entries: OrderedDict[str, tuple[bytes, float | None]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    async def get(self, key: str) -> bytes | None:
        """Find an entry.

        Args:
            key: The key.

        Returns:
            What was stored; `None` if there is nothing, or not any more.
        """
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            value, expires = entry
            if expires is not None and expires <= self._clock():
                del self._entries[key]
                return None
            self._entries.move_to_end(key)
            return value

    async def set(self, key: str, value: bytes, *, ttl: float | None = None) -> None:
        """Keep an entry.

        Args:
            key: The key.
            value: What to keep.
            ttl: For how many seconds; `None` for as long as there is room.
        """
        with self._lock:
            self._entries[key] = (value, None if ttl is None else self._clock() + ttl)
            self._entries.move_to_end(key)
            while len(self._entries) > self._max_entries:
                self._entries.popitem(last=False)
