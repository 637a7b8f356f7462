"""Services that work rests on: up, how fast, until when their certificates hold."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row
from dashboards.levels import ANY

_SERVICE = Column("service", Told("Dịch vụ", "Service"), width=200)

BOARD = Board(
    "services",
    Told("Hatang · Dịch vụ", "Hatang · Services"),
    Told(
        "Các dịch vụ mà công việc dựa vào, nhìn từ nhiều bàn làm việc.",
        "The services that work rests on, as several desks see them.",
    ),
    "machines",
    (
        Row(
            Told("Bây giờ", "Now"),
            (
                Panel(
                    "stat",
                    Told("Dịch vụ không dùng được", "Services that fail"),
                    Told(
                        "Dịch vụ mà đa số bàn không dùng được.",
                        "Services that most desks cannot use.",
                    ),
                    Told(
                        "Trang sự cố nói lỗi ở đâu.",
                        "The page of incidents says who is at fault.",
                    ),
                    (
                        Query(
                            "sum(avg by (service) (hatang_service_up{@}) < bool 0.5)",
                        ),
                    ),
                    "none",
                    c.NO_SERIES,
                    width=6,
                    height=8,
                    levels=ANY,
                    link=(
                        Told("Trang sự cố", "Page of incidents"),
                        "${collector}/incidents",
                    ),
                ),
                Panel(
                    "table",
                    Told("Mỗi dịch vụ", "Each service"),
                    Told(
                        "Tỷ lệ bàn dùng được, thời gian trung bình, hạn chứng chỉ.",
                        "Share of desks that can use it, mean time, end of the certificate.",
                    ),
                    Told(
                        "Chứng chỉ còn dưới 14 ngày: báo đơn vị vận hành.",
                        "A certificate with less than 14 days: tell who runs it.",
                    ),
                    (
                        Query("avg by (service) (hatang_service_up{@})"),
                        Query(
                            'avg by (service) (hatang_service_phase_seconds{@,phase="total"})'
                        ),
                        Query(
                            "(min by (service) "
                            "(hatang_service_certificate_expiry_timestamp_seconds{@}) - "
                            "time()) / 86400"
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=18,
                    height=8,
                    columns=(
                        _SERVICE,
                        Column(
                            "Value #A",
                            Told("Dùng được", "Works"),
                            unit=c.PERCENT,
                            width=130,
                            bar=True,
                        ),
                        Column(
                            "Value #B",
                            Told("Thời gian", "Time"),
                            unit=c.SECONDS,
                            width=120,
                        ),
                        Column(
                            "Value #C",
                            Told("Chứng chỉ còn (ngày)", "Certificate (days)"),
                            unit="none",
                            width=160,
                            decimals=0,
                        ),
                    ),
                    sort=("service", False),
                ),
            ),
        ),
        Row(
            Told("Ở đâu chậm", "Where it is slow"),
            (
                Panel(
                    "timeseries",
                    Told("Thời gian theo pha", "Time by phase"),
                    Told(
                        "Trung bình của các bàn: tên miền, kết nối, TLS, byte đầu.",
                        "Mean of all desks: name, connection, TLS, first byte.",
                    ),
                    Told(
                        "Tên miền hoặc kết nối: mạng. Byte đầu: máy chủ bên kia.",
                        "Name or connection: the network. First byte: the server.",
                    ),
                    (
                        Query(
                            "avg by (phase) (hatang_service_phase_seconds"
                            '{@,phase!="total"})',
                            "{{phase}}",
                        ),
                    ),
                    c.SECONDS,
                    c.NO_SERIES,
                    width=12,
                    height=8,
                    least=0,
                    stacked=True,
                ),
                Panel(
                    "timeseries",
                    Told("Thời gian mỗi dịch vụ", "Time of each service"),
                    Told(
                        "Toàn bộ một lần kiểm tra, trung bình các bàn.",
                        "A whole check, mean of all desks.",
                    ),
                    Told(
                        "Một dịch vụ chậm: bên đó. Tất cả: đường truyền.",
                        "One is slow: that one. All: the line.",
                    ),
                    (
                        Query(
                            'avg by (service) (hatang_service_phase_seconds{@,phase="total"})',
                            "{{service}}",
                        ),
                    ),
                    c.SECONDS,
                    c.NO_SERIES,
                    width=12,
                    height=8,
                    least=0,
                ),
            ),
        ),
    ),
)
