"""Kernel versions: is a newer one installed than the one that runs."""

import re

_PARTS = re.compile(r"\d+|[a-z]+")
_MOST = 200


def version_key(release: str) -> tuple[tuple[int, int, str], ...]:
    """Return what orders releases as people do: 5.10.0-9 before 5.10.0-10."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part)
        for part in _PARTS.findall(release.lower()[:_MOST])
        if len(part) <= 18
    )


def flavour(release: str) -> str:
    """Return what is left of *release* without its numbers (``generic``, ``amd64``)."""
    words = re.findall(r"[a-z][a-z0-9_]*", release.lower()[:_MOST])
    return words[-1] if words else ""


def newer_installed(running: str, installed: list[str]) -> bool | None:
    """Return whether a newer kernel of the same flavour than *running* is installed.

    None: no kernel is installed that could be compared (a container, a rescue system).
    """
    same = [release for release in installed if flavour(release) == flavour(running)]
    if not same:
        return None
    return max(map(version_key, same)) > version_key(running)
