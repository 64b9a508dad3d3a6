"""Options for one provider, as users pass them in `provider_options`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ..errors import InvalidArgumentError, TypeValidationError
from .response_schema import describe_validation_error

if TYPE_CHECKING:
    from pydantic import BaseModel

OptionsT = TypeVar("OptionsT", bound="BaseModel")

MAX_REMEMBERED_HINTS = 256

_logger = logging.getLogger(__name__)


def parse_provider_options(
    *, provider: str, provider_options: Mapping[str, Any] | None, model: type[OptionsT]
) -> OptionsT | None:
    """Reads the options that are meant for one provider.

    Unknown keys are ignored. One that looks like a misspelt option is mentioned in the log, once.

    Args:
        provider: The key of the options.
        provider_options: The options for all providers. An entry is a dict or an instance of `model`.
        model: What they must look like: usually a `ProviderOptionsModel`.

    Returns:
        The validated options, or None when there are none for this provider.

    Raises:
        InvalidArgumentError: If an option has the wrong type. Its cause and its notes name the option and the reason.
    """
    options = (provider_options or {}).get(provider)
    if options is None or isinstance(options, model):
        return options
    from pydantic import ValidationError

    try:
        parsed = model.model_validate(options)
    except ValidationError as error:
        reason = describe_validation_error(error)
        cause = TypeValidationError(value=options, cause=reason)
        cause.__cause__ = error
        message = f"invalid {provider} provider options"
        invalid = InvalidArgumentError(argument="providerOptions", message=message)
        invalid.add_note(reason)
        raise invalid from cause
    _mention_misspelt_keys(provider, options, model)
    return parsed


def resolve_provider_options(
    *,
    provider_options: Mapping[str, Any] | None,
    namespaces: Sequence[str],
    resolution: Literal["first", "merge"],
    model: type[OptionsT],
) -> tuple[OptionsT | None, list[str]]:
    """Reads options that a model takes under several names, for example its own and that of its provider.

    Args:
        provider_options: The options for all providers.
        namespaces: The names.
        resolution: `first`: the first name that is there counts and the others are ignored, unread. `merge`: all
            count, and later ones win option by option.
        model: What the options must look like.

    Returns:
        The options, or None when no name is there, and the names that contributed.

    Raises:
        InvalidArgumentError: If an option has the wrong type.
    """
    merged: OptionsT | None = None
    matched: list[str] = []
    for namespace in dict.fromkeys(namespaces):
        options = parse_provider_options(provider=namespace, provider_options=provider_options, model=model)
        if options is None:
            continue
        matched.append(namespace)
        merged = options if merged is None else _merge(merged, options)
        if resolution == "first":
            break
    return merged, matched


def _merge(first: OptionsT, second: OptionsT) -> OptionsT:
    return first.model_copy(
        update={**{name: getattr(second, name) for name in second.model_fields_set}, **(second.model_extra or {})}
    )


def _mention_misspelt_keys(provider: str, options: object, model: type[BaseModel]) -> None:
    if not isinstance(options, Mapping):
        return
    known = {name for field, info in model.model_fields.items() for name in (field, info.alias) if name}
    for key in options:
        if isinstance(key, str) and key not in known:
            _mention_misspelt_key(provider, key, frozenset(known))


@lru_cache(MAX_REMEMBERED_HINTS)
def _mention_misspelt_key(provider: str, key: str, known: frozenset[str]) -> None:
    import difflib

    matches = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.8)
    if matches:
        _logger.warning("Unknown option %r for provider %r: did you mean %r?", key, provider, matches[0])
