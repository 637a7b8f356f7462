"""LAN map quality: how far the map can be believed, and what would make it better."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Panel, Query, Row, Shade
from dashboards.boards.words import INFERRED
from dashboards.levels import ANY, Levels

_SURENESS = {
    "sure": Shade(Told("Chắc chắn", "Sure"), "green"),
    "likely": Shade(Told("Có lẽ", "Likely"), "#EAB839"),
    "guess": Shade(Told("Đoán", "Guess"), "red"),
}
_TO_MAP = (Told("Bản đồ", "Map"), "${collector}/map")


def _stat(
    title: Told, shows: Told, do: Told, expr: str, limits: Levels | None
) -> Panel:
    return Panel(
        *("stat", title, shows, do, (Query(expr),), "none", c.NO_SERIES),
        width=4,
        levels=limits,
        link=_TO_MAP,
    )


BOARD = Board(
    "lan-map",
    Told("Hatang · Chất lượng bản đồ mạng", "Hatang · LAN map quality"),
    Told(
        "Bản đồ mạng được suy ra từ LLDP, bảng chuyển mạch và tác nhân. Bảng này nói nó "
        "đáng tin đến đâu.",
        "The map is concluded from LLDP, forwarding tables and agents. This board says how "
        "far it can be believed.",
    ),
    "collector",
    (
        Row(
            Told("Bản đồ lúc này", "The map now"),
            (
                _stat(
                    Told("Liên kết chắc chắn", "Sure links"),
                    Told(
                        "Liên kết giữa thiết bị có độ tin cậy từ 0,9.",
                        "Links between devices of confidence 0.9 and more.",
                    ),
                    Told(
                        "Ít: bật LLDP trên các thiết bị chuyển mạch.",
                        "Few: switch on LLDP on the switches.",
                    ),
                    'sum(hatang_topology_links{@,sureness="sure"})',
                    None,
                ),
                _stat(
                    Told("Liên kết còn nghi ngờ", "Doubtful links"),
                    Told(
                        "Liên kết dưới 0,9: vẽ bằng nét đứt.",
                        "Links below 0.9: drawn dashed.",
                    ),
                    Told(
                        "Xem từng liên kết trên bản đồ; ghim nếu đúng.",
                        "Look at each on the map; pin it if it is right.",
                    ),
                    'sum(hatang_topology_links{@,sureness!="sure"})',
                    Levels(1, 10),
                ),
                _stat(
                    Told("Máy chưa rõ cổng", "Machines without a port"),
                    Told(
                        "Máy có tác nhân mà không biết cắm ở cổng nào.",
                        "Machines with an agent of which no port is known.",
                    ),
                    Told(
                        "Thiết bị chuyển mạch của chúng có được đọc không? Máy dùng Wi-Fi?",
                        "Is their switch read? Are they on Wi-Fi?",
                    ),
                    "sum(hatang_topology_unplaced_machines{@})",
                    Levels(5, 20),
                ),
                _stat(
                    Told("Thiết bị đứng riêng", "Unlinked devices"),
                    Told(
                        "Thiết bị được đọc mà không có liên kết nào.",
                        "Devices that are read and that no link reaches.",
                    ),
                    Told(
                        "Bật LLDP, hoặc ghim liên kết bằng tay.",
                        "Switch on LLDP, or pin its link by hand.",
                    ),
                    "sum(hatang_topology_unlinked_devices{@})",
                    ANY,
                ),
                _stat(
                    Told("Liên kết bị bác bỏ", "Denied links"),
                    Told(
                        "Bằng chứng cho thấy mà có người nói là không có.",
                        "Evidence shows them and a person denies them.",
                    ),
                    Told(
                        "Xem lại: dây có thể đã đổi.",
                        "Look again: the cable may have been moved.",
                    ),
                    "sum(hatang_topology_denied_links{@})",
                    ANY,
                ),
                _stat(
                    Told("Trạm không có tác nhân", "Stations without an agent"),
                    Told(
                        "Điện thoại, máy in, và máy lạ thấy trên cổng.",
                        "Phones, printers and strangers seen on ports.",
                    ),
                    Told(
                        "Máy của cơ quan: cài tác nhân. Máy lạ: tìm cổng bằng trang Tìm.",
                        "The office's own: install the agent. A stranger: find its port.",
                    ),
                    "sum(hatang_topology_stations{@})",
                    None,
                ),
            ),
        ),
        Row(
            Told("Chắc đến đâu", "How sure"),
            (
                Panel(
                    "bargauge",
                    Told("Chỗ của máy", "Places of machines"),
                    Told(
                        "Máy có tác nhân, theo độ chắc chắn của cổng.",
                        "Machines with an agent, by how sure their port is.",
                    ),
                    Told(
                        "Nhiều «Đoán»: có thiết bị chuyển mạch không được đọc ở giữa.",
                        "Many guesses: a switch between is not read.",
                    ),
                    (
                        Query(
                            "sum by (sureness) (hatang_topology_machines{@})",
                            "{{sureness}}",
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=7,
                    names=_SURENESS,
                ),
                Panel(
                    "bargauge",
                    Told("Thiết bị phải có ở đó", "Devices that must be there"),
                    Told(
                        "Không trả lời SNMP, nhưng bảng chuyển mạch cho thấy chúng.",
                        "They do not answer SNMP, but forwarding tables show them.",
                    ),
                    Told(
                        "Thiết bị chuyển mạch không quản lý được: ghi vào sổ; thay khi có "
                        "dịp.",
                        "Unmanaged switches: write them down; replace them in time.",
                    ),
                    (
                        Query(
                            "sum by (kind) (hatang_topology_inferred_devices{@})",
                            "{{kind}}",
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=7,
                    names=INFERRED,
                ),
                Panel(
                    "timeseries",
                    Told("Liên kết theo thời gian", "Links over time"),
                    Told(
                        "Theo độ chắc chắn. Đường «chắc chắn» rơi: có thiết bị mất.",
                        "By sureness. A fall of the sure ones: a device is gone.",
                    ),
                    Told(
                        "So với thời điểm thay đổi dây hoặc cấu hình.",
                        "Compare with when cables or settings were changed.",
                    ),
                    (
                        Query(
                            "sum by (sureness) (hatang_topology_links{@})",
                            "{{sureness}}",
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=24,
                    height=8,
                    stacked=True,
                    least=0,
                    names=_SURENESS,
                ),
            ),
        ),
    ),
    period="now-7d",
)
