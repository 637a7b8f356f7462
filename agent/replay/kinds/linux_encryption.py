"""Recordings of lsblk and cryptsetup: what is encrypted."""

from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.cryptsetup import read_cryptsetup
from agent.readers.linux.lsblk import Block, read_lsblk
from agent.replay.plain import plain


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return the mounts by encryption, or what one volume's header says."""
    try:
        return plain(read_cryptsetup(content))  # type: ignore[no-any-return]
    except ReadError:
        return shape(read_lsblk(content))


def shape(block: Block) -> dict[str, Any]:
    """Return *block* with the keys of the recordings' expectations."""
    mounts = block.mounts()
    top = [d for d in block.devices if d.disk]
    disks = [
        {"name": d.name, "size_bytes": d.size_bytes, "size_text": d.size_text}
        for d in top
    ]
    others = [d.name for d in block.devices if d.parent is None and not d.disk]
    return {
        "encrypted_mounts": sorted(m for m, cipher in mounts.items() if cipher),
        "unencrypted_mounts": sorted(m for m, cipher in mounts.items() if not cipher),
        "root_encrypted": mounts.get("/"),
        "disks": disks,
        "not_a_disk": sorted(dict.fromkeys(others)),
    }
