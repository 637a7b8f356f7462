"""Alerts about Hatang itself, and the one that always fires."""

from dashboards.alert import Alert, Told

ALERTS: tuple[Alert, ...] = (
    Alert(
        "HatangAlive",
        "vector(1)",
        "none",
        Told(
            "Cảnh báo hoạt động: tin này luôn có.",
            "Alerting works: this message is always there.",
        ),
        Told(
            "Nếu tin này ngừng đến, đường cảnh báo đã hỏng.",
            "If this message stops coming, the way of alerts is broken.",
        ),
        Told(
            "Luôn báo, để bên nhận phát hiện khi cảnh báo không còn đến.",
            "Always fires, so that its receiver notices when alerts no longer arrive.",
        ),
        (
            Told(
                "Prometheus và Alertmanager có chạy không?",
                "Do Prometheus and Alertmanager run?",
            ),
        ),
        (Told("Khởi động lại phần đã dừng.", "Start what has stopped."),),
    ),
    Alert(
        "HatangCollectorDown",
        'up{job="hatang-collector"} == 0 or absent(up{job="hatang-collector"})',
        "critical",
        Told("Bộ thu thập không trả lời.", "The collector does not answer."),
        Told(
            "Prometheus không đọc được bộ thu thập đã 5 phút; báo cáo chờ trên các máy.",
            "Prometheus cannot read the collector for 5 minutes; reports wait on the "
            "machines.",
        ),
        Told(
            "Không có dữ liệu mới; không mất gì trong 14 ngày vì máy giữ báo cáo.",
            "There are no new data; nothing is lost for 14 days, machines keep reports.",
        ),
        (
            Told(
                "Dịch vụ có chạy không? hatang-collector doctor",
                "Does the service run? hatang-collector doctor",
            ),
        ),
        (
            Told(
                "Khởi động lại, xem nhật ký, ổ đĩa đầy?",
                "Start it, read its log; is the disk full?",
            ),
        ),
        for_="5m",
    ),
    Alert(
        "HatangStoreFailing",
        "increase(hatang_collector_commit_failures_total[10m]) > 0",
        "critical",
        Told("Bộ thu thập không ghi được dữ liệu.", "The collector cannot write."),
        Told(
            "Kho dữ liệu từ chối {{ $value | humanize }} lần ghi trong 10 phút.",
            "The store refused {{ $value | humanize }} writes within 10 minutes.",
        ),
        Told(
            "Ổ đĩa đầy, hỏng, hoặc kho bị khóa. Báo cáo chờ trên các máy.",
            "The disk is full or broken, or the store is locked. Reports wait.",
        ),
        (Told("Ổ của bộ thu thập còn chỗ không?", "Has the collector's disk room?"),),
        (
            Told(
                "Dọn chỗ; nếu hỏng, khôi phục từ bản sao lưu mới nhất.",
                "Make room; if it is damaged restore the newest backup.",
            ),
        ),
        for_="10m",
        keep="10m",
    ),
    Alert(
        "HatangJobFailing",
        "hatang_collector_job_success == 0",
        "warning",
        Told(
            "Một công việc định kỳ của bộ thu thập bị lỗi.",
            "A scheduled job of the collector fails.",
        ),
        Told(
            "Công việc {{ $labels.job_name }} lỗi đã hơn một giờ.",
            "The job {{ $labels.job_name }} has failed for more than an hour.",
        ),
        Told(
            "Gộp số liệu, sao lưu hoặc dọn dẹp không chạy xong.",
            "Roll-ups, backup or clean-up do not finish.",
        ),
        (
            Told(
                "Nhật ký của bộ thu thập nói gì?", "What does the collector's log say?"
            ),
        ),
        (
            Told(
                "Sửa nguyên nhân; lần chạy sau tự làm bù.",
                "Mend it; the next run makes up for it.",
            ),
        ),
        for_="1h",
        keep="5m",
    ),
    Alert(
        "HatangReportsLost",
        "increase(hatang_agent_dropped_reports_total[1h]) > 0",
        "warning",
        Told("Một máy phải bỏ báo cáo cũ.", "A machine had to give up old reports."),
        Told(
            "{{ $labels.instance }} bỏ {{ $value | humanize }} báo cáo trong một giờ.",
            "{{ $labels.instance }} gave up {{ $value | humanize }} reports in an hour.",
        ),
        Told(
            "Bộ đệm trên máy đầy vì lâu không gửi được.",
            "The machine's spool is full, as it could not deliver for long.",
        ),
        (Told("Máy có nối được bộ thu thập không?", "Does it reach the collector?"),),
        (
            Told(
                "Sửa đường truyền hoặc chứng thực.", "Mend the line or its credential."
            ),
        ),
        for_="15m",
        keep="1h",
    ),
    Alert(
        "HatangAgentsQuarantined",
        'sum(hatang_fleet_agents{state="quarantined"}) > 0',
        "warning",
        Told(
            "Có máy bị cách ly vì dùng chung chứng thực.",
            "Machines are quarantined: two use one credential.",
        ),
        Told(
            "{{ $value }} máy bị cách ly: thường do nhân bản ổ đĩa.",
            "{{ $value }} machines are quarantined: as a rule a cloned disk.",
        ),
        Told(
            "Hai máy báo cáo cùng một danh tính; báo cáo chờ bạn quyết định.",
            "Two machines report as one; their reports wait for your decision.",
        ),
        (Told("hatang-collector agents list", "hatang-collector agents list"),),
        (
            Told(
                "Đăng ký lại máy nhân bản, rồi duyệt máy gốc.",
                "Enrol the copy anew, then approve the original.",
            ),
        ),
        for_="5m",
        keep="5m",
    ),
)
