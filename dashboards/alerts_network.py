"""Alerts about network devices: switches, their ports, and power."""

from dashboards.alert import Alert, Told
from dashboards.unreachable import down

_SINCE = "hatang_finding_since_timestamp_seconds"

ALERTS: tuple[Alert, ...] = (
    Alert(
        "HatangSwitchDown",
        down('kind=~"switch|router|firewall"'),
        "critical",
        Told(
            "Một thiết bị mạng không trả lời.",
            "A network device does not answer.",
        ),
        Told(
            "{{ $labels.instance }} ({{ $labels.site }} {{ $labels.room }}) không trả lời "
            "đã 5 phút.",
            "{{ $labels.instance }} ({{ $labels.site }} {{ $labels.room }}) has not answered "
            "for 5 minutes.",
        ),
        Told(
            "Thiết bị không trả lời SNMP; các máy phía sau có thể mất mạng.",
            "The device does not answer SNMP; machines behind it may be cut off.",
        ),
        (
            Told(
                "Thiết bị có điện không, đèn cổng lên trên có sáng không?",
                "Has it power, is the light of its uplink on?",
            ),
            Told(
                "hatang-agent switch read ĐỊA_CHỈ từ máy đọc nó.",
                "hatang-agent switch read ADDRESS from the machine that reads it.",
            ),
        ),
        (
            Told(
                "Khôi phục điện hoặc dây; nếu chỉ SNMP im, xem quyền đọc và tường lửa.",
                "Bring back power or cable; if SNMP alone is silent, look at its read "
                "credential and the firewall.",
            ),
        ),
        for_="5m",
        keep="5m",
    ),
    Alert(
        "HatangDeviceDown",
        down('kind!~"switch|router|firewall"'),
        "info",
        Told(
            "Một thiết bị đọc qua SNMP không trả lời.",
            "A device that is read over SNMP does not answer.",
        ),
        Told(
            "{{ $labels.instance }} ({{ $labels.kind }}, {{ $labels.room }}) không trả lời "
            "đã 4 giờ.",
            "{{ $labels.instance }} ({{ $labels.kind }}, {{ $labels.room }}) has not answered "
            "for 4 hours.",
        ),
        Told(
            "Máy in, NAS, bộ lưu điện hoặc điểm phát Wi-Fi im lặng lâu.",
            "A printer, NAS, UPS or access point has been silent for long.",
        ),
        (Told("Thiết bị có bật không?", "Is it on?"),),
        (
            Told(
                "Bật lại; nếu đã bỏ thì xóa khỏi danh sách.",
                "Switch it on; if it is gone take it from the settings.",
            ),
        ),
        for_="4h",
        keep="5m",
    ),
    Alert(
        "HatangPortFaulty",
        f'{_SINCE}{{finding=~"port_(duplex_mismatch|errors|flapping)|broadcast_storm",'
        'severity=~"critical|warning"} > 0',
        "warning",
        Told("Một cổng mạng có lỗi.", "A network port is faulty."),
        Told(
            "Cổng {{ $labels.subject }} của {{ $labels.instance }}: "
            "{{ $labels.finding }}.",
            "Port {{ $labels.subject }} of {{ $labels.instance }}: "
            "{{ $labels.finding }}.",
        ),
        Told(
            "Lỗi truyền, sai song công, chập chờn hoặc bão gói tin trên một cổng.",
            "Errors, wrong duplex, flapping or a storm of packets on a port.",
        ),
        (
            Told(
                "Trang của thiết bị nói cái gì rẻ nhất cần thử trước.",
                "The device's page says the cheapest thing to try first.",
            ),
        ),
        (
            Told(
                "Đặt hai đầu về tự động, thay dây, rồi mới nghĩ đến cổng khác.",
                "Set both ends to automatic, change the cable, only then another port.",
            ),
        ),
        for_="30m",
        keep="1h",
    ),
    Alert(
        "HatangUpsOnBattery",
        "hatang_device_ups_on_battery == 1",
        "critical",
        Told("Một bộ lưu điện đang dùng ắc quy.", "A UPS runs on its battery."),
        Told(
            "{{ $labels.instance }} ({{ $labels.room }}) đang dùng ắc quy.",
            "{{ $labels.instance }} ({{ $labels.room }}) runs on its battery.",
        ),
        Told(
            "Nguồn điện lưới mất hoặc kém; thời gian còn lại xem trên trang thiết bị.",
            "The mains are gone or bad; the device's page says how long it lasts.",
        ),
        (Told("Nơi khác có điện không?", "Is there power elsewhere?"),),
        (
            Told(
                "Tắt máy chủ đúng cách trước khi hết ắc quy.",
                "Shut servers down in order before the battery is empty.",
            ),
        ),
        for_="1m",
        keep="5m",
    ),
)
