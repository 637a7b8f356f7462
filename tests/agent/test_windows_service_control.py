"""The service among the services of Windows, on an API that answers as pywin32 does.

The real one is asked in tests/system/test_windows_installer.py.
"""

import pytest

from agent.windows_service_control import NAME, Made, ServiceControl, ServiceError


class RefusedError(Exception):
    """pywin32's error."""

    def __init__(self, winerror, strerror="refused"):
        super().__init__(winerror, "call", strerror)
        self.winerror, self.strerror = winerror, strerror


class Api:
    """The service manager of a small Windows."""

    error = RefusedError
    SC_MANAGER_ALL_ACCESS = SC_MANAGER_CONNECT = SERVICE_ALL_ACCESS = 1
    SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START, SERVICE_ERROR_NORMAL = 16, 2, 1
    SERVICE_QUERY_STATUS = 4
    SERVICE_CONFIG_DESCRIPTION, SERVICE_CONFIG_FAILURE_ACTIONS = 1, 2
    SERVICE_CONFIG_DELAYED_AUTO_START_INFO = 3
    SERVICE_CONFIG_FAILURE_ACTIONS_FLAG = 4
    SC_ACTION_RESTART = 1
    SERVICE_CONTROL_STOP = 1
    SERVICE_STOPPED, SERVICE_START_PENDING = 1, 2
    SERVICE_STOP_PENDING, SERVICE_RUNNING = 3, 4

    def __init__(self, states=()):
        self.services, self.details, self.open = {}, {}, 0
        self.states = list(states)
        self.unknown, self.denied, self.asked = set(), False, []

    def OpenSCManager(self, *_words):  # noqa: N802
        if self.denied:
            raise RefusedError(5)
        self.open += 1
        return "manager"

    def OpenService(self, _manager, name, _access):  # noqa: N802
        if name not in self.services:
            raise RefusedError(1060)
        self.open += 1
        return name

    def CloseServiceHandle(self, _handle):  # noqa: N802
        self.open -= 1

    def CreateService(self, _manager, name, _display, _access, *shape):  # noqa: N802
        self.services[name] = shape
        self.open += 1
        return name

    def ChangeServiceConfig(self, service, *shape):  # noqa: N802
        self.services[service] = shape[:-1]

    def ChangeServiceConfig2(self, _service, level, value):  # noqa: N802
        if level in self.unknown:
            raise RefusedError(124)
        self.details[level] = value

    def StartService(self, _service, _words):  # noqa: N802
        self.asked.append("start")
        if self.states and self.states[0] == 4:
            raise RefusedError(1056)

    def ControlService(self, _service, _control):  # noqa: N802
        self.asked.append("stop")
        if self.states and self.states[0] == 1:
            raise RefusedError(1062)

    def DeleteService(self, service):  # noqa: N802
        del self.services[service]

    def QueryServiceStatus(self, _service):  # noqa: N802
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        return (16, state, 0, 0, 0, 0, 0)

    def QueryServiceStatusEx(self, _service):  # noqa: N802
        return {"ProcessId": 77}


def control(api, lives=lambda _id: False):
    """Return the control of *api*, which never waits."""
    return ServiceControl(api, lives=lives, pause=lambda _s: None)


def test_it_starts_late_and_again_after_a_failure():
    """Once made; a second time it is changed, not made."""
    api = Api()
    assert control(api).install("agent.exe service run", "measures") == Made(new=True)
    assert api.services[NAME][3] == "agent.exe service run"
    assert api.details[3] is True
    assert api.details[2]["Actions"] == [(1, 5000), (1, 60_000), (1, 300_000)]
    assert control(api).install("new.exe service run", "measures") == Made(new=False)
    assert api.services[NAME][3] == "new.exe service run"
    assert api.open == 0


def test_what_an_old_windows_does_not_know_is_told_and_no_failure():
    """Wine, for one, has no delayed start."""
    api = Api()
    api.unknown = {3, 4}
    made = control(api).install("agent.exe", "measures")
    assert made.refused == ("delayed start", "recovery after errors")


def test_starting_waits_until_it_runs():
    """A service that ended at once is an error that says where to look."""
    api = Api([2, 2, 4])
    api.services[NAME] = ()
    control(api).start()
    api.states = [4]
    control(api).start()  # runs already
    api.states = [2, 1]
    with pytest.raises(ServiceError, match="ended at once"):
        control(api).start()
    api.states = [2]
    with pytest.raises(ServiceError, match="does not run yet"):
        control(api).start()
    assert api.open == 0


def test_stopping_waits_until_the_program_is_gone():
    """Its files can be replaced only then."""
    api = Api([4, 3, 1])
    api.services[NAME] = ()
    left = [True, True, False]
    control(api, lives=lambda _id: left.pop(0)).stop()
    assert left == []
    api.states = [1]
    control(api).stop()  # stopped already
    api.states = [3]
    with pytest.raises(ServiceError, match="does not stop"):
        control(api).stop()


def test_removing_stops_first_and_may_find_nothing():
    """Where there is none there is nothing to do."""
    api = Api([4, 1])
    api.services[NAME] = ()
    assert control(api).remove() is True
    assert api.services == {}
    assert api.asked == ["stop"]
    assert control(api).remove() is False
    assert control(api).state() is None
    assert api.open == 0


def test_refusals_say_what_to_do():
    """Without rights, and without a service."""
    api = Api()
    with pytest.raises(ServiceError, match="service install"):
        control(api).start()
    api.denied = True
    with pytest.raises(ServiceError, match="administrator"):
        control(api).install("agent.exe", "")
