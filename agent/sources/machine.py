"""What this machine says about itself, whichever operating system it runs.

Linux is read from the kernel's files, without a library; everything else through
psutil. Either side is imported when it is first asked.
"""

import sys

from agent.sources.shapes import Cpu, Memory

LINUX = sys.platform.startswith("linux")


def cpu() -> Cpu:
    """Return the state of the processors."""
    if LINUX:
        from agent.sources import procfs

        return procfs.cpu()
    from agent.sources import host

    return host.cpu()


def memory() -> Memory:
    """Return the state of the memory."""
    if LINUX:
        from agent.sources import procfs

        return procfs.memory()
    from agent.sources import host

    return host.memory()


def boot_time() -> float | None:
    """Return when the machine was started, as its wall clock sees it."""
    if LINUX:
        from agent.sources import procfs

        return procfs.boot_time()
    from agent.sources import host

    return host.boot_time()
