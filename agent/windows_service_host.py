"""Runs the agent inside the service that Windows starts.

Windows waits thirty seconds for a service that starts: it is told first, and everything
that takes time comes after it.
"""

import logging
import threading
from collections.abc import Callable
from gettext import gettext as _
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from agent.commands import OK
from agent.private import make_folder
from agent.windows_service_control import DISPLAY_NAME, NAME, ServiceError

LOG_BYTES, LOG_FILES = 1_000_000, 3
_NOT_STARTED_BY_WINDOWS = 1063


def log_file(data_directory: Path) -> logging.Handler:
    """Return where a service logs: a file of at most 1 MB, with three older ones.

    Raises:
        OSError: it cannot be written.
    """
    folder = data_directory / "log"
    make_folder(data_directory)
    make_folder(folder)
    return RotatingFileHandler(
        folder / "agent.log",
        maxBytes=LOG_BYTES,
        backupCount=LOG_FILES,
        encoding="utf-8",
        delay=True,
    )


class Stopping:
    """A stop that may come before there is anything to stop."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self._calls: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def tell(self, call: Callable[[], None]) -> None:
        """Call *call* when the stop comes; at once if it has come."""
        with self._lock:
            if not self.event.is_set():
                self._calls.append(call)
                return
        call()

    def stop(self) -> None:
        """Let it stop."""
        with self._lock:
            self.event.set()
            calls, self._calls = self._calls, []
        for call in calls:
            call()


def serve(body: Callable[[Stopping], int]) -> int:
    """Be the service until Windows stops it; return the exit code of the process.

    Raises:
        ServiceError: a person started this, not Windows.
    """
    manager: Any = import_module("servicemanager")
    manager.Initialize(NAME, None)
    manager.PrepareToHostSingle(_framework(body))
    try:
        manager.StartServiceCtrlDispatcher()
    except import_module("win32service").error as err:
        if getattr(err, "winerror", 0) == _NOT_STARTED_BY_WINDOWS:
            raise ServiceError(
                _("Windows starts this itself: hatang-agent service start")
            ) from err
        raise ServiceError(str(err)) from err
    return OK


def _framework(body: Callable[[Stopping], int]) -> type:
    """Return the class that pywin32 wants, around *body*."""
    utilities: Any = import_module("win32serviceutil")
    pending = import_module("win32service").SERVICE_STOP_PENDING
    base: Any = utilities.ServiceFramework

    class AgentService(base):  # type: ignore[misc]
        _svc_name_ = NAME
        _svc_display_name_ = DISPLAY_NAME

        def __init__(self, words: Any) -> None:
            super().__init__(words)
            self.stopping = Stopping()

        def SvcStop(self) -> None:  # noqa: N802 - pywin32's name
            self.ReportServiceStatus(pending, waitHint=10_000)
            self.stopping.stop()

        SvcShutdown = SvcStop

        def SvcDoRun(self) -> None:  # noqa: N802
            code = body(self.stopping)
            if code != OK:  # Windows is told of a failure, and starts the agent again
                raise ServiceError(f"exit code {code}: see agent.log")

    return AgentService
