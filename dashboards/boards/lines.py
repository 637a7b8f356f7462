"""Broadband lines and the LAN path: is it us, the line, or the operator."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row, Shade
from dashboards.levels import ANY

_FAR = 'line!="",target_role=~"operator|domestic|international|dns"'
_PAGE = (Told("Trang sự cố", "Page of incidents"), "${collector}/incidents")
_CAUSES = {
    "line": Shade(Told("Đường truyền", "Line"), "red"),
    "operator": Shade(Told("Nhà cung cấp", "Operator"), "orange"),
    "lan": Shade(Told("Mạng LAN", "LAN"), "red"),
    "dns": Shade(Told("DNS", "DNS"), "#EAB839"),
    "far_end": Shade(Told("Phía bên kia", "Far end"), "blue"),
    "pc": Shade(Told("Máy", "Machine"), "text"),
    "power": Shade(Told("Mất điện", "Power"), "red"),
    "unknown": Shade(Told("Chưa rõ", "Unknown"), "text"),
}


def _lines(title: Told, shows: Told, do: Told, query: Query, unit: str) -> Panel:
    return Panel(
        *("timeseries", title, shows, do, (query,), unit, c.NO_SERIES),
        width=12,
        height=8,
        least=0,
    )


BOARD = Board(
    "lines",
    Told("Hatang · Đường truyền", "Hatang · Broadband lines"),
    Told(
        "Đường Internet và đường đi trong mạng: lỗi ở ta, ở đường truyền hay nhà cung cấp.",
        "Broadband lines and the LAN path: is it us, the line, or the operator.",
    ),
    "machines",
    (
        Row(
            Told("Lỗi ở đâu", "Who is at fault"),
            (
                Panel(
                    "bargauge",
                    Told("Sự cố đang diễn ra", "Incidents that go on"),
                    Told(
                        "Theo nguyên nhân, rút ra từ việc ai thấy gì cùng lúc.",
                        "By cause, concluded from who saw what at the same moment.",
                    ),
                    Told(
                        "Trang sự cố nói từ khi nào và chắc đến đâu.",
                        "The page of incidents says since when and how sure.",
                    ),
                    (Query('hatang_incidents_open{job=~".+"}', "{{cause}}"),),
                    "none",
                    c.NO_SERIES,
                    width=12,
                    height=8,
                    levels=ANY,
                    names=_CAUSES,
                    link=_PAGE,
                    excused={
                        "target-job-rule": "the collector tells of it, not the machines",
                        "target-instance-rule": "the collector tells of it",
                    },
                ),
                _lines(
                    Told(
                        "Máy không tới được cổng mạng", "Machines without their gateway"
                    ),
                    Told(
                        "Số máy mà cổng mạng không trả lời.",
                        "How many machines get no answer from their gateway.",
                    ),
                    Told(
                        "Một máy: dây hoặc cổng của nó. Nhiều máy: thiết bị chuyển mạch.",
                        "One: its cable or port. Many: a switch.",
                    ),
                    Query(
                        'sum(hatang_path_up{@,target_role="gateway",line=""} == bool 0)',
                        Told("Máy", "Machines"),
                    ),
                    "none",
                ),
            ),
        ),
        Row(
            Told("Đường truyền", "Lines"),
            (
                _lines(
                    Told("Độ trễ", "Round-trip time"),
                    Told(
                        "Trung vị mỗi lần đọc, theo đường truyền và vai trò của máy được hỏi.",
                        "Median of each reading, by line and role of the host.",
                    ),
                    Told(
                        "Chỉ quốc tế tăng: nhà cung cấp. Mọi thứ tăng khi đầy: do ta.",
                        "Only abroad rises: the operator. All rise while it is full: us.",
                    ),
                    Query(
                        "avg by (line, target_role) (hatang_path_rtt_seconds"
                        f'{{@,{_FAR},statistic="median"}})',
                        "{{line}} {{target_role}}",
                    ),
                    c.SECONDS,
                ),
                _lines(
                    Told("Mất gói", "Loss"),
                    Told(
                        "Tỷ lệ gói thăm dò không được trả lời.",
                        "Share of probes that nobody answered.",
                    ),
                    Told(
                        "Trên 1 %: họp trực tuyến bắt đầu hỏng.",
                        "Over 1 %: meetings begin to break.",
                    ),
                    Query(
                        "sum by (line, target_role) (rate(hatang_path_probes_lost_total"
                        f"{{@,{_FAR}}}[$__rate_interval])) / sum by (line, target_role) "
                        f"(rate(hatang_path_probes_total{{@,{_FAR}}}[$__rate_interval]))",
                        "{{line}} {{target_role}}",
                    ),
                    c.PERCENT,
                ),
                _lines(
                    Told("Jitter", "Jitter"),
                    Told(
                        "Chênh lệch trung bình giữa hai câu trả lời liền nhau.",
                        "Mean difference between consecutive answers.",
                    ),
                    Told(
                        "Trên 30 ms: tiếng và hình giật.",
                        "Over 30 ms: voice and picture stutter.",
                    ),
                    Query(
                        f"avg by (line, target_role) (hatang_path_jitter_seconds{{@,{_FAR}}})",
                        "{{line}} {{target_role}}",
                    ),
                    c.SECONDS,
                ),
                Panel(
                    "table",
                    Told("Tốc độ đo được", "Measured throughput"),
                    Told(
                        "Lần đo gần nhất: dữ liệu TCP, bit mỗi giây.",
                        "The last test: payload of TCP, bits a second.",
                    ),
                    Told(
                        "So với hợp đồng: hatang-collector line evidence.",
                        "Against the contract: hatang-collector line evidence.",
                    ),
                    (
                        Query(
                            "max by (line, direction, reach) "
                            "(hatang_line_throughput_bytes{@}) * 8"
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=8,
                    columns=(
                        Column("line", Told("Đường truyền", "Line"), width=150),
                        Column("direction", Told("Chiều", "Direction"), width=110),
                        Column("reach", Told("Phạm vi", "Reach"), width=130),
                        Column("Value", Told("Tốc độ", "Rate"), unit=c.BITS, width=130),
                    ),
                    sort=("line", False),
                ),
            ),
        ),
    ),
)
