"""What several boards have in common: words, links, columns, shades."""

from dashboards.alert import Told
from dashboards.boards.spec import Column, Shade
from dashboards.levels import ANY, Levels

MACHINE = Told("Máy", "Machine")
DEVICE = Told("Thiết bị", "Device")
DEPARTMENT = Told("Phòng ban", "Department")
SITE = Told("Trụ sở", "Site")
SEVERITY = Told("Mức độ", "Severity")
FINDING = Told("Phát hiện", "Finding")
SUBJECT = Told("Ở đâu", "Where")
SINCE = Told("Từ", "Since")
GOOD = Told("Không có gì", "Nothing")
NO_SERIES = Told("Chưa có số liệu", "No data yet")

TO_MACHINE = (
    Told("Bảng của máy", "Machine's board"),
    "/d/hatang-machine-LANG?var-instance=${__value.raw}&${__url_time_range}",
)
TO_PAGE = (
    Told("Trang của máy", "Machine's page"),
    "${collector}/machines/${__data.fields.agent_id}",
)
TO_DEVICE_PAGE = (
    Told("Trang của thiết bị", "Device's page"),
    "${collector}/switches/${__data.fields.device_id}",
)
TO_PORT = (
    Told("Bảng của cổng", "Port's board"),
    "/d/hatang-switch-port-LANG?var-instance=${__data.fields.instance}"
    "&var-port=${__value.raw}&${__url_time_range}",
)
TO_SWITCH = (
    Told("Cổng của thiết bị", "Device's ports"),
    "/d/hatang-switch-port-LANG?var-instance=${__value.raw}&${__url_time_range}",
)

INSTANCE = Column("instance", MACHINE, links=(TO_MACHINE, TO_PAGE), width=170)
AGENT_ID = Column("agent_id", Told("Mã máy", "Agent id"), hidden=True)
DEVICE_ID = Column("device_id", Told("Mã thiết bị", "Device id"), hidden=True)
OF_DEPARTMENT = Column("department", DEPARTMENT, width=210)
OF_SITE = Column("site", SITE, width=130)

SEVERITIES = {
    "critical": Shade(Told("Khẩn cấp", "Critical"), "red"),
    "warning": Shade(Told("Cảnh báo", "Warning"), "#EAB839"),
    "info": Shade(Told("Nên biết", "Info"), "blue"),
}
STATES = {
    "fresh": Shade(Told("Đang báo cáo", "Reports"), "green"),
    "late": Shade(Told("Trễ", "Late"), "#EAB839"),
    "silent": Shade(Told("Im lặng", "Silent"), "red"),
    "off": Shade(Told("Đã tắt", "Off"), "text"),
    "expected": Shade(Told("Chưa báo lần nào", "Expected"), "text"),
    "quarantined": Shade(Told("Bị cách ly", "Quarantined"), "red"),
}
YES_NO = {
    "1": Shade(Told("Có", "Yes"), "green"),
    "0": Shade(Told("Không", "No"), "red"),
}
ON_OFF = {
    "1": Shade(Told("Bật", "On"), "green"),
    "0": Shade(Told("Tắt", "Off"), "red"),
}

PERCENT = "percentunit"
BYTES = "bytes"
BITS = "bps"
SECONDS = "s"
WHEN = "dateTimeAsIso"

WITH_ID = " * on (job, instance) group_left (agent_id) max by (job, instance, agent_id) (hatang_agent_identity_info{@})"
"""Joins the id by which the collector's page of a machine is found."""

WITH_DEVICE_ID = " * on (job, instance) group_left (device_id) max by (job, instance, device_id) (hatang_device_identity_info{@device})"


RANKED = dict(enumerate(SEVERITIES.values(), start=1))
RANK = Column(
    "rank",
    SEVERITY,
    width=100,
    shades={str(number): shade for number, shade in RANKED.items()},
)
"""The severity of a finding as a column that can be sorted by: the worst is 1."""


def ranked(expr: str) -> str:
    """Return *expr* with the label ``rank`` beside ``severity``."""
    for number, name in enumerate(SEVERITIES, start=1):
        expr = f'label_replace({expr}, "rank", "{number}", "severity", "{name}")'
    return expr


def count_of(told: Told, field: str = "Value", levels: Levels = ANY) -> Column:
    """Return a column of counts, red from where *levels* begin."""
    return Column(field, told, unit="none", width=110, levels=levels, decimals=0)
