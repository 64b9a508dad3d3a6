"""Tools as such: search among them, and fingerprints."""

from __future__ import annotations

from ai_sdk_core._generate_text.generate import generate_run
from ai_sdk_core._generate_text.tool_fingerprint import detect_tool_drift, fingerprint_tools

from .encoding import JSON, encode, encode_error
from .options import build_tool, search_tool
from .stage import Stage
from .steering import SHORT_FIELDS
from .text import make_run, read_fields
from .verdicts import NotApplicable, Unimplemented


async def search(stage: Stage) -> dict[str, JSON]:
    """Run a `toolSearch` case: a generation with a tool that finds others."""
    try:
        tool = search_tool(stage.decode(stage.data.get("toolSearch") or {}))
        run, _ = make_run(stage, "ai.generateText", extra_tools={"search": tool})
        result = await generate_run(run)
    except (NotApplicable, Unimplemented):
        raise
    except Exception as error:
        return {"throws": encode_error(error), **stage.observed()}
    return {"result": read_fields(result, SHORT_FIELDS), "stepCount": len(result.steps), **stage.observed()}


async def fingerprint(stage: Stage) -> dict[str, JSON]:
    """Run a `fingerprint` case."""
    baseline, current = (
        fingerprint_tools({name: build_tool(stage, tool) for name, tool in stage.data[key].items()})
        for key in ("baseline", "current")
    )
    drift = detect_tool_drift(current, baseline)
    return {"baseline": baseline, "current": current, "drift": encode(drift)}
