"""The toolkit of provider authors.

Every name loads its module when it is first used: importing the toolkit costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._lazy import lazy_exports as lazy_exports
    from .ids import create_id_generator as create_id_generator
    from .ids import generate_id as generate_id
    from .response_schema import ResponseSchema as ResponseSchema
    from .response_schema import describe_validation_error as describe_validation_error
    from .response_schema import keep_unknown_fields as keep_unknown_fields
    from .sse import ServerSentEvent as ServerSentEvent
    from .sse import SSEDecoder as SSEDecoder
    from .sse import SSEEventDecoder as SSEEventDecoder
else:
    from .._lazy import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "._lazy": ("lazy_exports",),
            "ids": ("create_id_generator", "generate_id"),
            "response_schema": ("ResponseSchema", "describe_validation_error", "keep_unknown_fields"),
            "sse": ("SSEDecoder", "SSEEventDecoder", "ServerSentEvent"),
        },
    )
