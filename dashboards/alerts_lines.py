"""Alerts about broadband lines and services: what attribution concluded."""

from dashboards.alert import Alert, Told

_SURE = "hatang_incident_confidence_ratio"
_LEAST = "0.6"

ALERTS: tuple[Alert, ...] = (
    Alert(
        "HatangLineDown",
        f'{_SURE}{{cause=~"line|operator",kind="out"}} >= {_LEAST}',
        "critical",
        Told("Một đường truyền không dùng được.", "A broadband line does not work."),
        Told(
            "{{ $labels.place }} ({{ $labels.site }}): không gì phía sau cổng mạng trả "
            'lời; lỗi ở {{ if eq $labels.cause "operator" }}nhà cung cấp{{ else }}đường '
            "truyền{{ end }}.",
            "{{ $labels.place }} ({{ $labels.site }}): nothing behind the gateway answers; "
            'at fault is the {{ if eq $labels.cause "operator" }}operator{{ else }}line'
            "{{ end }}.",
        ),
        Told(
            "Mạng nội bộ vẫn tốt: các máy tới được cổng mạng, nhưng không tới được gì qua "
            "đường truyền này.",
            "The LAN is well: machines reach the gateway, and nothing along this line.",
        ),
        (
            Told(
                "Trang Sự cố cho biết từ khi nào, chắc đến đâu, máy nào thấy.",
                "The page of incidents says since when, how sure, and who saw it.",
            ),
            Told(
                "Đèn của modem có bình thường không?", "Are the modem's lights as ever?"
            ),
        ),
        (
            Told(
                "Khởi động lại modem một lần; vẫn hỏng thì gọi nhà cung cấp và đọc cho họ "
                "thời điểm.",
                "Restart the modem once; if it stays, call the operator and read them the "
                "times.",
            ),
        ),
        for_="1m",
        keep="3m",
    ),
    Alert(
        "HatangLinePoor",
        f'{_SURE}{{cause=~"line|operator",kind!="out"}} >= {_LEAST}',
        "warning",
        Told("Một đường truyền kém.", "A broadband line is poor."),
        Told(
            "{{ $labels.place }} ({{ $labels.site }}): {{ $labels.kind }}.",
            "{{ $labels.place }} ({{ $labels.site }}): {{ $labels.kind }}.",
        ),
        Told(
            "Mất gói (loss), chậm (slow), đầy do chính cơ quan (full) hoặc không ra quốc "
            "tế (international).",
            "Packets are lost (loss), it is slow (slow), full of our own traffic (full), or "
            "nothing comes from abroad (international).",
        ),
        (
            Told(
                "Đầy: xem máy nào tải nhiều. Không đầy: so với hợp đồng.",
                "Full: see which machine loads it. Not full: compare with the contract.",
            ),
        ),
        (
            Told(
                "Đầy thì dời bản sao lưu và cập nhật ra ngoài giờ; kế hoạch nâng cấp cho "
                "biết gói nhanh hơn có đáng không. Không đầy thì báo nhà cung cấp.",
                "If it is full move backups and updates out of office hours; the upgrade plan "
                "says whether a faster contract pays. If not, complain to the operator.",
            ),
        ),
        for_="10m",
        keep="10m",
    ),
    Alert(
        "HatangServiceFailing",
        f'{_SURE}{{cause=~"far_end|dns"}} >= {_LEAST}',
        "warning",
        Told(
            "Một dịch vụ mà công việc dựa vào không dùng được.",
            "A service that work rests on does not work.",
        ),
        Told(
            '{{ $labels.place }}: {{ if eq $labels.cause "dns" }}tên miền không được '
            "phân giải{{ else }}bên kia không trả lời, nơi khác vẫn tốt{{ end }}.",
            '{{ $labels.place }}: {{ if eq $labels.cause "dns" }}names are not resolved'
            "{{ else }}the other end does not answer, all else does{{ end }}.",
        ),
        Told(
            "Nhiều máy cùng không dùng được, còn mạng và các dịch vụ khác vẫn tốt.",
            "Several machines cannot use it, while the LAN and other services are well.",
        ),
        (
            Told(
                "Trang Sự cố cho biết máy nào thấy và từ khi nào.",
                "The page of incidents says who saw it and since when.",
            ),
        ),
        (
            Told(
                "Báo đơn vị vận hành; với DNS, tạm đặt máy chủ phân giải khác.",
                "Tell who runs it; for DNS, set another resolver for the time being.",
            ),
        ),
        for_="3m",
        keep="5m",
    ),
)
