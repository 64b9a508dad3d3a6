"""Audio in the forms in which users pass it."""

from __future__ import annotations

from dataclasses import dataclass

from .._prompt.download import DownloadFunction, DownloadRequest, download_unsupported
from ..errors import DownloadError
from ..provider_utils.data_content import DataContent, to_bytes
from ..provider_utils.media import detect_media_type, is_full_media_type, top_level_media_type

_FETCHED_BY_PROVIDERS = ("http:", "https:")
_SCHEMES = (*_FETCHED_BY_PROVIDERS, "data:")


@dataclass(slots=True, kw_only=True)
class LoadedAudio:
    """Audio as models receive it."""

    data: bytes
    media_type: str


def is_url(audio: DataContent) -> bool:
    """Tell a URL from base64, which has no colon.

    Args:
        audio: What the user passed.

    Returns:
        True for an HTTP or data URL.
    """
    return isinstance(audio, str) and audio[:6].lower().startswith(_SCHEMES)


def is_http_url(audio: DataContent) -> bool:
    """Tell whether a provider may fetch the audio itself.

    Args:
        audio: What the user passed.

    Returns:
        True for an HTTP URL.
    """
    return isinstance(audio, str) and audio[:6].lower().startswith(_FETCHED_BY_PROVIDERS)


async def load_audio(audio: DataContent, download: DownloadFunction | None) -> LoadedAudio:
    """Get hold of audio, and of its media type.

    Args:
        audio: Bytes, base64, or a URL.
        download: Replaces the download.

    Returns:
        The audio. What cannot be recognised counts as WAV.

    Raises:
        InvalidDataContentError: The audio is neither bytes nor base64 nor a URL.
        DownloadError: The audio cannot be downloaded.
    """
    declared: str | None = None
    if isinstance(audio, str) and is_url(audio):
        files = await (download or download_unsupported)([DownloadRequest(url=audio, is_url_supported_by_model=False)])
        file = files[0] if files else None
        if file is None:
            raise DownloadError(url=audio, message="The audio must be downloaded, but the download function gave none.")
        audio, declared = file.data, file.media_type
    data = to_bytes(audio)
    media_type = _audio_type(declared) or detect_media_type(data, "audio") or "audio/wav"
    return LoadedAudio(data=data, media_type=media_type)


def _audio_type(declared: str | None) -> str | None:
    """What a server says about its files is often wrong; only what says audio is believed."""
    media_type = (declared or "").partition(";")[0].strip().lower()
    return media_type if top_level_media_type(media_type) == "audio" and is_full_media_type(media_type) else None
