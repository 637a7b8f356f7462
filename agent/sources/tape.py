"""Doors that keep what they hand out, and doors that answer from what was kept.

A tape is a list of calls: which door, which method, which arguments, and the answer or
the error. It knows the doors by their protocols alone, so a new method of a door needs
nothing here.
"""

import base64
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_type_hints

import msgspec

from agent.sources import windows_doors
from agent.sources.doors import Doors
from agent.sources.programs import Programs

PROTOCOLS: dict[str, type] = {
    "programs": Programs,
    "wmi": windows_doors.Wmi,
    "registry": windows_doors.Registry,
    "kernel": windows_doors.Kernel,
    "updates": windows_doors.UpdateAgent,
}
_ERRORS: dict[str, type[Exception]] = {
    error.__name__: error
    for error in (FileNotFoundError, PermissionError, TimeoutError, OSError)
}
BYTES = "$bytes"
_NOT_ASKED = "the bundle does not hold the answer: it was not asked when it was made"


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One call of a door; ``error`` is the name of its error, ``why`` its text."""

    door: str
    method: str
    arguments: list[Any] = []
    answer: Any = None
    error: str = ""
    why: str = ""


class Tape:
    """The calls in the order in which they were made."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def recording(self, doors: Doors) -> Doors:
        """Return doors that pass every call on to *doors* and keep it."""
        kept: dict[str, Any] = {
            name: _RecordingDoor(name, getattr(doors, name), self) for name in PROTOCOLS
        }
        return doors._replace(**kept)


def recorded(calls: Iterable[Call]) -> Mapping[str, Any]:
    """Return a door of each kind that answers from *calls*, by its field of ``Doors``.

    A call that was not made then raises OSError, as a part that does not answer does.
    """
    kept = {_key(c.door, c.method, c.arguments): c for c in calls}
    return {name: _RecordedDoor(name, kind, kept) for name, kind in PROTOCOLS.items()}


class _RecordingDoor:
    def __init__(self, name: str, door: Any, tape: Tape) -> None:
        self._name = name
        self._door = door
        self._tape = tape

    def __getattr__(self, method: str) -> Callable[..., Any]:
        call = getattr(self._door, method)

        def keep(*arguments: Any, **limits: Any) -> Any:
            try:
                answer = call(*arguments, **limits)
            except (OSError, RuntimeError) as err:
                kinds = (n for n, kind in _ERRORS.items() if isinstance(err, kind))
                name = next(kinds, "OSError")
                self._add(method, arguments, error=name, why=str(err)[:500])
                raise
            self._add(method, arguments, answer=plain(answer))
            return answer

        return keep

    def _add(self, method: str, arguments: tuple[Any, ...], **outcome: Any) -> None:
        call = Call(self._name, method, plain(list(arguments)), **outcome)
        self._tape.calls.append(call)


class _RecordedDoor:
    def __init__(self, name: str, protocol: type, kept: Mapping[str, Call]) -> None:
        self._name = name
        self._protocol = protocol
        self._kept = kept

    def __getattr__(self, method: str) -> Callable[..., Any]:
        declared = getattr(self._protocol, method)  # AttributeError: no such method

        def answer(*arguments: Any, **_limits: Any) -> Any:
            key = _key(self._name, method, plain(list(arguments)))
            call = self._kept.get(key)
            if call is None:
                raise OSError(_NOT_ASKED)
            if call.error:
                raise _ERRORS.get(call.error, OSError)(call.why)
            shape = get_type_hints(declared).get("return", Any)
            try:
                value = rich(call.answer)
                return value if shape is object else msgspec.convert(value, shape)
            except (msgspec.ValidationError, ValueError) as err:
                raise OSError(f"the bundle's answer is damaged: {err}") from err

        return answer


def _key(door: str, method: str, arguments: list[Any]) -> str:
    return json.dumps([door, method, arguments], sort_keys=True, default=str)


def plain(value: Any) -> Any:
    """Return *value* as JSON can say it, bytes marked."""
    if isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {BYTES: base64.b64encode(bytes(value)).decode()}
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def rich(value: Any) -> Any:
    """Return what ``plain`` made, its bytes as bytes.

    Raises:
        ValueError: something marked as bytes is none.
    """
    if isinstance(value, dict):
        if set(value) == {BYTES}:
            return base64.b64decode(value[BYTES], validate=True)
        return {name: rich(part) for name, part in value.items()}
    if isinstance(value, list):
        return [rich(part) for part in value]
    return value
