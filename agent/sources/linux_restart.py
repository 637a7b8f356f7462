"""Whether a Linux machine should be restarted, by three witnesses."""

from agent.readers.linux.kernels import newer_installed
from agent.readers.linux.restart import read_needrestart
from agent.sources.asking import Unanswered, ask, listed, understand
from agent.sources.doors import Doors
from agent.sources.text import exists, read_or_none

_FLAGS = ("run/reboot-required", "var/run/reboot-required")
_NO_WITNESS = (
    "neither a kernel to compare nor needrestart is there: a container, or the kernel "
    "comes from outside"
)


def reboot_required(doors: Doors) -> bool:
    """Return whether a restart is due.

    The file of Debian's packages counts first, then ``needrestart -b -k``, then a
    newer kernel in /boot or /usr/lib/modules than the one that runs.

    Raises:
        Unanswered: none of them says anything.
    """
    if any(exists(doors.root / name) for name in _FLAGS):
        return True
    verdict = _needrestart(doors)
    if verdict is None:
        verdict = _kernels(doors)
    if verdict is None:
        raise Unanswered(_NO_WITNESS)
    return verdict


def _needrestart(doors: Doors) -> bool | None:
    try:
        said = ask(doors, "needrestart", "-b", "-k", timeout_s=60)
        return understand(read_needrestart, said, "needrestart").reboot_for_kernel
    except Unanswered:
        return None


def _kernels(doors: Doors) -> bool | None:
    running = read_or_none(doors.root / "proc/sys/kernel/osrelease")
    if not running:
        return None
    images = [n.partition("-")[2] for n in listed(doors.root / "boot") if _image(n)]
    modules = listed(doors.root / "usr/lib/modules") or listed(
        doors.root / "lib/modules"
    )
    # A folder of modules may outlive its kernel: what has a kernel in it, or in /boot.
    kept = [
        m for m in modules if exists(doors.root / "usr/lib/modules" / m / "vmlinuz")
    ]
    return newer_installed(running, [*images, *kept])


def _image(name: str) -> bool:
    return name.startswith(("vmlinuz-", "vmlinux-", "kernel-")) and "rescue" not in name
