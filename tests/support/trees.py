"""Where the recorded file trees of Linux machines lie."""

from pathlib import Path

LINUX_PC = Path(__file__).parents[1] / "data" / "linux-pc"
