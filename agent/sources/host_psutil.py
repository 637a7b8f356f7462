"""The door to psutil: imported at the first question, and no answer is no failure."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def library() -> Any:
    """Return psutil; imported at the first call."""
    import psutil

    return psutil


def attempt(call: Callable[[], T]) -> T | None:
    """Return what *call* returns, or None where this machine cannot say it."""
    try:
        return call()
    except (OSError, RuntimeError, AttributeError, ValueError, LookupError):
        return None
    except library().Error:
        return None


def process_lives(process: int) -> bool:
    """Return whether a process has the id *process*."""
    return bool(library().pid_exists(process))
