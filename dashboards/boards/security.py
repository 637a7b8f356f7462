"""Security: protection, updates and administrators of all machines."""

from agent.shared.findings.texts_protection import PROTECTION
from agent.shared.findings.texts_support import SUPPORT
from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row
from dashboards.boards.words import FINDINGS
from dashboards.levels import ANY, FEW, Levels

_SECURITY = "|".join(sorted(PROTECTION | SUPPORT))
_BY = "max by (instance, department, agent_id)"
_DAY = 86400


def _stat(title: Told, shows: Told, do: Told, expr: str, limits: Levels) -> Panel:
    return Panel(
        *("stat", title, shows, do, (Query(expr),), "none", c.NO_SERIES),
        width=4,
        levels=limits,
    )


def _of(expr: str) -> Query:
    return Query(f"{_BY} (({expr}){c.WITH_ID})")


BOARD = Board(
    "security",
    Told("Hatang · An ninh", "Hatang · Security"),
    Told(
        "Máy nào không được bảo vệ, không được cập nhật, có quá nhiều quản trị viên.",
        "Which machines lack protection or updates, or have too many administrators.",
    ),
    "machines",
    (
        Row(
            Told("Cả cơ quan", "The whole office"),
            (
                _stat(
                    Told("Phòng chống mã độc tắt", "Anti-malware off"),
                    Told(
                        "Máy không có phần mềm phòng chống mã độc nào đang bật.",
                        "Machines on which no anti-malware is on.",
                    ),
                    Told("Bật lại, hoặc bật Defender.", "Switch it on, or Defender."),
                    "sum(max by (instance) (hatang_antivirus_enabled{@}) == bool 0)",
                    ANY,
                ),
                _stat(
                    Told("Mẫu nhận diện cũ", "Old signatures"),
                    Told(
                        "Mẫu nhận diện cũ hơn bảy ngày.",
                        "Signatures older than seven days.",
                    ),
                    Told(
                        "Máy có ra mạng được không?",
                        "Can the machine reach the Internet?",
                    ),
                    "sum(time() - max by (instance) "
                    "(hatang_antivirus_signatures_timestamp_seconds{@}) > bool "
                    f"{7 * _DAY})",
                    FEW,
                ),
                _stat(
                    Told("Tường lửa tắt", "Firewall off"),
                    Told(
                        "Máy có hồ sơ tường lửa đang tắt.",
                        "Machines of which a firewall profile is off.",
                    ),
                    Told("Bật bằng chính sách nhóm.", "Switch it on by group policy."),
                    "sum(min by (instance) (hatang_firewall_enabled{@}) == bool 0)",
                    FEW,
                ),
                _stat(
                    Told("Thiếu bản vá an ninh", "Security updates wait"),
                    Told(
                        "Máy có bản vá an ninh đang chờ.",
                        "Machines for which security updates wait.",
                    ),
                    Told("Cài và khởi động lại.", "Install them and restart."),
                    'sum(max by (instance) (hatang_updates_pending{@,severity="security"})'
                    " > bool 0)",
                    Levels(5, 20),
                ),
                _stat(
                    Told("Hết hỗ trợ", "Out of support"),
                    Told(
                        "Máy có hệ điều hành không còn được vá an ninh.",
                        "Machines whose system gets no security updates any more.",
                    ),
                    Told(
                        "Kế hoạch nâng cấp đặt chúng lên đầu.",
                        "The upgrade plan puts them first.",
                    ),
                    "sum(hatang_os_support_end_timestamp_seconds{@} < bool time())",
                    ANY,
                ),
                _stat(
                    Told("Nhiều quản trị viên", "Many administrators"),
                    Told(
                        "Máy có hơn hai quản trị viên cục bộ.",
                        "Machines with more than two local administrators.",
                    ),
                    Told(
                        "Bỏ quyền của người dùng thường; hỏi ai đã thêm.",
                        "Take the right from ordinary users; ask who added them.",
                    ),
                    "sum(hatang_local_administrators{@} > bool 2)",
                    FEW,
                ),
            ),
        ),
        Row(
            Told("Từng máy", "Each machine"),
            (
                Panel(
                    "table",
                    Told("Bảo vệ", "Protection"),
                    Told(
                        "Phòng chống mã độc, tường lửa, bản vá, quản trị viên của từng máy.",
                        "Anti-malware, firewall, updates and administrators of each machine.",
                    ),
                    Told("Ô đỏ trước.", "Red cells first."),
                    (
                        _of(
                            "max by (job, instance, department) (hatang_antivirus_enabled{@})"
                        ),
                        _of(
                            "min by (job, instance, department) (hatang_firewall_enabled{@})"
                        ),
                        _of(
                            "max by (job, instance, department) "
                            '(hatang_updates_pending{@,severity="security"})'
                        ),
                        _of("hatang_reboot_required{@}"),
                        _of("hatang_local_administrators{@}"),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=12,
                    columns=(
                        c.INSTANCE._replace(width=130),
                        Column(
                            "Value #A",
                            Told("Diệt mã độc", "Anti-malware"),
                            shades=c.ON_OFF,
                        ),
                        Column(
                            "Value #B", Told("Tường lửa", "Firewall"), shades=c.ON_OFF
                        ),
                        c.count_of(Told("Bản vá chờ", "Updates wait"), "Value #C"),
                        Column(
                            "Value #D",
                            Told("Chờ khởi động", "Restart waits"),
                            width=115,
                            decimals=0,
                            levels=ANY,
                        ),
                        c.count_of(
                            Told("Quản trị", "Admins"), "Value #E", Levels(3, 5)
                        ),
                        c.AGENT_ID,
                    ),
                    sort=("Value #C", True),
                ),
                Panel(
                    "table",
                    Told("Phát hiện về an ninh", "Findings about security"),
                    Told(
                        "Mọi điều đang thấy, và từ bao giờ.",
                        "Everything that stands, and since when.",
                    ),
                    Told(
                        "Trang của máy nói phải làm gì.",
                        "The machine's page says what to do.",
                    ),
                    (
                        Query(
                            c.ranked(
                                "max by (instance, finding, subject, severity, agent_id) "
                                "(hatang_finding_since_timestamp_seconds{@,"
                                f'finding=~"{_SECURITY}"}}{c.WITH_ID}) * 1000'
                            )
                        ),
                    ),
                    empty=c.GOOD,
                    width=12,
                    height=12,
                    columns=(
                        c.RANK,
                        Column(
                            "instance",
                            c.MACHINE,
                            width=140,
                            links=(c.TO_MACHINE, c.TO_PAGE),
                        ),
                        Column("finding", c.FINDING, shades=FINDINGS),
                        Column("Value", c.SINCE, unit=c.WHEN, width=170),
                        c.AGENT_ID,
                    ),
                    sort=("rank", False),
                ),
            ),
        ),
        Row(
            Told("Theo thời gian", "Over time"),
            (
                Panel(
                    "timeseries",
                    Told(
                        "Máy thiếu bản vá an ninh", "Machines without security updates"
                    ),
                    Told(
                        "Phải giảm trong tuần sau ngày phát hành bản vá.",
                        "It should fall in the week after updates are published.",
                    ),
                    Told(
                        "Không giảm: cập nhật tự động có bật không?",
                        "It does not: are automatic updates on?",
                    ),
                    (
                        Query(
                            "sum(max by (instance) "
                            '(hatang_updates_pending{@,severity="security"}) > bool 0)',
                            Told("Thiếu bản vá", "Updates wait"),
                        ),
                        Query(
                            "sum(hatang_reboot_required{@})",
                            Told("Chờ khởi động lại", "Restart waits"),
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=8,
                    least=0,
                ),
                Panel(
                    "timeseries",
                    Told("Quản trị viên cục bộ", "Local administrators"),
                    Told(
                        "Tổng số trên mọi máy. Một bước lên là có người vừa được thêm.",
                        "Of all machines together. A step up: somebody was added.",
                    ),
                    Told("Trang của máy nói khi nào.", "The machine's page says when."),
                    (
                        Query(
                            "sum(hatang_local_administrators{@})",
                            Told("Quản trị viên", "Administrators"),
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=8,
                    least=0,
                ),
            ),
        ),
    ),
    period="now-7d",
)
