"""What `generate_video` returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .._generated_file import GeneratedFile
from .._prompt.download import DownloadFunction, DownloadRequest, download_unsupported
from .._provider_metadata import merge_provider_metadata
from ..errors import DownloadError, NoVideoGeneratedError
from ..provider.shared import CallWarning, ProviderMetadata
from ..provider.video_model import VideoData, VideoModelResult, VideoUrl
from ..provider_utils.media import detect_media_type

_NOTHING_SAID = (None, "", "application/octet-stream")


@dataclass(slots=True, kw_only=True)
class VideoResponse:
    """What is known about the response of one model call."""

    timestamp: datetime
    model_id: str
    headers: dict[str, str] | None = None
    provider_metadata: ProviderMetadata | None = None


@dataclass(slots=True, kw_only=True)
class GenerateVideoResult:
    """What `generate_video` returns.

    Source: the reference's `GenerateVideoResult`.
    """

    videos: list[GeneratedFile]
    uploaded_videos: int
    """How many videos the provider put into the caller's own storage; they are not among `videos`."""
    warnings: list[CallWarning]
    responses: list[VideoResponse]
    """One for each model call."""
    provider_metadata: ProviderMetadata

    @property
    def video(self) -> GeneratedFile:
        """The first video.

        Raises:
            NoVideoGeneratedError: All videos went to the caller's own storage.
        """
        if not self.videos:
            raise NoVideoGeneratedError(
                responses=self.responses,
                message="Videos were delivered to the upload destination. Use uploaded_videos instead of video.",
            )
        return self.videos[0]


async def build_video_result(
    answers: Sequence[VideoModelResult], warnings: Sequence[CallWarning], download: DownloadFunction | None
) -> GenerateVideoResult:
    """Put the answers of all model calls together, and fetch the videos.

    Args:
        answers: The answers, in the order of the calls.
        warnings: What there is to warn about besides.
        download: Replaces the download.

    Returns:
        The result.

    Raises:
        NoVideoGeneratedError: No call gave a video.
        DownloadError: A video cannot be downloaded.
    """
    responses = [_response(answer) for answer in answers]
    given = [video for answer in answers for video in answer.videos]
    if not given:
        raise NoVideoGeneratedError(responses=responses)
    videos = [await _to_file(video, download) for video in given if video.type != "uploaded"]
    return GenerateVideoResult(
        videos=videos,
        uploaded_videos=len(given) - len(videos),
        warnings=[*warnings, *(warning for answer in answers for warning in answer.warnings)],
        responses=responses,
        provider_metadata=merge_provider_metadata((answer.provider_metadata for answer in answers), joined=("videos",))
        or {},
    )


def _response(answer: VideoModelResult) -> VideoResponse:
    response = answer.response
    return VideoResponse(
        timestamp=response.timestamp,
        model_id=response.model_id,
        headers=response.headers,
        provider_metadata=answer.provider_metadata,
    )


async def _to_file(video: VideoData, download: DownloadFunction | None) -> GeneratedFile:
    assert video.type != "uploaded", "such videos have no data"
    if video.type == "url":
        return await _download(video, download)
    if video.type == "base64":
        return GeneratedFile(data=video.data, media_type=video.media_type or "video/mp4")
    media_type = video.media_type or detect_media_type(video.data, "video") or "video/mp4"
    return GeneratedFile(data=video.data, media_type=media_type)


async def _download(video: VideoUrl, download: DownloadFunction | None) -> GeneratedFile:
    files = await (download or download_unsupported)([DownloadRequest(url=video.url, is_url_supported_by_model=False)])
    file = files[0] if files else None
    if file is None:
        raise DownloadError(
            url=video.url, message=f"The video {video.url} must be downloaded, but the download function gave none."
        )
    said = (
        media_type for media_type in (video.media_type, file.media_type) if media_type not in (*_NOTHING_SAID, None)
    )
    return GeneratedFile(
        data=file.data, media_type=next(said, None) or detect_media_type(file.data, "video") or "video/mp4"
    )
