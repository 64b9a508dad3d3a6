"""Runs llama.cpp's server until standard input closes: `python serve.py --config_file <file>`.

Standard input is a pipe from the tests' process, so the server ends with that process, however that one ends.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading


def end_with_standard_input() -> None:
    """Wait for the end of standard input, then end the process at once: nothing here is worth saving."""
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_standard_input, daemon=True).start()
runpy.run_module("llama_cpp.server", run_name="__main__")
