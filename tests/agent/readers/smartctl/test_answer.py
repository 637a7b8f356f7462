"""One answer of smartctl, read to a drive; damaged ones never break anything."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.facts.disk_verdict import VERDICTS, judge
from agent.readers.errors import ReadError
from agent.readers.smartctl.answer import read_smartctl, read_version
from agent.replay.shape_smartctl import drive_object
from tests.agent.readers.smartctl.test_text import NVME, SAS, SATA_BRIEF, SATA_OLD
from tests.support.smart import (
    attribute,
    damaged_bytes,
    mutated_json,
    nvme,
    recordings,
    sas,
    sata,
)

TEXTS = [text.encode() for text in (SATA_OLD, SATA_BRIEF, SAS, NVME)]
MADE = [sata(attribute(5, 1), attribute(9, 2)), nvme(), sas()]
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DOCUMENTS = MADE + [json.loads(c) for c in recordings() if c.startswith(b"{")]


def read(document):
    """Return the drive of a JSON object."""
    return read_smartctl(json.dumps(document))


def test_identity_has_several_names():
    """Old and new versions call the fields of SAS drives differently."""
    new = read(sas(scsi_revision="MS03", scsi_model_name="SEAGATE ST4000NM0043"))
    old = sas(revision="MS03", vendor="SEAGATE", product="ST4000NM0043")
    del old["scsi_vendor"], old["scsi_product"]
    assert new.model == read(old).model == "SEAGATE ST4000NM0043"
    assert new.firmware == read(old).firmware == "MS03"


def test_the_capacity_of_nvme_drives_is_found():
    """The controller's, or that of its only namespace."""
    space = {"size": {"bytes": 500}}
    assert read(nvme() | {"nvme_total_capacity": 512}).capacity_bytes == 512
    assert read(nvme() | {"nvme_namespaces": [space]}).capacity_bytes == 500
    assert read(nvme() | {"nvme_namespaces": [space, space]}).capacity_bytes is None


def test_media_is_told_by_rotation():
    """Zero is solid state, nothing said is unknown."""
    media = [read(sata(rpm=rpm)).media for rpm in (7200, 0, None)]
    assert media == ["hdd", "ssd", None]
    assert read(nvme()).media == "nvme"


def test_hours_are_smartctls_own_or_one_plain_number():
    """A packed attribute is not taken apart."""
    stated = sata(attribute(9, 5), power_on_time={"hours": 7, "minutes": 30})
    assert read(stated).power_on_minutes == 7 * 60 + 30
    bare = attribute(9, 2725, name="Power_On_Hours")
    assert read(sata(bare)).power_on_minutes == 2725 * 60
    packed = attribute(9, 2**50, name="Power_On_Hours", text="2725 (151 234 0)")
    assert read(sata(packed)).power_on_minutes is None


def test_a_temperature_of_zero_may_stand_elsewhere():
    """SAS drives whose old page is empty have a newer one."""
    empty = sas(temperature={"current": 0, "drive_trip": 0})
    assert read(empty).temperature_c == 0
    reports = {"temperature_1": {"current": 38}}
    assert read(empty | {"scsi_environmental_reports": reports}).temperature_c == 38
    assert read(nvme(temperature=41)).temperature_c == 41


@pytest.mark.parametrize(
    ("printed", "version"),
    [
        ("smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0] (local build)", (7, 3)),
        ("smartctl pre-7.4 2023-03-21 r5470 [x86_64-w64-mingw32-w10-22H2]", (7, 4)),
        ('{"smartctl": {"version": [7, 1]}}', (7, 1)),
        ('{"smartctl": {"version": "7.1"}}', None),
        ("command not found", None),
    ],
)
def test_the_version_is_read(printed, version):
    """In text and in JSON."""
    assert read_version(printed) == version


def test_other_files_are_refused():
    """With a text that says what was expected."""
    for content in (b"", b"\x89PNG\r\n", b'{"a": 1}', b"Filesystem 1K-blocks", b"[]"):
        with pytest.raises(ReadError):
            read_smartctl(content)


def sound(content: bytes) -> None:
    """Read *content*: a drive with a verdict, a scan, or ReadError."""
    try:
        found = read_smartctl(content)
    except ReadError:
        return
    if not isinstance(found, list):
        assert judge(found).verdict in VERDICTS
        json.dumps(drive_object(found))


@PATIENT
@given(mutated_json(DOCUMENTS))
def test_values_of_any_kind_never_break_it(content):
    """Each field may hold anything."""
    sound(content)


@PATIENT
@given(damaged_bytes(recordings() + TEXTS))
def test_damaged_recordings_never_break_it(content):
    """Cut, or with other bytes in them."""
    sound(content)


@PATIENT
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_junk_never_breaks_it(content):
    """Neither as JSON nor as text."""
    sound(content)
    sound(b"smartctl 7.3\n" + content)
