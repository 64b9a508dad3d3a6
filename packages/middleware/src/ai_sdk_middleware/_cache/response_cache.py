"""A cache of responses.

```python
cache = ResponseCache(SQLiteStore("responses.db"), ttl=24 * 3600)
model = wrap_language_model(model=groq("llama-3.3-70b-versatile"), middleware=cache.language_model)
```
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar

from ai_sdk_core.provider import LanguageModelStreamResult
from typing_extensions import override

from .._layer import Layer, ModelCall, Proceed, ResultT
from .._metadata import with_facts
from .._streams import StreamWatcher, watched
from .entries import is_worth_keeping, read_batches, read_result, write_batches, write_result
from .key import cache_key
from .store import CacheStore, MemoryStore

T = TypeVar("T")

_logger = logging.getLogger("ai_sdk_middleware")


class ResponseCache(Layer):
    """Answers requests that were made before from a store, without calling the model.

    The key is the whole request (model, prompt, settings, tools, provider options), but for its headers. Complete
    answers are kept, streams with all their parts; answers that ended in an error, and streams that were left early,
    are not. Answers from the store say so: `provider_metadata["aiSdkMiddleware"]["cacheHit"]`. They have no request,
    response body and headers. A store that fails is logged and does not keep the model from being called.

    Put a cache outside of what counts calls: `middleware=[cache.language_model, costs.language_model]`.

    Args:
        store: Where to keep answers; default in memory.
        ttl: For how many seconds; `None` for as long as the store has room.
        namespace: Keeps the answers of programs, tenants or versions of prompts apart.
        key_headers: Names of headers that make a difference, such as those that switch features of a provider on.
    """

    def __init__(
        self,
        store: CacheStore | None = None,
        *,
        ttl: float | None = None,
        namespace: str = "",
        key_headers: Collection[str] = (),
    ) -> None:
        self._store = store if store is not None else MemoryStore()
        self._ttl = ttl
        self._namespace = namespace
        self._key_headers = key_headers

    @override
    async def around(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Answer from the store, or keep the answer of the model.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The answer.
        """
        if call.operation in ("start", "generate_from_url"):  # The first is no answer, the second's may change.
            return await proceed()
        key = self._key(call)
        found = await self._find(key, lambda value: read_result(call.kind, value))
        if found is not None:
            hit: ResultT = found if call.kind == "image_model" else with_facts(found, cacheHit=True)
            return hit
        result = await proceed()
        if is_worth_keeping(call.kind, result):
            await self._keep(key, lambda: write_result(result))
        return result

    @override
    async def around_stream(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Replay a stream from the store, or keep the stream of the model.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The stream.
        """
        if call.kind != "language_model":  # The others stream in as well; there is no request to compare.
            return await proceed()
        key = self._key(call)
        batches = await self._find(key, read_batches)
        if batches is not None:
            replayed: Any = LanguageModelStreamResult(stream=_replay(batches))
            return replayed  # type: ignore[no-any-return]
        result: Any = await proceed()
        keeper = _Keeper(lambda batches: self._keep(key, lambda: write_batches(batches)))
        return replace(result, stream=watched(result.stream, keeper))  # type: ignore[no-any-return]

    def _key(self, call: ModelCall) -> str:
        return cache_key(call, namespace=self._namespace, key_headers=self._key_headers)

    async def _find(self, key: str, read: Callable[[bytes], T]) -> T | None:
        try:
            value = await self._store.get(key)
            return None if value is None else read(value)
        except Exception:
            _logger.exception("A response could not be read from the cache")
            return None

    async def _keep(self, key: str, write: Callable[[], bytes]) -> None:
        try:
            await self._store.set(key, write(), ttl=self._ttl)
        except Exception:
            _logger.exception("A response could not be written to the cache")


class _Keeper(StreamWatcher):
    """Keeps a stream once it is complete."""

    def __init__(self, keep: Callable[[list[list[Any]]], Awaitable[None]]) -> None:
        self._keep = keep
        self._batches: list[list[Any]] = []

    @override
    def batch(self, parts: list[Any]) -> list[Any]:
        self._batches.append(parts)
        return parts

    @override
    async def end(self) -> None:
        parts = [part for batch in self._batches for part in batch]
        ends = [part for part in parts if part.type == "finish" and part.finish_reason.unified != "error"]
        if ends and not any(part.type == "error" for part in parts):
            await self._keep(self._batches)


async def _replay(batches: list[list[Any]]) -> AsyncGenerator[list[Any], None]:
    for batch in batches:
        yield [with_facts(part, cacheHit=True) if part.type == "finish" else part for part in batch]
