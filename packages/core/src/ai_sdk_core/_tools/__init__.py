"""Tools that users define: `tool`, `dynamic_tool`."""

from __future__ import annotations

from ..provider_utils.tool import LocalToolCaller as LocalToolCaller
from ..provider_utils.tool import ProviderToolCaller as ProviderToolCaller
from ..provider_utils.tool import Tool as Tool
from ..provider_utils.tool import ToolCaller as ToolCaller
from ..provider_utils.tool import ToolDescriptionOptions as ToolDescriptionOptions
from ..provider_utils.tool import ToolExecutionOptions as ToolExecutionOptions
from ..provider_utils.tool import ToolModelOutputOptions as ToolModelOutputOptions
from ..provider_utils.tool import ToolSet as ToolSet
from .decorated import DecoratedTool as DecoratedTool
from .define import ToolOptions as ToolOptions
from .define import dynamic_tool as dynamic_tool
from .define import tool as tool
