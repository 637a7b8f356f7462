"""Answers of smartctl made by hand, and recordings damaged on purpose."""

import json
from typing import Any

from hypothesis import strategies as st

from agent.sources.programs import Output
from tests.support.agreement import FIXTURES


def attribute(number, raw, *, name="", value=100, thresh=0, when="", text=None, **more):
    """Return a line of a SATA table; *text* is how smartctl prints *raw*."""
    return {
        "id": number,
        "name": name or f"Attribute_{number}",
        "value": value,
        "worst": value,
        "thresh": thresh,
        "when_failed": when,
        "flags": {"prefailure": more.get("prefail", False)},
        "raw": {"value": raw, "string": str(raw) if text is None else text},
    }


def sata(*attributes, passed: bool | None = True, rpm: int | None = 7200, **more):
    """Return the JSON object of a SATA drive with a table of *attributes*."""
    document: dict[str, Any] = {
        "smartctl": {"version": [7, 3], "exit_status": 0},
        "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
        "model_name": "WDC WD10EZEX-08WN4A0",
        "serial_number": "WD-TEST1",
        "ata_smart_attributes": {"table": list(attributes)},
    }
    if rpm is not None:
        document["rotation_rate"] = rpm
    if passed is not None:
        document["smart_status"] = {"passed": passed}
    return document | more


def nvme(*, passed: bool | None = True, **log):
    """Return the JSON object of an NVMe drive whose health log says *log*."""
    document: dict[str, Any] = {
        "smartctl": {"version": [7, 4], "exit_status": 0},
        "device": {"name": "/dev/nvme0", "type": "nvme", "protocol": "NVMe"},
        "model_name": "Samsung SSD 980 500GB",
        "serial_number": "S64-TEST",
        "nvme_smart_health_information_log": {
            "critical_warning": 0,
            "available_spare": 100,
            "available_spare_threshold": 10,
            "percentage_used": 1,
            "media_errors": 0,
        }
        | log,
    }
    if passed is not None:
        document["smart_status"] = {"passed": passed}
    return document


def sas(**more):
    """Return the JSON object of a SAS drive."""
    return {
        "smartctl": {"version": [7, 3], "exit_status": 0},
        "device": {"name": "/dev/sdb", "type": "scsi", "protocol": "SCSI"},
        "scsi_vendor": "SEAGATE",
        "scsi_product": "ST4000NM0043",
        "serial_number": "Z1Z-TEST",
        "rotation_rate": 7200,
        "smart_status": {"passed": True},
    } | more


def refused(message: str, status: int = 2):
    """Return the JSON object of a drive that smartctl could not read."""
    messages = [{"string": message, "severity": "error"}]
    return {"smartctl": {"messages": messages, "exit_status": status}}


def printed(document: Any, status: int = 0) -> Output:
    """Return what a program printed that printed *document*."""
    return Output(json.dumps(document).encode(), b"", status)


class ScriptedPrograms:
    """A Programs door: what a program prints, by the words it was called with.

    A key matches if its words begin the call; a value may be an error to raise.
    """

    def __init__(self, answers: dict[tuple[str, ...], Any]) -> None:
        self.answers = answers
        self.calls: list[tuple[str, ...]] = []

    def run(self, *argv: str, timeout_s: float = 30.0) -> Output:
        """Return the answer to the call whose words are all in *argv*."""
        self.calls.append(argv)
        for words, answer in self.answers.items():
            if set(words) <= set(argv):
                if isinstance(answer, Exception):
                    raise answer
                return answer if isinstance(answer, Output) else printed(answer)
        raise FileNotFoundError(argv[0])


def recordings() -> list[bytes]:
    """Return the recorded answers; none where the recordings are not there."""
    paths = sorted((FIXTURES / "smartctl").glob("*.json"))
    paths += sorted((FIXTURES / "smartctl-text").glob("*.txt"))
    return [p.read_bytes() for p in paths if not p.name.endswith(".expected.json")]


_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**130)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["now", "1/2", "9 (1 2)", "99999h+99m", [], {}, [{}], [[]]])
)


@st.composite
def mutated_json(draw, documents: list[Any]) -> bytes:
    """Draw a document in which some values were replaced by others."""
    document = json.loads(json.dumps(draw(st.sampled_from(documents))))
    for _ in range(draw(st.integers(1, 6))):
        place = document
        while isinstance(place, (dict, list)) and place:
            keys = sorted(place) if isinstance(place, dict) else range(len(place))
            key = draw(st.sampled_from(list(keys)))
            inner = place[key]
            deeper = isinstance(inner, (dict, list)) and inner and draw(st.booleans())
            if not deeper:
                place[key] = draw(_LEAVES)
                break
            place = inner
    return json.dumps(document).encode()


@st.composite
def damaged_bytes(draw, originals: list[bytes]) -> bytes:
    """Draw a recording that was cut, or of which some bytes are others."""
    content = draw(st.sampled_from(originals or [b"{}"]))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(content)))
        put = draw(st.binary(max_size=6))
        content = content[:at] + put + content[at + draw(st.integers(0, 30)) :]
    end = draw(st.integers(0, len(content)) | st.just(len(content)))
    return content[:end]
