"""Containers without a registry: images from a Debian of our own, run as compose says.

podman needs here runc, a chroot for builds, and its own storage; the network is a
namespace that the test made.
"""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

from tests.support.nspawn import base
from tests.support.processes import need, need_root

LIMITS = ("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096")
_LEFT_OUT = ("var/cache", "proc", "sys", "dev")


class Podman:
    """podman with a storage below *folder*."""

    def __init__(self, folder: Path) -> None:
        need_root()
        self._folder = folder
        need("runc")
        self._words = [
            *(need("podman"), "--root", str(folder / "storage")),
            *("--runroot", str(folder / "run"), "--storage-driver", "overlay"),
            *("--cgroup-manager", "cgroupfs", "--runtime", "runc"),
        ]

    def __call__(self, *words: str, check: bool = True) -> str:
        """Return what ``podman WORDS`` prints.

        Raises:
            AssertionError: it failed, and *check* is on.
        """
        done = subprocess.run(
            [*self._words, *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert not check or done.returncode == 0, done.stdout[-3000:] + done.stderr
        return done.stdout

    def python_image(self, name: str) -> None:
        """Make an image of a small Debian that has ``python``, as the official one."""
        root = base()
        path = self._folder / "base.tar"
        with tarfile.open(path, "w") as archive:
            archive.add(root, arcname=".", filter=_wanted)
            link = tarfile.TarInfo("usr/bin/python")
            link.type, link.linkname = tarfile.SYMTYPE, "python3"
            archive.addfile(link)
        self("import", str(path), name)
        path.unlink()

    def build(self, image: str, containerfile: Path, *words: str) -> None:
        """Build *image* from what *containerfile* and the folder behind *words* say."""
        self(
            *("build", "--isolation", "chroot", "--layers=false", "--network", "host"),
            *("--format", "docker", "--file", str(containerfile), "--tag", image),
            *words,
        )

    def healthy(self, name: str) -> bool:
        """Return whether the image's own health check is content."""
        self("healthcheck", "run", name, check=False)
        (state,) = json.loads(self("inspect", name))
        health = state["State"].get("Health") or state["State"].get("Healthcheck")
        return health["Status"] == "healthy"

    def clear(self) -> None:
        """End all containers and give the space back."""
        self("rm", "--all", "--force", "--time", "2", check=False)
        self("system", "reset", "--force", check=False)
        shutil.rmtree(self._folder / "storage", ignore_errors=True)


def _wanted(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    name = member.name.removeprefix("./")
    return None if name.startswith(_LEFT_OUT) else member


def options(service: dict, folder: Path) -> list[str]:
    """Return how ``podman run`` starts a *service* of a compose file.

    Its secrets lie in *folder*; its volumes are podman's.
    """
    words = [*LIMITS]
    if service.get("read_only"):
        words.append("--read-only")
    for name in service.get("cap_drop", ()):
        words += ["--cap-drop", name]
    for text in service.get("security_opt", ()):
        words += ["--security-opt", text.removesuffix(":true")]
    for path in service.get("tmpfs", ()):
        words += ["--tmpfs", path]
    for volume in service.get("volumes", ()):
        words += ["--volume", volume]
    for name in service.get("secrets", ()):
        words += ["--volume", f"{folder / name}:/run/secrets/{name}:ro"]
    return words
