"""Mock models of all kinds but language models, as a core case describes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ai_sdk_core.provider import (
    EmbeddingModelResult,
    FilesUploadFileResult,
    ImageModelResult,
    RerankingModelResult,
    SkillsUploadSkillResult,
    SpeechModelResult,
    TranscriptionModelResult,
    VideoModelOperationStartResult,
    VideoModelOperationStatusResult,
    VideoModelResult,
    from_json,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockFiles,
    MockImageModel,
    MockOperationVideoModel,
    MockRerankingModel,
    MockSkills,
    MockSpeechModel,
    MockTranscriptionModel,
    MockVideoModel,
)

from .verdicts import Unimplemented

if TYPE_CHECKING:
    from .stage import Stage

Description = Mapping[str, Any]


def build_model(stage: Stage, name: str, description: Description) -> Any:
    """Build a model.

    Args:
        stage: The case's surroundings.
        name: The model's name in the case.
        description: As it stands in the file.

    Returns:
        The model.

    Raises:
        Unimplemented: There is no such kind.
    """
    build = _BUILDERS.get(description["kind"])
    if build is None:
        raise Unimplemented(f"mock {description['kind']} model")
    return build(stage, name, description)


def _script(stage: Stage, name: str, method: str, description: Description, kind: Any) -> Any:
    entries = description.get(method, ())
    entries = [entries] if isinstance(entries, Mapping) else list(entries)
    calls = 0

    async def answer(options: Any) -> Any:
        nonlocal calls
        stage.record_call(name, method, options)
        if not entries:
            raise AssertionError(f"The case has no answer for {method} of {name}")
        entry = entries[min(calls, len(entries) - 1)]
        calls += 1
        return from_json(kind, stage.decode(stage.play(entry)))

    return answer


def _identity(description: Description) -> dict[str, str]:
    return {
        "provider": description.get("provider", "mock-provider"),
        "model_id": description.get("modelId", "mock-model-id"),
    }


def _limit(stage: Stage, description: Description, key: str, default: int | None) -> int | None:
    value = stage.decode(description[key]) if key in description else default
    return value if isinstance(value, int) else None  # Infinity, undefined: no limit.


def _embedding_model(stage: Stage, name: str, description: Description) -> Any:
    script = _script(stage, name, "doEmbed", description, EmbeddingModelResult)
    if description.get("auto"):

        async def script(options: Any) -> EmbeddingModelResult:
            stage.record_call(name, "doEmbed", options)
            embeddings = [[len(value), ord(value[0]) if value else 0] for value in options.values]
            usage = {"tokens": len(options.values)}
            return from_json(EmbeddingModelResult, {"embeddings": embeddings, "usage": usage, "warnings": []})

    model = MockEmbeddingModel(
        do_embed=script,
        max_embeddings_per_call=_limit(stage, description, "maxEmbeddingsPerCall", None),
        supports_parallel_calls=description.get("supportsParallelCalls", False),
        **_identity(description),
    )
    if "maxInputBytesPerCall" in description:
        vars(model)["max_input_bytes_per_call"] = description["maxInputBytesPerCall"]
    return model


def _image_model(stage: Stage, name: str, description: Description) -> Any:
    return MockImageModel(
        do_generate=_script(stage, name, "doGenerate", description, ImageModelResult),
        max_images_per_call=_limit(stage, description, "maxImagesPerCall", 1),
        **_identity(description),
    )


def _speech_model(stage: Stage, name: str, description: Description) -> Any:
    script = _script(stage, name, "doGenerate", description, SpeechModelResult)
    return MockSpeechModel(do_generate=script, **_identity(description))


def _transcription_model(stage: Stage, name: str, description: Description) -> Any:
    script = _script(stage, name, "doGenerate", description, TranscriptionModelResult)
    return MockTranscriptionModel(do_generate=script, **_identity(description))


def _reranking_model(stage: Stage, name: str, description: Description) -> Any:
    script = _script(stage, name, "doRerank", description, RerankingModelResult)
    return MockRerankingModel(do_rerank=script, **_identity(description))


def _video_model(stage: Stage, name: str, description: Description) -> Any:
    if "doStart" in description:
        return MockOperationVideoModel(
            do_start=_script(stage, name, "doStart", description, VideoModelOperationStartResult),
            do_status=_script(stage, name, "doStatus", description, VideoModelOperationStatusResult),
            **_identity(description),
        )
    script = _script(stage, name, "doGenerate", _with_media_types(description), VideoModelResult)
    return MockVideoModel(do_generate=script, **_identity(description))


def _with_media_types(description: Description) -> Description:
    """Say that media types are empty where a case leaves them out."""
    entries = description.get("doGenerate", ())
    return {
        **description,
        "doGenerate": [_typed(entry) for entry in ([entries] if isinstance(entries, Mapping) else entries)],
    }


def _typed(entry: Description) -> Description:
    videos = entry.get("videos")
    return entry if videos is None else {**entry, "videos": [{"mediaType": "", **video} for video in videos]}


def _files(stage: Stage, name: str, description: Description) -> Any:
    script = _script(stage, name, "uploadFile", description, FilesUploadFileResult)
    return MockFiles(upload_file=script, provider=description.get("provider", "mock-provider"))


def _skills(stage: Stage, name: str, description: Description) -> Any:
    script = _script(stage, name, "uploadSkill", description, SkillsUploadSkillResult)
    return MockSkills(upload_skill=script, provider=description.get("provider", "mock-provider"))


_BUILDERS: Mapping[str, Callable[[Stage, str, Description], Any]] = {
    "embedding": _embedding_model,
    "image": _image_model,
    "speech": _speech_model,
    "transcription": _transcription_model,
    "reranking": _reranking_model,
    "video": _video_model,
    "files": _files,
    "skills": _skills,
}
