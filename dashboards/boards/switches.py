"""Switches: all network devices beside each other."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row, Shade
from dashboards.boards.words import FINDINGS
from dashboards.levels import ANY, FEW, levels

_BY = "max by (instance, site, kind, device_id)"
_UP = {
    "1": Shade(Told("Trả lời", "Answers"), "green"),
    "0": Shade(Told("Mất", "Down"), "red"),
}


def _of(expr: str) -> Query:
    return Query(f"{_BY} ({expr}{c.WITH_DEVICE_ID})")


def _top(way: str, title: Told, shows: Told) -> Panel:
    return Panel(
        "timeseries",
        title,
        shows,
        Told(
            "Trên ngưỡng mỗi ngày: đường lên quá hẹp, xem kế hoạch nâng cấp.",
            "Over the line every day: the uplink is too narrow, see the upgrade plan.",
        ),
        (
            Query(
                f"topk(10, instance_port:hatang_switch_port_{way}:ratio_rate5m{{@}})",
                "{{instance}} {{port}}",
            ),
        ),
        c.PERCENT,
        c.NO_SERIES,
        width=12,
        height=9,
        levels=levels("port_use_p95"),
        least=0,
        most=1,
    )


BOARD = Board(
    "switches",
    Told("Hatang · Thiết bị mạng", "Hatang · Switches"),
    Told(
        "Thiết bị chuyển mạch và các thiết bị khác đọc qua SNMP.",
        "Switches and other devices that are read over SNMP.",
    ),
    "devices",
    (
        Row(
            Told("Trạng thái", "State"),
            (
                Panel(
                    "stat",
                    Told("Thiết bị", "Devices"),
                    Told("Thiết bị được đọc.", "Devices that are read."),
                    Told(
                        "Thiếu thiết bị: thêm vào cấu hình của tác nhân đọc chúng.",
                        "One is missing: add it to the settings of the agent that reads "
                        "them.",
                    ),
                    (Query("count(hatang_device_up{@})"),),
                    empty=c.NO_SERIES,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Không trả lời", "Down"),
                    Told(
                        "Không trả lời lần hỏi gần nhất.",
                        "Did not answer the last poll.",
                    ),
                    Told(
                        "Điện? Dây? Quyền đọc SNMP?", "Power? Cable? SNMP credential?"
                    ),
                    (Query("sum(hatang_device_up{@} == bool 0)"),),
                    empty=c.NO_SERIES,
                    levels=ANY,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Phát hiện ở cổng", "Findings of ports"),
                    Told(
                        "Phát hiện khẩn cấp và cảnh báo ở thiết bị và cổng của chúng.",
                        "Critical and warning findings of devices and their ports.",
                    ),
                    Told(
                        "Bảng dưới nói cổng nào; dây là thứ rẻ nhất.",
                        "The table below says which port; the cable is the cheapest cure.",
                    ),
                    (
                        Query(
                            'sum(hatang_device_findings{@,severity=~"critical|warning"})'
                        ),
                    ),
                    empty=c.NO_SERIES,
                    levels=FEW,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Cổng có kết nối", "Ports with a link"),
                    Told(
                        "Số cổng có kết nối trong số cổng.",
                        "Ports with a link, of all.",
                    ),
                    Told(
                        "Sắp hết cổng trống: xem kế hoạch nâng cấp.",
                        "Few are free: see the upgrade plan.",
                    ),
                    (
                        Query(
                            "sum(hatang_switch_port_up{@})", Told("Có kết nối", "Link")
                        ),
                        Query("count(hatang_switch_port_up{@})", Told("Tất cả", "All")),
                    ),
                    empty=c.NO_SERIES,
                    width=6,
                ),
                Panel(
                    "stat",
                    Told("Cổng 100 Mb/s", "Ports at 100 Mb/s"),
                    Told(
                        "Cổng đang chạy 100 Mb/s hoặc chậm hơn.",
                        "Ports that run at 100 Mb/s or slower.",
                    ),
                    Told(
                        "Thường là dây hỏng hoặc bốn lõi; máy in thì bình thường.",
                        "Mostly a bad or four-wire cable; normal for printers.",
                    ),
                    (Query("sum(hatang_switch_port_speed_bytes{@} <= bool 12.5e6)"),),
                    empty=c.NO_SERIES,
                    levels=FEW,
                    width=6,
                ),
            ),
        ),
        Row(
            Told("Từng thiết bị", "Each device"),
            (
                Panel(
                    "table",
                    Told("Thiết bị", "Devices"),
                    Told(
                        "Trả lời không, đường lên bận nhất đến đâu, có phát hiện gì.",
                        "Whether it answers, its busiest port, and what was found.",
                    ),
                    Told("Bấm vào thiết bị để mở.", "Click a device to open it."),
                    (
                        _of("hatang_device_up{@}"),
                        Query(
                            f"{_BY} (max by (job, instance, site, kind) "
                            "(instance_port:hatang_switch_port_receive:ratio_rate5m{@})"
                            f"{c.WITH_DEVICE_ID})"
                        ),
                        _of('hatang_device_findings{@,severity="critical"}'),
                        _of('hatang_device_findings{@,severity="warning"}'),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=11,
                    columns=(
                        Column(
                            "instance",
                            c.DEVICE,
                            width=150,
                            links=(c.TO_SWITCH, c.TO_DEVICE_PAGE),
                        ),
                        c.OF_SITE,
                        Column(
                            "Value #A",
                            Told("Trạng thái", "State"),
                            width=90,
                            shades=_UP,
                        ),
                        Column(
                            "Value #B",
                            Told("Cổng bận nhất", "Busiest port"),
                            unit=c.PERCENT,
                            levels=levels("port_use_p95"),
                            bar=True,
                            decimals=0,
                        ),
                        c.count_of(Told("Khẩn cấp", "Critical"), "Value #C"),
                        c.count_of(Told("Cảnh báo", "Warnings"), "Value #D", FEW),
                        c.DEVICE_ID,
                    ),
                    sort=("Value #B", True),
                ),
                Panel(
                    "table",
                    Told("Phát hiện ở cổng", "Findings of ports"),
                    Told(
                        "Lỗi, sai song công, chập chờn, quá tải; từ bao giờ.",
                        "Errors, wrong duplex, flapping, overload; since when.",
                    ),
                    Told(
                        "Trang của thiết bị nói thứ rẻ nhất cần thử trước.",
                        "The device's page says the cheapest thing to try first.",
                    ),
                    (
                        Query(
                            c.ranked(
                                "max by (instance, finding, subject, severity) ("
                                "hatang_finding_since_timestamp_seconds{@} and on "
                                "(instance) hatang_device_up{@}) * 1000"
                            )
                        ),
                    ),
                    empty=Told("Không có lỗi nào", "No faults"),
                    width=12,
                    height=11,
                    columns=(
                        c.RANK,
                        Column("instance", c.DEVICE, width=140, links=(c.TO_SWITCH,)),
                        Column("subject", Told("Cổng", "Port"), width=90),
                        Column("finding", c.FINDING, shades=FINDINGS),
                        Column("Value", c.SINCE, unit=c.WHEN, width=170),
                    ),
                    sort=("rank", False),
                ),
            ),
        ),
        Row(
            Told("Cổng bận nhất", "Busiest ports"),
            (
                _top(
                    "receive",
                    Told("Nhận", "Received"),
                    Told(
                        "Mười cổng nhận nhiều nhất so với tốc độ của cổng.",
                        "The ten ports that receive most for their speed.",
                    ),
                ),
                _top(
                    "transmit",
                    Told("Gửi", "Sent"),
                    Told(
                        "Mười cổng gửi nhiều nhất so với tốc độ của cổng.",
                        "The ten ports that send most for their speed.",
                    ),
                ),
            ),
        ),
    ),
)
