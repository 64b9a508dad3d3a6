"""From results as providers give them to results as users see them."""

from __future__ import annotations

from .._generate_image.result import generated_images
from .._generate_text.convert_content import convert_content
from .._generate_text.tool_call_parsing import parse_tool_call
from .._tools import ToolSet
from .._usage import usage_from_model
from ..provider.batch import BatchItemResult, ImageBatchItemSucceeded, TextBatchItemSucceeded
from ..provider.language_model.result import LanguageModelGenerateResult
from ..provider.shared import ResponseInfo
from .types import BatchItem, BatchTextResponse, ImageBatchItem, TextBatchItem


async def convert_item(item: BatchItemResult, tools: ToolSet | None) -> BatchItem:
    """Convert what became of one request.

    Args:
        item: As the provider gives it.
        tools: The tools of the requests, to parse the inputs of their calls.

    Returns:
        As the user sees it.

    Raises:
        AISDKError: A file that was generated cannot be downloaded.
    """
    if isinstance(item, TextBatchItemSucceeded):
        return await _convert_text(item.id, item.result, tools)
    return _convert_image(item) if isinstance(item, ImageBatchItemSucceeded) else item


async def _convert_text(item_id: str, result: LanguageModelGenerateResult, tools: ToolSet | None) -> TextBatchItem:
    calls = [
        await parse_tool_call(
            part, tools=tools, repair_tool_call=None, refine_tool_input=None, instructions=None, messages=[]
        )
        for part in result.content
        if part.type == "tool-call"
    ]
    response = result.response
    return TextBatchItem(
        id=item_id,
        content=await convert_content(result.content, tool_calls=calls, tools=tools),
        text="".join(part.text for part in result.content if part.type == "text"),
        finish_reason=result.finish_reason.unified,
        raw_finish_reason=result.finish_reason.raw,
        usage=usage_from_model(result.usage),
        response=None
        if response is None
        else BatchTextResponse(id=response.id, timestamp=response.timestamp, model_id=response.model_id),
        provider_metadata=result.provider_metadata,
    )


def _convert_image(item: ImageBatchItemSucceeded) -> ImageBatchItem:
    result = item.result
    response = result.response
    return ImageBatchItem(
        id=item.id,
        images=generated_images(result),
        warnings=result.warnings,
        # Without the body, which holds the images once more.
        response=ResponseInfo(timestamp=response.timestamp, model_id=response.model_id, headers=response.headers),
        provider_metadata=result.provider_metadata,
        usage=result.usage,
    )
