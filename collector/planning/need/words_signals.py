"""What each signal says, Vietnamese and English side by side."""

SIGNALS: dict[str, tuple[str, str]] = {
    # Machines
    "cpu_busy_p95": (
        "Bộ xử lý: trong 5% giờ làm việc tải từ {value} trở lên",
        "Processor: for 5% of the office hours busy {value} or more",
    ),
    "cpu_busy_share": (
        "Bộ xử lý: thời gian quá tải chiếm {value}",
        "Processor: overloaded for {value} of the active time",
    ),
    "memory_available_p5": (
        "Bộ nhớ: trong 5% giờ làm việc còn trống {value} trở xuống",
        "Memory: for 5% of the office hours {value} or less is free",
    ),
    "memory_committed_p95": (
        "Bộ nhớ đã cấp phát lên tới {value} giới hạn của máy",
        "Committed memory reaches {value} of what the machine allows",
    ),
    "memory_pressure_p95": (
        "Bộ nhớ: chương trình phải chờ tới {value} thời gian",
        "Memory: programs wait for it up to {value} of the time",
    ),
    "hard_faults_p95": (
        "Bộ nhớ: phải đọc lại từ ổ đĩa tới {value}",
        "Memory: pages are read back from the drive up to {value}",
    ),
    "paging_disk_share": (
        "Đọc bù bộ nhớ chiếm trung bình {value} thời gian của ổ đĩa",
        "Paging takes {value} of the drive's time on average",
    ),
    "memory_size_gib": (
        "Máy có {value} bộ nhớ",
        "The machine has {value} of memory",
    ),
    "disk_read_seconds_p95": (
        "Ổ đĩa: 5% lần đọc chậm nhất mất từ {value} trở lên",
        "Drive: the slowest 5% of reads take {value} or more",
    ),
    "disk_write_seconds_p95": (
        "Ổ đĩa: 5% lần ghi chậm nhất mất từ {value} trở lên",
        "Drive: the slowest 5% of writes take {value} or more",
    ),
    "disk_busy_p95": (
        "Ổ đĩa: trong 5% giờ làm việc bận từ {value} trở lên",
        "Drive: for 5% of the office hours busy {value} or more",
    ),
    "io_pressure_p95": (
        "Ổ đĩa: chương trình phải chờ tới {value} thời gian",
        "Drive: programs wait for it up to {value} of the time",
    ),
    "filesystem_free": (
        "Ổ hệ thống còn trống {value}",
        "The system drive has {value} free",
    ),
    "filesystem_free_bytes": (
        "Ổ hệ thống còn trống khoảng {value}",
        "The system drive has about {value} free",
    ),
    "wear_percent": (
        "Ổ SSD đã dùng {value} tuổi thọ",
        "The solid-state drive has used {value} of its life",
    ),
    "disk_failing": ("Ổ đĩa đang hỏng", "A drive is failing"),
    "disk_replace_soon": ("Ổ đĩa cần thay sớm", "A drive should be replaced soon"),
    "disk_watch": (
        "Ổ đĩa có dấu hiệu lỗi, cần theo dõi",
        "A drive shows defects and should be watched",
    ),
    "raid_degraded": ("Mảng RAID đã mất một ổ đĩa", "A RAID array has lost a drive"),
    "scrub_errors": ("Dữ liệu lưu trữ bị hỏng", "Stored data is damaged"),
    "support_days": (
        "Hệ điều hành còn được hỗ trợ {value}",
        "The operating system is supported for {value} more",
    ),
    "support_days_over": (
        "Hệ điều hành đã hết hỗ trợ từ {value} trước",
        "Support of the operating system ended {value} ago",
    ),
    # The LAN
    "link_slow": (
        "Kết nối mạng chạy chậm hơn khả năng của cả hai đầu[: {value}]",
        "The network link is slower than both of its ends can do[: {value}]",
    ),
    "link_limited": (
        "Kết nối mạng bị giới hạn ở một đầu[: {value}]",
        "The network link is limited by one of its ends[: {value}]",
    ),
    "slow_ports": (
        "{value} máy có thể chạy nhanh hơn cổng của thiết bị này",
        "{value} machines could be faster than the ports of this device",
    ),
    "port_receive_p95": (
        "Chiều vào: trong 5% giờ làm việc dùng từ {value} tốc độ cổng trở lên",
        "Incoming: for 5% of the office hours {value} or more of the port's speed",
    ),
    "port_transmit_p95": (
        "Chiều ra: trong 5% giờ làm việc dùng từ {value} tốc độ cổng trở lên",
        "Outgoing: for 5% of the office hours {value} or more of the port's speed",
    ),
    "port_error_ratio": (
        "Gói tin nhận bị hỏng: {value}",
        "Damaged packets received: {value}",
    ),
    "port_discard_ratio": (
        "Gói tin bị bỏ trước khi gửi: {value}",
        "Packets thrown away before sending: {value}",
    ),
    "duplex_mismatch": (
        "Hai đầu dây đặt chế độ song công khác nhau",
        "Both ends of the line use different duplex",
    ),
    "late_collisions": (
        "Xung đột muộn: hai đầu dây đặt chế độ song công khác nhau",
        "Late collisions: both ends of the line use different duplex",
    ),
    "duplex_suspected": (
        "Có dấu hiệu hai đầu dây đặt chế độ song công khác nhau",
        "Both ends of the line seem to use different duplex",
    ),
    "half_duplex": ("Cổng chạy bán song công", "The port runs half duplex"),
    "flapping": ("Kết nối bị ngắt nhiều lần", "The link is lost again and again"),
    "broadcast_storm": ("Bão quảng bá trong mạng", "A storm of broadcast"),
    "ports_free_share": (
        "Thiết bị còn trống {value} số cổng",
        "{value} of the device's ports are free",
    ),
    "poe_share": (
        "Nguồn PoE đã dùng {value}",
        "{value} of the PoE power is used",
    ),
    "restarts_often": (
        "Thiết bị tự khởi động lại nhiều lần",
        "The device restarts again and again",
    ),
    "part_bad": (
        "Quạt, nguồn hoặc cảm biến của thiết bị báo lỗi",
        "A fan, power supply or sensor of the device reports a fault",
    ),
    "battery_bad": ("Ắc quy của UPS đã kém", "The battery of the UPS is worn out"),
    "device_hot": ("Thiết bị quá nóng", "The device gets too hot"),
    # Broadband
    "line_receive_p95": (
        "Tải xuống: trong 5% giờ làm việc dùng từ {value} băng thông hợp đồng trở lên",
        "Download: for 5% of the office hours {value} or more of what is contracted",
    ),
    "line_transmit_p95": (
        "Tải lên: trong 5% giờ làm việc dùng từ {value} băng thông hợp đồng trở lên",
        "Upload: for 5% of the office hours {value} or more of what is contracted",
    ),
    "line_throughput": (
        "Tốc độ đo được trung bình bằng {value} hợp đồng",
        "The measured speed is {value} of the contract on average",
    ),
    "line_international": (
        "Tốc độ quốc tế đo được trung bình bằng {value} cam kết",
        "The measured international speed is {value} of the commitment on average",
    ),
    "line_availability": (
        "Đường truyền hoạt động {value} thời gian",
        "The line is up {value} of the time",
    ),
    "line_rtt_p95": (
        "Độ trễ: 5% số lần đo từ {value} trở lên",
        "Round-trip time: 5% of the measurements take {value} or more",
    ),
    "line_jitter_p95": (
        "Độ trễ dao động: 5% số lần đo từ {value} trở lên",
        "Jitter: 5% of the measurements show {value} or more",
    ),
    "line_loss_p95": (
        "Mất gói: 5% số lần đo từ {value} trở lên",
        "Loss: 5% of the measurements lose {value} or more",
    ),
}
"""By signal; ``{value}`` is what was measured, with its unit."""
