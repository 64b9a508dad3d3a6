"""The base class of providers' options. This module imports pydantic: it loads when options are first used."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class ProviderOptionsModel(BaseModel):
    """Options of one provider for one kind of call.

    Keys may be written in snake_case or in camelCase. Types are JSON's: the text `"1"` is no number. Unknown keys are
    ignored; a subclass that passes them on sets `model_config = ConfigDict(extra="allow")`.
    """

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, strict=True, extra="ignore", defer_build=True
    )
