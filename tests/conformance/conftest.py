"""Makes the runner importable: it is a program of this folder, not a distribution."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
