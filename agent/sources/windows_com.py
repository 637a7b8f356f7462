"""WMI and the Windows Update Agent through COM, as plain values."""

import contextlib
import importlib
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from agent.sources import windows_update_agent as update_agent
from agent.sources.com_thread import ComThread

T = TypeVar("T")

WMI_LIMIT_S = 20.0
SEARCH_LIMIT_S = 180.0
UPDATES_LIMIT_S = 40.0  # of all else that the Update Agent is asked
_FORWARD_ONLY_AND_IMMEDIATE = 0x30
_EXCEPTION = 0x80020009  # the real number is in the details
_DENIED = frozenset({0x80070005, 0x80041003})
_NOT_THERE = frozenset({0x80041002, 0x8004100E, 0x80041010})


def plain_error(hresult: int, text: object, details: object) -> OSError:
    """Return the error of COM by its kind: not allowed, not there, or another."""
    code = hresult & 0xFFFFFFFF
    if code == _EXCEPTION and isinstance(details, tuple) and len(details) > 4:
        inner = details[4]
        code = inner & 0xFFFFFFFF if isinstance(inner, int) and inner else code
        text = text or details[0]
    said = f"{code:#010x} {text or ''}".strip()
    if code in _DENIED:
        return PermissionError(said)
    return FileNotFoundError(said) if code in _NOT_THERE else OSError(said)


@contextlib.contextmanager
def _com() -> Iterator[None]:
    com: Any = importlib.import_module("comtypes")
    com.CoInitialize()
    try:
        yield
    finally:
        com.CoUninitialize()


def _translated(work: Callable[[], T]) -> T:
    com: Any = importlib.import_module("comtypes")
    try:
        return work()
    except com.COMError as err:
        raise plain_error(err.hresult, err.text, err.details) from err


def _client() -> Any:
    """Return ``comtypes.client``, which neither reads nor writes generated modules.

    It would look for them in a folder of the temporary one, where any user can put
    modules that Local System then runs. All we ask is dynamic and needs none.
    """
    if "comtypes.client" not in sys.modules:
        com: Any = importlib.import_module("comtypes")
        com.gen = sys.modules["comtypes.gen"] = types.ModuleType("comtypes.gen")
        com.gen.__path__ = [sys.prefix]  # writable or not: no other is looked for
    client: Any = importlib.import_module("comtypes.client")
    client.gen_dir = None
    sys.modules["comtypes.gen"].__path__ = []
    return client


def _create(name: str) -> Any:
    client: Any = _client()
    return client.CreateObject(name, dynamic=True)


def _rows(
    namespace: str, query: str, properties: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the answer; every COM object of it ends with this call."""
    service = _connect(namespace)
    answer = service.ExecQuery(query, "WQL", _FORWARD_ONLY_AND_IMMEDIATE)
    return [{name: _property(item, name) for name in properties} for item in answer]


def _connect(namespace: str) -> Any:
    """Return the services of a namespace.

    Asked by number: comtypes' dynamic objects lose the number of the error, by which
    "no rights" and "no such namespace" are told apart.
    """
    client: Any = _client()
    automation: Any = importlib.import_module("comtypes.automation")
    locator = client.CreateObject(
        "WbemScripting.SWbemLocator", interface=automation.IDispatch
    )
    (number,) = locator.GetIDsOfNames("ConnectServer")
    return locator.Invoke(number, ".", namespace)


def _property(item: Any, name: str) -> Any:
    com: Any = importlib.import_module("comtypes")
    try:
        return item.Properties_.Item(name).Value
    except com.COMError:
        return None  # this version of Windows does not have the property


_WMI_THREAD = ComThread(ready=_com)
_UPDATES_THREAD = ComThread(ready=_com)


class ComWmi:
    """WMI through COM."""

    def __init__(
        self, *, limit_s: float = WMI_LIMIT_S, thread: ComThread = _WMI_THREAD
    ) -> None:
        self._limit_s = limit_s
        self._thread = thread

    def query(
        self, namespace: str, class_name: str, properties: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return one row per instance; a property that is not there is None.

        Raises:
            FileNotFoundError: this Windows has no such class.
            PermissionError: it needs an administrator.
            TimeoutError: it does not answer in time.
            OSError: COM or WMI does not work.
        """
        query = f"SELECT * FROM {class_name}"  # noqa: S608 - names are our constants

        def ask() -> list[dict[str, Any]]:
            return _translated(lambda: _rows(namespace, query, properties))

        return self._thread.call(
            f"{namespace} {class_name}", ask, limit_s=self._limit_s
        )


class ComUpdateAgent:
    """The Windows Update Agent through COM; it answers offline, in minutes at worst."""

    def __init__(
        self,
        *,
        search_limit_s: float = SEARCH_LIMIT_S,
        limit_s: float = UPDATES_LIMIT_S,
        thread: ComThread = _UPDATES_THREAD,
    ) -> None:
        self._search_limit_s = search_limit_s
        self._limit_s = limit_s
        self._thread = thread

    def _ask(
        self, what: str, work: Callable[[update_agent.Create], T], limit_s: float
    ) -> T:
        return self._thread.call(
            f"Windows Update Agent: {what}",
            lambda: _translated(lambda: work(_create)),
            limit_s=limit_s,
        )

    def waiting(self) -> list[dict[str, Any]]:
        """Return the updates that wait; see the door."""
        return self._ask("search", update_agent.waiting, self._search_limit_s)

    def history(self) -> list[dict[str, Any]]:
        """Return the newest operations; see the door."""
        return self._ask("history", update_agent.history, self._limit_s)

    def state(self) -> dict[str, Any]:
        """Return how it stands; see the door."""
        return self._ask("state", update_agent.state, self._limit_s)
