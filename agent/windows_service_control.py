"""The agent among the services of Windows: made, changed, started, stopped, removed.

It starts with Windows, but after all that people wait for (delayed start), and Windows
starts it again when it fails. It runs as Local System: drives, BitLocker, the Security
Center and the event log answer nobody less. Needs an administrator.
"""

import time
from collections.abc import Callable
from gettext import gettext as _
from importlib import import_module
from typing import Any, Literal, NamedTuple

from agent.sources.host_psutil import process_lives

NAME = "HatangAgent"
DISPLAY_NAME = "Hatang agent"
RESTART_AFTER_S = (5, 60, 300)
"""How long Windows waits before it starts the agent again: 1st, 2nd, any other time."""
FORGET_FAILURES_S = 86400
START_S, STOP_S = 30.0, 30.0
_PAUSE_S = 0.1
_NO_SERVICE, _RUNS_ALREADY, _NOT_ACTIVE, _DENIED = 1060, 1056, 1062, 5

State = Literal["stopped", "starting", "stopping", "running", "other"]


class ServiceError(Exception):
    """Windows refused; the text says what and what to do."""


class Made(NamedTuple):
    """What became of ``install``; *refused* names what this Windows does not know."""

    new: bool
    refused: tuple[str, ...] = ()


class ServiceControl:
    """The one service of the agent; *api* is pywin32's ``win32service``."""

    def __init__(
        self,
        api: Any = None,
        *,
        lives: Callable[[int], bool] = process_lives,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._api = api if api is not None else import_module("win32service")
        self._error = getattr(self._api, "error", OSError)
        self._lives = lives
        self._pause = pause

    def install(self, command: str, description: str) -> Made:
        """Make the service run *command*, or change the one that is there to it.

        Raises:
            ServiceError: Windows refused.
        """
        api = self._api
        with _Handles(api) as handles:
            service = self._open(handles, api.SC_MANAGER_ALL_ACCESS, missing_ok=True)
            new = service is None
            shape = (
                *(api.SERVICE_WIN32_OWN_PROCESS, api.SERVICE_AUTO_START),
                *(api.SERVICE_ERROR_NORMAL, command, None, 0, None, None, None),
            )
            if service is None:
                names = (NAME, DISPLAY_NAME, api.SERVICE_ALL_ACCESS)
                service = handles.keep(
                    self._do(api.CreateService, handles.manager, *names, *shape)
                )
            else:
                self._do(api.ChangeServiceConfig, service, *shape, DISPLAY_NAME)
            return Made(new, tuple(self._details(service, description)))

    def _details(self, service: Any, description: str) -> list[str]:
        """Set what makes it a good neighbour; return what Windows does not know."""
        api = self._api
        actions = {
            "ResetPeriod": FORGET_FAILURES_S,
            "RebootMsg": "",
            "Command": "",
            "Actions": [(api.SC_ACTION_RESTART, s * 1000) for s in RESTART_AFTER_S],
        }
        details = {
            "description": (api.SERVICE_CONFIG_DESCRIPTION, description),
            "delayed start": (api.SERVICE_CONFIG_DELAYED_AUTO_START_INFO, True),
            "recovery": (api.SERVICE_CONFIG_FAILURE_ACTIONS, actions),
            "recovery after errors": (api.SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, True),
        }
        refused = []
        for name, (level, value) in details.items():
            try:
                api.ChangeServiceConfig2(service, level, value)
            except self._error:
                refused.append(name)
        return refused

    def remove(self) -> bool:
        """Stop the service and remove it; return whether there was one.

        Raises:
            ServiceError: it does not stop, or Windows refused.
        """
        if self.state() is None:
            return False
        self.stop()
        with _Handles(self._api) as handles:
            service = self._open(handles, self._api.SC_MANAGER_CONNECT)
            self._do(self._api.DeleteService, service)
        return True

    def start(self) -> None:
        """Start the service and wait until it runs.

        Raises:
            ServiceError: it does not run within 30 s, or ended at once.
        """
        with _Handles(self._api) as handles:
            service = self._open(handles, self._api.SC_MANAGER_CONNECT)
            self._do(self._api.StartService, service, None, but=_RUNS_ALREADY)
            for _turn in range(int(START_S / _PAUSE_S)):
                state = self._state_of(service)
                if state == "running":
                    return
                if state == "stopped":
                    raise ServiceError(_("the service ended at once: see its log"))
                self._pause(_PAUSE_S)
        raise ServiceError(_("the service does not run yet: see its log"))

    def stop(self) -> None:
        """Stop the service and wait until its program has ended.

        Raises:
            ServiceError: it does not stop within 30 s.
        """
        api = self._api
        with _Handles(api) as handles:
            service = self._open(handles, api.SC_MANAGER_CONNECT)
            process = self._process(service)
            self._do(
                api.ControlService, service, api.SERVICE_CONTROL_STOP, but=_NOT_ACTIVE
            )
            for _turn in range(int(STOP_S / _PAUSE_S)):
                if self._state_of(service) == "stopped" and not (
                    process and self._lives(process)
                ):
                    return
                self._pause(_PAUSE_S)
        raise ServiceError(_("the service does not stop: end hatang-agent.exe by hand"))

    def state(self) -> State | None:
        """Return how the service is; None: there is none."""
        with _Handles(self._api) as handles:
            service = self._open(
                handles, self._api.SC_MANAGER_CONNECT, missing_ok=True, reads_only=True
            )
            return None if service is None else self._state_of(service)

    def _state_of(self, service: Any) -> State:
        api = self._api
        states: dict[int, State] = {
            api.SERVICE_STOPPED: "stopped",
            api.SERVICE_START_PENDING: "starting",
            api.SERVICE_STOP_PENDING: "stopping",
            api.SERVICE_RUNNING: "running",
        }
        return states.get(self._do(api.QueryServiceStatus, service)[1], "other")

    def _process(self, service: Any) -> int:
        return int(
            self._do(self._api.QueryServiceStatusEx, service).get("ProcessId", 0)
        )

    def _open(
        self,
        handles: "_Handles",
        access: int,
        *,
        missing_ok: bool = False,
        reads_only: bool = False,
    ) -> Any:
        api = self._api
        handles.manager = handles.keep(self._do(api.OpenSCManager, None, None, access))
        wanted = api.SERVICE_QUERY_STATUS if reads_only else api.SERVICE_ALL_ACCESS
        try:
            return handles.keep(api.OpenService(handles.manager, NAME, wanted))
        except self._error as err:
            if _code(err) == _NO_SERVICE and missing_ok:
                return None
            raise _told(err) from err

    def _do(self, call: Callable[..., Any], *words: Any, but: int = 0) -> Any:
        """Return what *call* says; the error *but* is none.

        Raises:
            ServiceError: Windows refused.
        """
        try:
            return call(*words)
        except self._error as err:
            if but and _code(err) == but:
                return None
            raise _told(err) from err


class _Handles:
    """Handles of the service manager, closed at the end of a block."""

    def __init__(self, api: Any) -> None:
        self._api = api
        self._open: list[Any] = []
        self.manager: Any = None

    def __enter__(self) -> "_Handles":
        return self

    def __exit__(self, *_error: object) -> None:
        for handle in reversed(self._open):
            self._api.CloseServiceHandle(handle)

    def keep(self, handle: Any) -> Any:
        self._open.append(handle)
        return handle


def _code(err: Exception) -> int:
    return int(getattr(err, "winerror", 0) or 0)


def _told(err: Exception) -> ServiceError:
    if _code(err) == _DENIED:
        return ServiceError(_("this needs an administrator"))
    if _code(err) == _NO_SERVICE:
        return ServiceError(_("there is no service: hatang-agent service install"))
    text = getattr(err, "strerror", None) or str(err)
    return ServiceError(_("Windows refuses: {error}").format(error=text))
