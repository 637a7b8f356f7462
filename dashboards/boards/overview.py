"""Overview: what needs a person today."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row
from dashboards.boards.words import FINDINGS
from dashboards.levels import ANY, FEW, Levels

_FINDINGS = (
    "max by (instance, department, finding, subject, severity, agent_id) ("
    'hatang_finding_since_timestamp_seconds{@,severity="critical"}' + c.WITH_ID + ")"
)

_WHY = "alerts about a site, or about Hatang itself, have no such label"
_ALERTS_HAVE_NEITHER = {"target-job-rule": _WHY, "target-instance-rule": _WHY}

BOARD = Board(
    "overview",
    Told("Hatang · Tổng quan", "Hatang · Overview"),
    Told(
        "Hôm nay có gì cần đến người làm? Từ trái sang phải, từ trên xuống dưới.",
        "What needs a person today? From left to right, from top to bottom.",
    ),
    "machines",
    (
        Row(
            Told("Cần xem ngay", "Look at these now"),
            (
                Panel(
                    "stat",
                    Told("Cảnh báo đang kêu", "Alerts firing"),
                    Told(
                        "Cảnh báo mà Prometheus đang phát, mọi mức độ.",
                        "Alerts that Prometheus fires now, of all severities.",
                    ),
                    Told(
                        "Xem danh sách bên dưới; mỗi cảnh báo có trang hướng dẫn.",
                        "See the list below; each alert has a runbook.",
                    ),
                    (
                        Query(
                            'count(ALERTS{alertstate="firing",'
                            'severity=~"critical|warning|info"}) or vector(0)'
                        ),
                    ),
                    levels=FEW,
                    width=4,
                    excused=_ALERTS_HAVE_NEITHER,
                ),
                Panel(
                    "stat",
                    Told("Máy im lặng", "Silent machines"),
                    Told(
                        "Máy lẽ ra phải báo cáo lúc này mà không báo; máy tắt không tính.",
                        "Machines that should report now and do not; those switched off "
                        "do not count.",
                    ),
                    Told(
                        "Máy có điện, có mạng không? Nhiều máy cùng lúc: xem thiết bị "
                        "chuyển mạch trước.",
                        "Have they power and network? Several at once: look at the "
                        "switch first.",
                    ),
                    (Query("sum(hatang_agent_silent{@})"),),
                    empty=c.NO_SERIES,
                    levels=FEW,
                    width=4,
                    link=(
                        Told("Danh sách máy", "List of machines"),
                        "${collector}/fleet?state=silent",
                    ),
                ),
                Panel(
                    "stat",
                    Told("Thiết bị mạng mất", "Devices down"),
                    Told(
                        "Thiết bị chuyển mạch, định tuyến và thiết bị khác không trả lời.",
                        "Switches, routers and other devices that do not answer.",
                    ),
                    Told(
                        "Xem điện và dây lên trên của thiết bị.",
                        "Check the device's power and its uplink.",
                    ),
                    (
                        Query(
                            'sum(hatang_device_up{job=~"$job",site=~"$site"} == bool 0)'
                        ),
                    ),
                    levels=ANY,
                    width=4,
                    link=(Told("Thiết bị", "Devices"), "${collector}/switches"),
                    excused={
                        "target-instance-rule": "the board's instances are machines",
                    },
                ),
                Panel(
                    "stat",
                    Told("Phát hiện khẩn cấp", "Critical findings"),
                    Told(
                        "Điều khẩn cấp trên các máy: ổ đĩa đang hỏng, không sao lưu, hệ "
                        "điều hành hết hỗ trợ, phần mềm phòng chống mã độc tắt.",
                        "What is critical on machines: failing drives, no backup, systems "
                        "without security updates, anti-malware off.",
                    ),
                    Told(
                        "Làm từ trên xuống trong bảng dưới.", "Go down the table below."
                    ),
                    (Query('sum(hatang_machine_findings{@,severity="critical"})'),),
                    empty=c.NO_SERIES,
                    levels=FEW,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Đang báo cáo", "Reporting"),
                    Told(
                        "Số máy đang báo cáo trong tổng số máy đã ghi danh. Ngoài giờ làm "
                        "việc thấp là bình thường.",
                        "Machines that report, of all enrolled. Low outside office hours "
                        "is normal.",
                    ),
                    Told(
                        "Trong giờ làm việc mà dưới một nửa: xem máy chủ thu thập và mạng.",
                        "Below half in office hours: look at the collector and the LAN.",
                    ),
                    (
                        Query("sum(hatang_agent_up{@})", Told("Có mặt", "Present")),
                        Query("count(hatang_agent_up{@})", Told("Tất cả", "All")),
                    ),
                    empty=c.NO_SERIES,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Dữ liệu có thể mất", "Data at risk"),
                    Told(
                        "Máy có điểm rủi ro dữ liệu từ 50 trở lên (ổ đĩa, sao lưu, lượng "
                        "tài liệu).",
                        "Machines whose data-at-risk score is 50 or more (drives, backup, "
                        "documents).",
                    ),
                    Told(
                        "Sao lưu những máy này trước hết.",
                        "Back these machines up before all others.",
                    ),
                    (Query("sum(hatang_data_at_risk_score{@} >= bool 50)"),),
                    levels=ANY,
                    width=4,
                    link=(
                        Told("An toàn dữ liệu", "Data safety"),
                        "/d/hatang-data-safety-LANG",
                    ),
                ),
            ),
        ),
        Row(
            Told("Việc cụ thể", "In detail"),
            (
                Panel(
                    "table",
                    Told("Cảnh báo đang kêu", "Alerts firing"),
                    Told(
                        "Mỗi dòng là một cảnh báo. Bấm vào tên để mở trang hướng dẫn.",
                        "One alert a line. A click on its name opens the runbook.",
                    ),
                    Told("Làm theo trang hướng dẫn.", "Follow the runbook."),
                    (
                        Query(
                            c.ranked(
                                "max by (alertname, severity, instance, site) (ALERTS{"
                                'alertstate="firing",severity=~"critical|warning|info"})'
                            )
                        ),
                    ),
                    empty=Told("Không có cảnh báo nào", "No alert fires"),
                    width=10,
                    height=9,
                    columns=(
                        c.RANK,
                        Column(
                            "alertname",
                            Told("Cảnh báo", "Alert"),
                            links=(
                                (
                                    Told("Hướng dẫn", "Runbook"),
                                    "${collector}/runbooks/${__value.raw}",
                                ),
                            ),
                        ),
                        Column("instance", Told("Ở", "Of"), width=150),
                        Column("site", c.SITE, width=110),
                    ),
                    sort=("rank", False),
                    excused=_ALERTS_HAVE_NEITHER,
                ),
                Panel(
                    "table",
                    Told("Phát hiện khẩn cấp", "Critical findings"),
                    Told(
                        "Điều khẩn cấp trên từng máy, và có từ bao giờ.",
                        "What is critical on each machine, and since when.",
                    ),
                    Told(
                        "Bấm vào máy: trang của máy nói vì sao và cách rẻ nhất để sửa.",
                        "Click the machine: its page says why, and the cheapest cure.",
                    ),
                    (Query(_FINDINGS + " * 1000"),),
                    empty=Told("Không có gì khẩn cấp", "Nothing is critical"),
                    width=14,
                    height=9,
                    columns=(
                        c.INSTANCE,
                        c.OF_DEPARTMENT,
                        Column("finding", c.FINDING, shades=FINDINGS),
                        Column("subject", c.SUBJECT, width=110),
                        Column("Value", c.SINCE, unit=c.WHEN, width=170),
                        c.AGENT_ID,
                    ),
                    sort=("Value", False),
                ),
            ),
        ),
        Row(
            Told("Cơ quan trong 24 giờ", "The office in 24 hours"),
            (
                Panel(
                    "timeseries",
                    Told("Máy có mặt và máy im lặng", "Machines present and silent"),
                    Told(
                        "Máy có mặt theo giờ làm việc; máy im lặng phải gần 0.",
                        "Machines present follow office hours; silent ones stay near 0.",
                    ),
                    Told(
                        "Rơi đột ngột: mất điện, đường truyền hay thiết bị chính.",
                        "A sudden fall: power, the line, or the main switch.",
                    ),
                    (
                        Query("sum(hatang_agent_up{@})", Told("Có mặt", "Present")),
                        Query("sum(hatang_agent_silent{@})", Told("Im lặng", "Silent")),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=8,
                    least=0,
                ),
                Panel(
                    "timeseries",
                    Told("Phát hiện theo mức độ", "Findings by severity"),
                    Told(
                        "Số phát hiện trên mọi máy; phải giảm dần qua các tuần.",
                        "Findings of all machines; they should fall over the weeks.",
                    ),
                    Told(
                        "Tăng đột ngột: có thay đổi trên nhiều máy, xem trang Phát hiện.",
                        "A sudden rise: many machines were changed; see the findings.",
                    ),
                    (
                        Query(
                            "sum by (severity) (hatang_machine_findings{@})",
                            "{{severity}}",
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=8,
                    stacked=True,
                    names=c.SEVERITIES,
                    least=0,
                ),
                Panel(
                    "bargauge",
                    Told("Phòng ban cần chú ý", "Departments that need attention"),
                    Told(
                        "Phát hiện khẩn cấp và cảnh báo theo phòng ban.",
                        "Critical and warning findings by department.",
                    ),
                    Told(
                        "Bắt đầu ở phòng ban đứng đầu.",
                        "Begin with the department at the top.",
                    ),
                    (
                        Query(
                            "sort_desc(sum by (department) (hatang_machine_findings{@,"
                            'severity=~"critical|warning"}))',
                            "{{department}}",
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=24,
                    height=7,
                    levels=Levels(5, 20),
                ),
            ),
        ),
    ),
)
