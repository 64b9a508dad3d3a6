"""One way to make providers: `create_groq(api_key=...)` or `create_groq(GroqProviderSettings(api_key=...))`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar, cast, overload

from .._override import override

SettingsP = ParamSpec("SettingsP")
SettingsT = TypeVar("SettingsT")
ProviderT = TypeVar("ProviderT")


class ProviderFactory(Generic[SettingsP, SettingsT, ProviderT]):
    """Makes providers of one kind. Calling it does nothing but construct: no environment is read, nothing is sent."""

    def __init__(self, settings_type: Callable[SettingsP, SettingsT], build: Callable[[SettingsT], ProviderT]) -> None:
        self._settings_type: Callable[..., SettingsT] = settings_type
        self._build = build
        self.__doc__ = settings_type.__doc__

    @overload
    def __call__(self, settings: SettingsT, /) -> ProviderT: ...

    @overload
    def __call__(self, *args: SettingsP.args, **kwargs: SettingsP.kwargs) -> ProviderT: ...

    def __call__(self, *args: Any, **kwargs: Any) -> ProviderT:
        """Makes a provider.

        Args:
            *args: A settings object, alone.
            **kwargs: Or the settings themselves.

        Returns:
            The provider.
        """
        is_settings = len(args) == 1 and not kwargs and isinstance(args[0], cast("type", self._settings_type))
        return self._build(args[0] if is_settings else self._settings_type(*args, **kwargs))

    @property
    def __signature__(self) -> inspect.Signature:
        """What `help` and editors show: the settings."""
        return inspect.signature(self._settings_type)

    @override
    def __repr__(self) -> str:
        return f"<factory of {getattr(self._build, '__name__', self._build)}>"


def provider_factory(
    settings_type: Callable[SettingsP, SettingsT], build: Callable[[SettingsT], ProviderT]
) -> ProviderFactory[SettingsP, SettingsT, ProviderT]:
    """Makes the `create_...` function of a provider.

    Args:
        settings_type: The dataclass of the provider's settings, with keyword-only fields.
        build: Makes the provider from the settings: usually the provider's class.

    Returns:
        A function that takes a settings object or the settings themselves.
    """
    return ProviderFactory(settings_type, build)
