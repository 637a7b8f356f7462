"""What the figures of an office are called, and from what each is counted."""

from typing import NamedTuple

from collector.planning.shapes.plan import Text
from collector.planning.shapes.quarter import Group, Unit

_REGISTER = Text("danh sách máy đã đăng ký", "the register of machines")
_REPORTS = Text("báo cáo của máy trong quý", "the machines' reports of the quarter")
_FACTS = Text(
    "thông tin phần cứng, hệ điều hành do máy báo, bản mới nhất",
    "what machines tell of hardware and system, the newest",
)
_MEASURED = Text(
    "số đo trong giờ làm việc của quý, đối chiếu ngưỡng cảnh báo",
    "what was measured in the quarter's office hours, against the thresholds",
)
_SNMP = Text("thiết bị mạng đọc qua SNMP", "network devices read over SNMP")
_OFFICE = Text("đơn vị tự nhập", "entered by people")
_PLACE = Text(
    "bảng địa chỉ MAC của thiết bị chuyển mạch",
    "the MAC address tables of switches",
)


class Definition(NamedTuple):
    """A figure: its group, title, unit, source, and the figure it is a part of."""

    group: Group
    title: Text
    unit: Unit
    source: Text
    of: str = ""


def _machines(vi: str, en: str, source: Text, of: str = "machines") -> Definition:
    return Definition("machines", Text(vi, en), "count", source, of)


DEFINITIONS: dict[str, Definition] = {
    "machines": _machines("Máy tính đang quản lý", "Computers", _REGISTER, ""),
    "machines_working": _machines(
        "Máy có hoạt động trong quý", "Computers that worked in the quarter", _REPORTS
    ),
    "machines_enough_data": _machines(
        "Máy đủ dữ liệu đo", "Computers with enough data", _REPORTS
    ),
    "machines_pressed": _machines(
        "Máy thiếu hiệu năng (CPU, RAM, ổ đĩa)",
        "Computers short of processor, memory or drive",
        _MEASURED,
        "machines_enough_data",
    ),
    "machines_over_life": _machines(
        "Máy quá thời gian sử dụng", "Computers past their useful life", _FACTS
    ),
    "machine_age_years": Definition(
        "machines",
        Text("Tuổi trung vị của máy", "Median age of computers"),
        "years",
        _FACTS,
    ),
    "machines_supported_system": _machines(
        "Máy có hệ điều hành còn hỗ trợ", "Computers with a supported system", _FACTS
    ),
    "machines_unsupported_system": _machines(
        "Máy có hệ điều hành hết hỗ trợ", "Computers with an unsupported system", _FACTS
    ),
    "machines_failing_drive": _machines(
        "Máy có ổ đĩa đang hỏng", "Computers with a failing drive", _FACTS
    ),
    "machines_with_antivirus": Definition(
        "data",
        Text("Máy có phần mềm phòng chống mã độc", "Computers with anti-malware"),
        "count",
        _FACTS,
        "machines",
    ),
    "machines_with_backup": Definition(
        "data",
        Text("Máy được sao lưu dữ liệu", "Computers with a backup"),
        "count",
        _FACTS,
        "machines",
    ),
    "machines_backup_unknown": Definition(
        "data",
        Text("Máy chưa rõ có sao lưu", "Computers of which no backup is known"),
        "count",
        _FACTS,
        "machines",
    ),
    "heads": Definition("machines", Text("Biên chế", "Staff"), "count", _OFFICE),
    "machines_on_lan": Definition(
        "lan",
        Text("Máy nối mạng có dây", "Computers on the wired LAN"),
        "count",
        _PLACE,
        "machines",
    ),
    "machines_held_back": Definition(
        "lan",
        Text("Máy bị mạng nội bộ kìm hãm", "Computers held back by the LAN"),
        "count",
        _MEASURED,
        "machines_on_lan",
    ),
    "devices": Definition(
        "lan", Text("Thiết bị mạng", "Network devices"), "count", _SNMP
    ),
    "devices_pressed": Definition(
        "lan",
        Text("Thiết bị mạng có vấn đề", "Network devices with a problem"),
        "count",
        _MEASURED,
        "devices",
    ),
    "ports_faulty": Definition(
        "lan",
        Text("Cổng, dây mạng có lỗi", "Faulty ports and cables"),
        "count",
        _MEASURED,
    ),
    "ports_full": Definition(
        "lan",
        Text("Cổng kết nối quá tải", "Ports that are full"),
        "count",
        _MEASURED,
    ),
    "lines": Definition(
        "broadband", Text("Đường truyền Internet", "Internet lines"), "count", _OFFICE
    ),
    "lines_down_mbps": Definition(
        "broadband",
        Text("Tốc độ tải xuống theo hợp đồng", "Contracted download speed"),
        "mbps",
        _OFFICE,
    ),
    "lines_full": Definition(
        "broadband",
        Text("Đường truyền quá tải", "Internet lines that are full"),
        "count",
        _MEASURED,
        "lines",
    ),
    "lines_poor": Definition(
        "broadband",
        Text("Đường truyền không đạt chất lượng", "Internet lines of poor quality"),
        "count",
        _MEASURED,
        "lines",
    ),
    "purchases": Definition(
        "money",
        Text("Hạng mục đã mua, lắp trong quý", "Things bought in the quarter"),
        "count",
        _OFFICE,
    ),
    "purchases_vnd": Definition(
        "money",
        Text("Tiền đã chi trong quý", "Money spent in the quarter"),
        "vnd",
        _OFFICE,
    ),
}
NAMES: frozenset[str] = frozenset(DEFINITIONS)
