"""Switch port: traffic, use and faults of a few ports; choose them at the top."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row, Shade
from dashboards.levels import Levels, levels

_RATE = "[$__rate_interval]"
_NAME = "{{instance}} {{port}}"
_RECEIVED, _SENT = (
    Told(f"{_NAME} nhận", f"{_NAME} received"),
    Told(f"{_NAME} gửi", f"{_NAME} sent"),
)
_DUPLEX = {
    "1": Shade(Told("Song công", "Full"), "green"),
    "0": Shade(Told("Bán song công", "Half"), "red"),
}
_LINK = {
    "1": Shade(Told("Có", "Up"), "green"),
    "0": Shade(Told("Không", "Down"), "text"),
}


def _both(what: str, factor: str = "") -> tuple[Query, Query]:
    """Return the rates of a counter of both ways."""
    one, two = (
        f"{factor}rate(hatang_switch_port_{way}_{what}_total{{@}}{_RATE})"
        for way in ("receive", "transmit")
    )
    return Query(one, _RECEIVED), Query(two, _SENT)


def _line(  # noqa: PLR0913, PLR0917 - what a line of a port consists of
    title: Told,
    shows: Told,
    do: Told,
    queries: tuple[Query, ...],
    unit: str,
    limits: Levels | None = None,
) -> Panel:
    return Panel(
        *("timeseries", title, shows, do, queries, unit, c.NO_SERIES),
        width=12,
        height=9,
        levels=limits,
        least=0,
    )


BOARD = Board(
    "switch-port",
    Told("Hatang · Cổng mạng", "Hatang · Switch port"),
    Told("Chọn thiết bị và cổng ở trên.", "Choose device and port above."),
    "devices",
    (
        Row(
            Told("Cổng", "Ports"),
            (
                Panel(
                    "table",
                    Told("Cổng đã chọn", "Chosen ports"),
                    Told(
                        "Kết nối, tốc độ, song công của từng cổng.",
                        "Link, speed and duplex of each port.",
                    ),
                    Told(
                        "Bán song công: đặt hai đầu về tự động.",
                        "Half duplex: set both ends to automatic.",
                    ),
                    (
                        Query("max by (instance, port) (hatang_switch_port_up{@})"),
                        Query(
                            "max by (instance, port) (hatang_switch_port_speed_bytes{@}) * 8"
                        ),
                        Query(
                            "max by (instance, port) (hatang_switch_port_full_duplex{@})"
                        ),
                        Query(
                            "max by (instance, port) "
                            "(instance_port:hatang_switch_port_receive:ratio_rate5m{@})"
                        ),
                        Query(
                            "max by (instance, port) "
                            "(instance_port:hatang_switch_port_transmit:ratio_rate5m{@})"
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=24,
                    height=8,
                    columns=(
                        Column("instance", c.DEVICE, width=160),
                        Column(
                            "port", Told("Cổng", "Port"), width=140, links=(c.TO_PORT,)
                        ),
                        Column(
                            "Value #A", Told("Kết nối", "Link"), width=90, shades=_LINK
                        ),
                        Column(
                            "Value #B", Told("Tốc độ", "Speed"), unit=c.BITS, width=110
                        ),
                        Column(
                            "Value #C",
                            Told("Song công", "Duplex"),
                            width=130,
                            shades=_DUPLEX,
                        ),
                        Column(
                            "Value #D",
                            Told("Nhận", "Received"),
                            unit=c.PERCENT,
                            levels=levels("port_use_p95"),
                            bar=True,
                            decimals=0,
                        ),
                        Column(
                            "Value #E",
                            Told("Gửi", "Sent"),
                            unit=c.PERCENT,
                            levels=levels("port_use_p95"),
                            bar=True,
                            decimals=0,
                        ),
                    ),
                    sort=("Value #D", True),
                ),
            ),
        ),
        Row(
            Told("Lưu lượng và lỗi", "Traffic and faults"),
            (
                _line(
                    Told("Lưu lượng", "Traffic"),
                    Told("Bit mỗi giây, hai chiều.", "Bits a second, both ways."),
                    Told(
                        "Đầy vào giờ làm việc: đường lên quá hẹp.",
                        "Full in office hours: the uplink is too narrow.",
                    ),
                    _both("bytes", "8 * "),
                    c.BITS,
                ),
                _line(
                    Told("Mức dùng", "Use"),
                    Told("So với tốc độ của cổng.", "As a share of the port's speed."),
                    Told(
                        "Trên ngưỡng mỗi ngày: xem kế hoạch nâng cấp.",
                        "Over the line every day: see the upgrade plan.",
                    ),
                    (
                        Query(
                            "instance_port:hatang_switch_port_receive:ratio_rate5m{@}",
                            _RECEIVED,
                        ),
                        Query(
                            "instance_port:hatang_switch_port_transmit:ratio_rate5m{@}",
                            _SENT,
                        ),
                    ),
                    c.PERCENT,
                    levels("port_use_p95"),
                )._replace(most=1),
                _line(
                    Told("Gói lỗi", "Errors"),
                    Told("Gói hỏng mỗi giây.", "Damaged packets a second."),
                    Told(
                        "Thay dây trước; rồi thử cổng khác.",
                        "Change the cable first; then try another port.",
                    ),
                    _both("errors"),
                    "pps",
                ),
                _line(
                    Told("Gói bị bỏ", "Discards"),
                    Told(
                        "Gói tốt bị bỏ mỗi giây, thường vì hết chỗ.",
                        "Good packets thrown away a second, mostly for want of room.",
                    ),
                    Told(
                        "Nhiều trên đường lên: đường lên quá hẹp.",
                        "Many on an uplink: it is too narrow.",
                    ),
                    _both("discards"),
                    "pps",
                ),
                _line(
                    Told("Gói quảng bá", "Broadcast"),
                    Told("Gói quảng bá mỗi giây.", "Broadcast packets a second."),
                    Told(
                        "Tăng vọt: có vòng lặp, hoặc một máy lỗi. Rút từng cổng.",
                        "A jump: a loop or a faulty machine. Unplug port by port.",
                    ),
                    _both("broadcast_packets"),
                    "pps",
                ),
                _line(
                    Told("Đổi trạng thái", "Link changes"),
                    Told(
                        "Số lần kết nối mất rồi có trong một giờ.",
                        "Times in an hour that the link came or went.",
                    ),
                    Told(
                        "Nhiều lần: dây lỏng, hoặc nguồn của máy.",
                        "Many: a loose cable, or the machine's power supply.",
                    ),
                    (
                        Query(
                            "3600 * rate(hatang_switch_port_link_changes_total{@}"
                            f"{_RATE})",
                            _NAME,
                        ),
                    ),
                    "none",
                ),
            ),
        ),
    ),
    port=True,
)
