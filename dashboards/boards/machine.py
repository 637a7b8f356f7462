"""Machine: one of them closely; choose it at the top."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row
from dashboards.boards.words import FINDINGS
from dashboards.levels import ANY, Levels, levels

_RATE = "[$__rate_interval]"


def _line(  # noqa: PLR0913, PLR0917 - what a line of a machine consists of
    title: Told,
    shows: Told,
    do: Told,
    queries: tuple[Query, ...],
    unit: str,
    limits: Levels | None = None,
    most: float | None = None,
) -> Panel:
    return Panel(
        "timeseries",
        title,
        shows,
        do,
        queries,
        unit,
        c.NO_SERIES,
        width=12,
        height=8,
        levels=limits,
        least=0,
        most=most,
    )


_LATENCY = "rate(hatang_disk_{0}_seconds_total{{@}}{1}) / rate(hatang_disk_{2}_completed_total{{@}}{1})"

BOARD = Board(
    "machine",
    Told("Hatang · Một máy", "Hatang · Machine"),
    Told(
        "Một máy thật gần. Chọn máy ở trên; nhiều máy thì các đường nằm cạnh nhau.",
        "One machine closely. Choose it above; several lie beside each other.",
    ),
    "machines",
    (
        Row(
            Told("Máy này", "This machine"),
            (
                Panel(
                    "table",
                    Told("Là máy nào", "Which it is"),
                    Told(
                        "Phòng, vai trò, hệ điều hành, phiên bản tác nhân.",
                        "Room, role, operating system, version of the agent.",
                    ),
                    Told(
                        "Bấm vào máy để mở trang của nó.",
                        "Click the machine to open its page.",
                    ),
                    (Query("hatang_agent_identity_info{@}"),),
                    empty=c.NO_SERIES,
                    width=16,
                    height=5,
                    columns=(
                        Column("instance", c.MACHINE, links=(c.TO_PAGE,), width=150),
                        c.OF_DEPARTMENT,
                        Column("room", Told("Phòng", "Room"), width=90),
                        Column("operating_system", Told("Hệ điều hành", "System")),
                        Column(
                            "state",
                            Told("Trạng thái", "State"),
                            width=120,
                            shades=c.STATES,
                        ),
                        c.AGENT_ID,
                    ),
                ),
                Panel(
                    "stat",
                    Told("Khẩn cấp", "Critical"),
                    Told("Phát hiện khẩn cấp.", "Critical findings."),
                    Told("Xem bảng dưới.", "See the table below."),
                    (Query('sum(hatang_machine_findings{@,severity="critical"})'),),
                    empty=c.NO_SERIES,
                    levels=ANY,
                    width=4,
                    height=5,
                ),
                Panel(
                    "stat",
                    Told("Đã bật (ngày)", "Up (days)"),
                    Told("Từ lần khởi động gần nhất.", "Since it was last started."),
                    Told(
                        "Nhiều tuần: khởi động lại để cài bản cập nhật.",
                        "Weeks: restart it, so that updates are installed.",
                    ),
                    (Query("max(time() - hatang_boot_timestamp_seconds{@}) / 86400"),),
                    "none",
                    Told("Máy đang tắt", "It is off"),
                    width=4,
                    height=5,
                    levels=Levels(14, 45),
                    decimals=1,
                ),
                Panel(
                    "table",
                    Told("Phát hiện", "Findings"),
                    Told(
                        "Mọi điều thấy ở máy này, và từ bao giờ.",
                        "Everything that was found on this machine, and since when.",
                    ),
                    Told(
                        "Trang của máy nói vì sao và làm gì.",
                        "The machine's page says why, and what to do.",
                    ),
                    (
                        Query(
                            c.ranked(
                                "max by (instance, finding, subject, severity) "
                                "(hatang_finding_since_timestamp_seconds{@}) * 1000"
                            )
                        ),
                    ),
                    empty=c.GOOD,
                    width=24,
                    height=7,
                    columns=(
                        c.RANK,
                        Column("finding", c.FINDING, shades=FINDINGS),
                        Column("subject", c.SUBJECT),
                        Column("Value", c.SINCE, unit=c.WHEN, width=170),
                        Column("instance", c.MACHINE, width=160),
                    ),
                    sort=("rank", False),
                ),
            ),
        ),
        Row(
            Told("Bộ xử lý và bộ nhớ", "Processor and memory"),
            (
                _line(
                    Told("Bộ xử lý", "Processor"),
                    Told("Phần thời gian bộ xử lý làm việc.", "Share of time in use."),
                    Told(
                        "Trên ngưỡng nhiều giờ mỗi ngày: xem chương trình nào.",
                        "Over the line for hours a day: see which program it is.",
                    ),
                    (
                        Query(
                            "instance:hatang_cpu_busy:ratio_rate5m{@}", "{{instance}}"
                        ),
                    ),
                    c.PERCENT,
                    levels("cpu_busy_p95"),
                    1,
                ),
                _line(
                    Told("Bộ nhớ còn", "Memory free"),
                    Told(
                        "Phần bộ nhớ mà chương trình còn dùng được.",
                        "Share of memory that programs can still have.",
                    ),
                    Told("Dưới ngưỡng: thêm bộ nhớ.", "Below the line: add memory."),
                    (
                        Query(
                            "instance:hatang_memory_available:ratio{@}", "{{instance}}"
                        ),
                    ),
                    c.PERCENT,
                    levels("memory_available_p5"),
                    1,
                ),
                _line(
                    Told("Bộ nhớ đã hứa", "Memory committed"),
                    Told(
                        "Bộ nhớ đã hứa cho chương trình so với mức có thể hứa.",
                        "Memory promised to programs against what can be promised.",
                    ),
                    Told(
                        "Gần 100 %: chương trình sắp lỗi vì hết bộ nhớ.",
                        "Near 100 %: programs are about to fail for want of memory.",
                    ),
                    (
                        Query(
                            "instance:hatang_memory_committed:ratio{@}", "{{instance}}"
                        ),
                    ),
                    c.PERCENT,
                    levels("memory_committed_p95"),
                ),
                _line(
                    Told("Lỗi trang phải đọc đĩa", "Hard page faults"),
                    Told(
                        "Số lần mỗi giây phải đọc bộ nhớ lại từ đĩa.",
                        "Times a second that memory was read back from a drive.",
                    ),
                    Told("Nhiều: thiếu bộ nhớ.", "Many: memory is short."),
                    (
                        Query(
                            f"rate(hatang_memory_hard_faults_total{{@}}{_RATE})",
                            "{{instance}}",
                        ),
                    ),
                    "cps",
                    levels("hard_faults_p95"),
                ),
            ),
        ),
        Row(
            Told("Ổ đĩa", "Drives"),
            (
                _line(
                    Told("Độ trễ", "Latency"),
                    Told(
                        "Thời gian của một lần đọc, một lần ghi.",
                        "Time of one read, of one write.",
                    ),
                    Told(
                        "Trên 20 ms cả ngày: ổ cơ quá tải, SSD là thuốc.",
                        "Over 20 ms all day: an overloaded HDD; an SSD cures it.",
                    ),
                    (
                        Query(
                            _LATENCY.format("read", _RATE, "reads"),
                            Told("{{device}} đọc", "{{device}} read"),
                        ),
                        Query(
                            _LATENCY.format("write", _RATE, "writes"),
                            Told("{{device}} ghi", "{{device}} write"),
                        ),
                    ),
                    c.SECONDS,
                    levels("disk_seconds_p95"),
                ),
                _line(
                    Told("Bận", "Busy"),
                    Told("Phần thời gian ổ có việc.", "Share of time with work to do."),
                    Told(
                        "Luôn trên 80 %: thay SSD.", "Always over 80 %: put in an SSD."
                    ),
                    (
                        Query(
                            "instance_device:hatang_disk_busy:ratio_rate5m{@}",
                            "{{instance}} {{device}}",
                        ),
                    ),
                    c.PERCENT,
                    levels("disk_busy_p95"),
                    1,
                ),
                _line(
                    Told("Chỗ trống", "Free space"),
                    Told(
                        "Phần còn trống của từng ổ.",
                        "Share that is free, by file system.",
                    ),
                    Told(
                        "Dọn tệp tạm; chuyển tài liệu lớn lên máy chủ.",
                        "Remove temporary files; move large documents to a server.",
                    ),
                    (
                        Query(
                            "instance_mountpoint:hatang_filesystem_available:ratio{@}",
                            "{{instance}} {{mountpoint}}",
                        ),
                    ),
                    c.PERCENT,
                    levels("filesystem_free"),
                    1,
                ),
                _line(
                    Told("Mạng", "Network"),
                    Told(
                        "Nhận (trên) và gửi, theo bit mỗi giây.",
                        "Received and sent, in bits a second.",
                    ),
                    Told(
                        "Gửi nhiều ban đêm: sao lưu, hay dữ liệu đi đâu?",
                        "Much sent at night: a backup, or where does it go?",
                    ),
                    (
                        Query(
                            f"8 * rate(hatang_network_receive_bytes_total{{@}}{_RATE})",
                            Told("{{device}} nhận", "{{device}} received"),
                        ),
                        Query(
                            f"8 * rate(hatang_network_transmit_bytes_total{{@}}{_RATE})",
                            Told("{{device}} gửi", "{{device}} sent"),
                        ),
                    ),
                    c.BITS,
                ),
            ),
        ),
    ),
)
