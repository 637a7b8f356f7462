"""A small disk that can be filled."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.support.processes import need, need_root


@contextlib.contextmanager
def small_disk(place: Path, *, size: str = "8m") -> Iterator[Path]:
    """Mount a tmpfs of *size* at *place* for the length of a block."""
    need_root()
    mount, umount = need("mount"), need("umount")
    place.mkdir(parents=True, exist_ok=True)
    options = f"size={size},mode=0700"
    subprocess.run([mount, "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run([umount, "--lazy", place], check=True)


def fill(place: Path) -> Path:
    """Write a file until nothing more fits; return it, to be deleted."""
    filler = place / "filler"
    block = b"x" * 4096
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as target:
        while True:
            target.write(block)
    return filler
