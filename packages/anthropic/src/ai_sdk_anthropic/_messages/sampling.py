"""Settings of sampling: temperature, top p, top k, and those that the API does not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ai_sdk_core.provider import CallWarning, JsonResponseFormat, LanguageModelCallOptions, UnsupportedWarning

from .._capabilities import AnthropicModelCapabilities
from .._config import AnthropicConfig

_NAMES = {"temperature": "temperature", "top_k": "topK", "top_p": "topP"}


@dataclass(slots=True, kw_only=True)
class Sampling:
    """How the model samples."""

    temperature: float | None
    top_k: float | None
    top_p: float | None

    def to_wire(self) -> dict[str, Any]:
        """Write the settings.

        Returns:
            The fields of the request.
        """
        return {"temperature": self.temperature, "top_k": self.top_k, "top_p": self.top_p}

    def drop(self, name: str, reason: str, warnings: list[CallWarning]) -> None:
        """Leave a setting out, with a warning if it is set.

        Args:
            name: The setting.
            reason: Why, as the end of a sentence that begins with the setting.
            warnings: The list that the warning is added to.
        """
        if getattr(self, name) is not None:
            setattr(self, name, None)
            warnings.append(UnsupportedWarning(feature=_NAMES[name], details=f"{_NAMES[name]} {reason}"))


def warn_about_unsupported(options: LanguageModelCallOptions, warnings: list[CallWarning]) -> None:
    """Warn about settings that the API does not have.

    Args:
        options: The options of the call.
        warnings: The list that warnings are added to.
    """
    unsupported = {
        "frequencyPenalty": options.frequency_penalty,
        "presencePenalty": options.presence_penalty,
        "seed": options.seed,
    }
    warnings += [UnsupportedWarning(feature=name) for name, value in unsupported.items() if value is not None]


def warn_about_missing_schema(options: LanguageModelCallOptions, warnings: list[CallWarning]) -> None:
    """Warn about a JSON answer without a schema, which the API cannot promise.

    Args:
        options: The options of the call.
        warnings: The list that the warning is added to.
    """
    if isinstance(options.response_format, JsonResponseFormat) and options.response_format.schema is None:
        details = "JSON response format requires a schema. The response format is ignored."
        warnings.append(UnsupportedWarning(feature="responseFormat", details=details))


def clamp_temperature(temperature: float | None, config: AnthropicConfig, warnings: list[CallWarning]) -> float | None:
    """Bring the temperature into the range that the API takes.

    Args:
        temperature: The temperature.
        config: Says what the platform takes.
        warnings: The list that a warning is added to.

    Returns:
        The temperature to ask for.
    """
    if temperature is None:
        return None
    maximum = 1.0 if config.max_temperature is None else config.max_temperature
    name = "anthropic" if config.max_temperature is None else config.provider_name
    if temperature > maximum:
        details = f"{temperature:g} exceeds {name} maximum of {maximum:.1f}. clamped to {maximum:.1f}"
        clamped: float = maximum
    elif temperature < 0:
        details = f"{temperature:g} is below {name} minimum of 0. clamped to 0"
        clamped = 0
    else:
        return temperature
    warnings.append(UnsupportedWarning(feature="temperature", details=details))
    return clamped


def drop_what_the_model_refuses(
    sampling: Sampling, capabilities: AnthropicModelCapabilities, model_id: str, warnings: list[CallWarning]
) -> None:
    """Leave out all settings for models that refuse them.

    Args:
        sampling: The settings.
        capabilities: What the model can do.
        model_id: The model.
        warnings: The list that warnings are added to.
    """
    if capabilities.rejects_sampling_parameters:
        for name in ("temperature", "top_k", "top_p"):
            sampling.drop(name, f"is not supported by {model_id} and will be ignored", warnings)


def drop_what_thinking_excludes(sampling: Sampling, config: AnthropicConfig, warnings: list[CallWarning]) -> None:
    """Leave out what cannot be set while the model thinks.

    Args:
        sampling: The settings.
        config: Says what the platform takes.
        warnings: The list that warnings are added to.
    """
    kept = ("temperature", "top_p") if config.supports_temperature_and_top_p_with_thinking else ()
    for name in ("temperature", "top_k", "top_p"):
        if name not in kept:
            sampling.drop(name, "is not supported when thinking is enabled", warnings)


def drop_what_excludes_each_other(sampling: Sampling, warnings: list[CallWarning]) -> None:
    """Leave out top p where there is a temperature.

    Args:
        sampling: The settings.
        warnings: The list that a warning is added to.
    """
    if sampling.temperature is not None:
        sampling.drop("top_p", "is not supported when temperature is set. topP is ignored.", warnings)
