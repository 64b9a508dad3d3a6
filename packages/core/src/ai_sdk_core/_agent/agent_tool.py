"""Agents as tools of other agents.

```python
researcher = ToolLoopAgent(model=model, instructions="You find facts.", tools={"search": search})
writer = ToolLoopAgent(model=model, tools={"research": agent_tool(researcher, description="Finds facts.")})
```
"""

from __future__ import annotations

from typing import Any

from typing_extensions import TypeVar, Unpack

from .._tools import Tool, ToolExecutionOptions, tool
from .._tools.define import ToolOptions
from ..provider_utils.schema import json_schema
from .agent import Agent

OutputT = TypeVar("OutputT", default=Any)

_TASK = json_schema(
    {
        "type": "object",
        "properties": {
            "task": {"type": "string", "description": "What to do, with everything that one needs to know to do it."}
        },
        "required": ["task"],
        "additionalProperties": False,
    },
    lambda value: value,
)


def agent_tool(agent: Agent[OutputT, Any], **options: Unpack[ToolOptions]) -> Tool[Any, OutputT]:
    """Make a tool that passes a task on to an agent.

    The agent starts afresh with each call: it sees the task and nothing else of the conversation. Its context is the
    tool's entry in `tools_context`. It stops when the calling generation stops.

    Args:
        agent: The agent.
        **options: Options of the tool, see `ToolOptions`; at least a `description` for the calling model.

    Returns:
        The tool; its result is the agent's output: a text, unless the agent has a structured `output`.
    """

    async def execute(task: dict[str, str], execution: ToolExecutionOptions[Any]) -> OutputT:
        call: Any = {} if execution.context is None else {"runtime_context": execution.context}
        if execution.abort_signal is not None:
            call["abort_signal"] = execution.abort_signal
        result = await agent.generate(prompt=task["task"], **call)
        return result.output

    return tool(input_schema=_TASK, execute=execute, **options)
