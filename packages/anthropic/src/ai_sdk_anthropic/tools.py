"""The tools that the API defines, in all their versions, and the types of their inputs and outputs.

```python
from ai_sdk_anthropic import anthropic, tools

result = await generate_text(
    model=anthropic("claude-opus-5-5"),
    prompt="What happened today?",
    tools={"web_search": tools.web_search_20260318(max_uses=3)},
)
```
"""

from __future__ import annotations

from ._tools.arguments import AdvisorCaching as AdvisorCaching
from ._tools.arguments import FetchCitations as FetchCitations
from ._tools.arguments import ToolsetMemberConfig as ToolsetMemberConfig
from ._tools.arguments import UserLocation as UserLocation
from ._tools.client_tools import bash_20241022 as bash_20241022
from ._tools.client_tools import bash_20250124 as bash_20250124
from ._tools.client_tools import computer_20241022 as computer_20241022
from ._tools.client_tools import computer_20250124 as computer_20250124
from ._tools.client_tools import computer_20251124 as computer_20251124
from ._tools.client_tools import computer_toolset_20260801 as computer_toolset_20260801
from ._tools.client_tools import memory_20250818 as memory_20250818
from ._tools.client_tools import text_editor_20241022 as text_editor_20241022
from ._tools.client_tools import text_editor_20250124 as text_editor_20250124
from ._tools.client_tools import text_editor_20250429 as text_editor_20250429
from ._tools.client_tools import text_editor_20250728 as text_editor_20250728
from ._tools.inputs import AdvisorInput as AdvisorInput
from ._tools.inputs import BashInput as BashInput
from ._tools.inputs import CodeExecutionInput as CodeExecutionInput
from ._tools.inputs import CodeInput as CodeInput
from ._tools.inputs import CommandInput as CommandInput
from ._tools.inputs import ComputerInput20241022 as ComputerInput20241022
from ._tools.inputs import ComputerInput20250124 as ComputerInput20250124
from ._tools.inputs import ComputerInput20251124 as ComputerInput20251124
from ._tools.inputs import ComputerToolsetInput as ComputerToolsetInput
from ._tools.inputs import CreateFileInput as CreateFileInput
from ._tools.inputs import MemoryCreate as MemoryCreate
from ._tools.inputs import MemoryDelete as MemoryDelete
from ._tools.inputs import MemoryInput as MemoryInput
from ._tools.inputs import MemoryInsert as MemoryInsert
from ._tools.inputs import MemoryRename as MemoryRename
from ._tools.inputs import MemoryReplace as MemoryReplace
from ._tools.inputs import MemoryView as MemoryView
from ._tools.inputs import ProgramInput as ProgramInput
from ._tools.inputs import RegexSearchInput as RegexSearchInput
from ._tools.inputs import ReplaceInFileInput as ReplaceInFileInput
from ._tools.inputs import TextEditorInput as TextEditorInput
from ._tools.inputs import TextEditorInputWithUndo as TextEditorInputWithUndo
from ._tools.inputs import TextSearchInput as TextSearchInput
from ._tools.inputs import ViewFileInput as ViewFileInput
from ._tools.inputs import WebFetchInput as WebFetchInput
from ._tools.inputs import WebSearchInput as WebSearchInput
from ._tools.outputs import Advice as Advice
from ._tools.outputs import AdvisorError as AdvisorError
from ._tools.outputs import AdvisorOutput as AdvisorOutput
from ._tools.outputs import CodeExecutionOutput as CodeExecutionOutput
from ._tools.outputs import CommandError as CommandError
from ._tools.outputs import CommandFile as CommandFile
from ._tools.outputs import CommandResult as CommandResult
from ._tools.outputs import EncryptedProgramResult as EncryptedProgramResult
from ._tools.outputs import FetchedDocument as FetchedDocument
from ._tools.outputs import FileCreation as FileCreation
from ._tools.outputs import FileError as FileError
from ._tools.outputs import FileReplacement as FileReplacement
from ._tools.outputs import FileView as FileView
from ._tools.outputs import FoundTool as FoundTool
from ._tools.outputs import PageCitations as PageCitations
from ._tools.outputs import PdfSource as PdfSource
from ._tools.outputs import ProgramFile as ProgramFile
from ._tools.outputs import ProgramResult as ProgramResult
from ._tools.outputs import RedactedAdvice as RedactedAdvice
from ._tools.outputs import TextSource as TextSource
from ._tools.outputs import WebFetchOutput as WebFetchOutput
from ._tools.outputs import WebSearchPage as WebSearchPage
from ._tools.server_tools import advisor_20260301 as advisor_20260301
from ._tools.server_tools import code_execution_20250522 as code_execution_20250522
from ._tools.server_tools import code_execution_20250825 as code_execution_20250825
from ._tools.server_tools import code_execution_20260120 as code_execution_20260120
from ._tools.server_tools import tool_search_bm25_20251119 as tool_search_bm25_20251119
from ._tools.server_tools import tool_search_regex_20251119 as tool_search_regex_20251119
from ._tools.server_tools import web_fetch_20250910 as web_fetch_20250910
from ._tools.server_tools import web_fetch_20260209 as web_fetch_20260209
from ._tools.server_tools import web_fetch_20260318 as web_fetch_20260318
from ._tools.server_tools import web_search_20250305 as web_search_20250305
from ._tools.server_tools import web_search_20260209 as web_search_20260209
from ._tools.server_tools import web_search_20260318 as web_search_20260318

__all__ = [
    "Advice",
    "AdvisorCaching",
    "AdvisorError",
    "AdvisorInput",
    "AdvisorOutput",
    "BashInput",
    "CodeExecutionInput",
    "CodeExecutionOutput",
    "CodeInput",
    "CommandError",
    "CommandFile",
    "CommandInput",
    "CommandResult",
    "ComputerInput20241022",
    "ComputerInput20250124",
    "ComputerInput20251124",
    "ComputerToolsetInput",
    "CreateFileInput",
    "EncryptedProgramResult",
    "FetchCitations",
    "FetchedDocument",
    "FileCreation",
    "FileError",
    "FileReplacement",
    "FileView",
    "FoundTool",
    "MemoryCreate",
    "MemoryDelete",
    "MemoryInput",
    "MemoryInsert",
    "MemoryRename",
    "MemoryReplace",
    "MemoryView",
    "PageCitations",
    "PdfSource",
    "ProgramFile",
    "ProgramInput",
    "ProgramResult",
    "RedactedAdvice",
    "RegexSearchInput",
    "ReplaceInFileInput",
    "TextEditorInput",
    "TextEditorInputWithUndo",
    "TextSearchInput",
    "TextSource",
    "ToolsetMemberConfig",
    "UserLocation",
    "ViewFileInput",
    "WebFetchInput",
    "WebFetchOutput",
    "WebSearchInput",
    "WebSearchPage",
    "advisor_20260301",
    "bash_20241022",
    "bash_20250124",
    "code_execution_20250522",
    "code_execution_20250825",
    "code_execution_20260120",
    "computer_20241022",
    "computer_20250124",
    "computer_20251124",
    "computer_toolset_20260801",
    "memory_20250818",
    "text_editor_20241022",
    "text_editor_20250124",
    "text_editor_20250429",
    "text_editor_20250728",
    "tool_search_bm25_20251119",
    "tool_search_regex_20251119",
    "web_fetch_20250910",
    "web_fetch_20260209",
    "web_fetch_20260318",
    "web_search_20250305",
    "web_search_20260209",
    "web_search_20260318",
]
