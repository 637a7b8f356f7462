"""Fleet: all machines beside each other."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row, Shade
from dashboards.levels import FEW, levels

_BY = "max by (instance, department, agent_id)"
_OUTCOMES = {
    "ready": Shade(Told("Chạy được", "Ready"), "green"),
    "fixable": Shade(Told("Chỉnh là được", "Fixable"), "blue"),
    "part": Shade(Told("Thêm linh kiện", "Needs a part"), "#EAB839"),
    "replace": Shade(Told("Phải thay máy", "Replace"), "red"),
    "unknown": Shade(Told("Chưa rõ", "Unknown"), "text"),
}


def _of(expr: str) -> Query:
    return Query(f"{_BY} ({expr}{c.WITH_ID})")


_TABLE = Panel(
    "table",
    Told("Từng máy", "Each machine"),
    Told(
        "Máy đang báo cáo: bộ xử lý, bộ nhớ, ổ đĩa, và số phát hiện khẩn cấp.",
        "Machines that report: processor, memory, drives, and critical findings.",
    ),
    Told(
        "Bấm vào máy để xem vì sao nó chậm; kế hoạch nâng cấp nói máy nào đáng tiền.",
        "Click a machine to see why it is slow; the upgrade plan says which are worth it.",
    ),
    (
        _of("instance:hatang_cpu_busy:ratio_rate5m{@}"),
        _of("instance:hatang_memory_available:ratio{@}"),
        Query(
            f"{_BY} (min by (job, instance, department) "
            "(instance_mountpoint:hatang_filesystem_available:ratio{@})"
            f"{c.WITH_ID})"
        ),
        _of('hatang_machine_findings{@,severity="critical"}'),
        Query(
            f"{_BY} ((time() - hatang_boot_timestamp_seconds{{@}}) / 86400{c.WITH_ID})"
        ),
    ),
    empty=Told("Không máy nào đang báo cáo", "No machine reports"),
    width=24,
    height=14,
    columns=(
        c.INSTANCE,
        c.OF_DEPARTMENT,
        Column(
            "Value #A",
            Told("Bộ xử lý", "Processor"),
            unit=c.PERCENT,
            levels=levels("cpu_busy_p95"),
            bar=True,
            decimals=0,
        ),
        Column(
            "Value #B",
            Told("Bộ nhớ còn", "Memory free"),
            unit=c.PERCENT,
            levels=levels("memory_available_p5"),
            bar=True,
            decimals=0,
        ),
        Column(
            "Value #C",
            Told("Ổ đĩa còn", "Drive free"),
            unit=c.PERCENT,
            levels=levels("filesystem_free"),
            bar=True,
            decimals=0,
        ),
        c.count_of(Told("Khẩn cấp", "Critical"), "Value #D"),
        Column(
            "Value #E",
            Told("Bật (ngày)", "Up (days)"),
            unit="none",
            width=110,
            decimals=1,
        ),
        c.AGENT_ID,
    ),
    sort=("Value #D", True),
)

BOARD = Board(
    "fleet",
    Told("Hatang · Các máy", "Hatang · Fleet"),
    Told(
        "Tất cả máy trạm và máy chủ cạnh nhau.",
        "All workstations and servers together.",
    ),
    "machines",
    (
        Row(
            Told("Có mặt", "Presence"),
            (
                Panel(
                    "stat",
                    Told("Máy", "Machines"),
                    Told("Máy đã ghi danh.", "Machines that are enrolled."),
                    Told(
                        "Ít hơn số máy thật: cài tác nhân trên các máy còn thiếu.",
                        "Fewer than there are: install the agent on those that lack it.",
                    ),
                    (Query("count(hatang_agent_up{@})"),),
                    empty=c.NO_SERIES,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Đang báo cáo", "Reporting"),
                    Told("Máy đang báo cáo.", "Machines that report."),
                    Told(
                        "Ngoài giờ làm việc thấp là bình thường.",
                        "Low outside office hours is normal.",
                    ),
                    (Query("sum(hatang_agent_up{@})"),),
                    empty=c.NO_SERIES,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Im lặng", "Silent"),
                    Told(
                        "Lẽ ra phải báo cáo mà không báo.",
                        "Should report and do not.",
                    ),
                    Told("Xem điện, mạng, tác nhân.", "Check power, network, agent."),
                    (Query("sum(hatang_agent_silent{@})"),),
                    empty=c.NO_SERIES,
                    levels=FEW,
                    width=4,
                    link=(Told("Danh sách", "List"), "${collector}/fleet?state=silent"),
                ),
                Panel(
                    "bargauge",
                    Told("Windows 11", "Windows 11"),
                    Told(
                        "Máy nào chạy được Windows 11, với giá nào.",
                        "Which machines can run Windows 11, at which price.",
                    ),
                    Told(
                        "«Chỉnh là được» không tốn tiền: bật TPM, Secure Boot.",
                        "'Fixable' costs nothing: switch on TPM and Secure Boot.",
                    ),
                    (
                        Query(
                            "sum by (outcome) (hatang_windows11_readiness{@})",
                            "{{outcome}}",
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=5,
                    names=_OUTCOMES,
                ),
            ),
        ),
        Row(
            Told("Sức làm việc", "How they work"),
            (
                _TABLE,
                Panel(
                    "timeseries",
                    Told("Bộ xử lý bận nhất", "Busiest processors"),
                    Told(
                        "Mười máy có bộ xử lý bận nhất lúc này.",
                        "The ten machines with the busiest processors.",
                    ),
                    Told(
                        "Bận cả ngày: chương trình nào? Bận đúng 100 %: có thể là phần mềm "
                        "lạ.",
                        "Busy all day: which program? Exactly 100 %: it may be malware.",
                    ),
                    (
                        Query(
                            "topk(10, instance:hatang_cpu_busy:ratio_rate5m{@})",
                            "{{instance}}",
                        ),
                    ),
                    unit=c.PERCENT,
                    empty=c.NO_SERIES,
                    width=12,
                    height=9,
                    levels=levels("cpu_busy_p95"),
                    least=0,
                    most=1,
                ),
                Panel(
                    "timeseries",
                    Told("Bộ nhớ còn ít nhất", "Least memory free"),
                    Told(
                        "Mười máy còn ít bộ nhớ nhất.",
                        "The ten machines with the least memory free.",
                    ),
                    Told(
                        "Dưới ngưỡng nhiều ngày: thêm bộ nhớ là cách rẻ nhất.",
                        "Below the line for days: more memory is the cheapest cure.",
                    ),
                    (
                        Query(
                            "bottomk(10, instance:hatang_memory_available:ratio{@})",
                            "{{instance}}",
                        ),
                    ),
                    unit=c.PERCENT,
                    empty=c.NO_SERIES,
                    width=12,
                    height=9,
                    levels=levels("memory_available_p5"),
                    least=0,
                ),
                Panel(
                    "timeseries",
                    Told("Lỗi trang phải đọc đĩa", "Hard page faults"),
                    Told(
                        "Mười máy phải đọc lại bộ nhớ từ đĩa nhiều nhất: người dùng thấy "
                        "máy đứng.",
                        "The ten machines that page most: people see them hang.",
                    ),
                    Told("Thêm bộ nhớ, hoặc SSD.", "More memory, or an SSD."),
                    (
                        Query(
                            "topk(10, rate(hatang_memory_hard_faults_total{@}"
                            "[$__rate_interval]))",
                            "{{instance}}",
                        ),
                    ),
                    unit="cps",
                    empty=c.NO_SERIES,
                    width=12,
                    height=9,
                    levels=levels("hard_faults_p95"),
                    least=0,
                ),
                Panel(
                    "timeseries",
                    Told("Ổ đĩa bận", "Busy drives"),
                    Told(
                        "Mười ổ bận nhất: phần thời gian có việc.",
                        "The ten busiest drives: share of time with work to do.",
                    ),
                    Told(
                        "HDD luôn gần 100 %: thay bằng SSD trước khi thay máy.",
                        "An HDD near 100 %: put in an SSD before buying a PC.",
                    ),
                    (
                        Query(
                            "topk(10, instance_device:hatang_disk_busy:ratio_rate5m{@})",
                            "{{instance}} {{device}}",
                        ),
                    ),
                    unit=c.PERCENT,
                    empty=c.NO_SERIES,
                    width=12,
                    height=9,
                    levels=levels("disk_busy_p95"),
                    least=0,
                    most=1,
                ),
            ),
        ),
    ),
)
