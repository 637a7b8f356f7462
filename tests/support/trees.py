"""Where the recorded file trees of Linux machines lie."""

import sys
from pathlib import Path

import pytest

LINUX_PC = Path(__file__).parents[1] / "data" / "linux-pc"

NEEDS_LINKS = pytest.mark.skipif(
    sys.platform == "win32",
    reason="trees of Linux hold symbolic links and names that Windows cannot keep",
)
"""For tests that lay out a Linux tree; the readers of such trees run on Linux only."""

POSIX = pytest.mark.skipif(
    sys.platform == "win32", reason="needs links, pipes or modes, as Linux has them"
)
"""For tests of what stands in a way on Linux; Windows has other ways, tested beside."""
