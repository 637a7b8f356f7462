"""Alerts about machines: silence, drives, protection, backups, space."""

from dashboards.alert import Alert, Told
from dashboards.levels import levels
from dashboards.unreachable import silent_by_themselves

_FREE, _FREE_BYTES = levels("filesystem_free"), levels("filesystem_free_bytes")
_SINCE = "hatang_finding_since_timestamp_seconds"
_PLACE = "{{ $labels.instance }} ({{ $labels.department }} {{ $labels.room }})"

ALERTS: tuple[Alert, ...] = (
    Alert(
        "HatangMachineSilent",
        "hatang_agent_silent == 1",
        "warning",
        Told(
            "Một máy lẽ ra đang bật nhưng không báo cáo.",
            "A machine that should be on does not report.",
        ),
        Told(
            f"{_PLACE} im lặng hơn nửa giờ trong giờ làm việc.",
            f"{_PLACE} has been silent for more than half an hour of office hours.",
        ),
        Told(
            "Tác tử của máy không gửi báo cáo, dù đang trong giờ làm việc và máy không "
            "báo tắt.",
            "The machine's agent sends no reports, though it is in office hours and "
            "did not say that it stops.",
        ),
        (
            Told("Máy có bật và có mạng không?", "Is the machine on, and on the LAN?"),
            Told(
                "Chạy hatang-agent doctor trên máy.",
                "Run hatang-agent doctor on the machine.",
            ),
        ),
        (
            Told(
                "Bật lại dịch vụ, hoặc sửa dây mạng; báo cáo chờ sẵn trên máy sẽ tự gửi.",
                "Start the service, or mend the cable; waiting reports then come by "
                "themselves.",
            ),
        ),
        for_="30m",
        keep="5m",
    ),
    Alert(
        "HatangManyMachinesSilent",
        f"sum by (site) ({silent_by_themselves()}) / count by (site) (hatang_agent_silent)"
        f" > 0.3 and sum by (site) ({silent_by_themselves()}) >= 5",
        "critical",
        Told(
            "Nhiều máy của một điểm cùng mất liên lạc.",
            "Many machines of a site fell silent together.",
        ),
        Told(
            "{{ $value | humanizePercentage }} máy của {{ $labels.site }} im lặng cùng "
            "lúc: thường do mất điện, đường truyền hoặc thiết bị chuyển mạch chính.",
            "{{ $value | humanizePercentage }} of the machines of {{ $labels.site }} are "
            "silent together: as a rule power, the line, or the main switch.",
        ),
        Told(
            "Từ năm máy và ba phần mười số máy của một điểm im lặng, không tính máy sau một "
            "thiết bị chuyển mạch đã báo mất.",
            "Five machines and three tenths of a site's machines are silent; those behind a "
            "switch that is down do not count.",
        ),
        (
            Told("Điểm đó có điện không?", "Has the site power?"),
            Told(
                "Xem sơ đồ mạng: thiết bị nào không trả lời?",
                "Look at the map of the LAN: which device does not answer?",
            ),
        ),
        (
            Told(
                "Khôi phục điện, đường truyền hoặc thiết bị; không cần làm gì trên máy.",
                "Bring back power, line or device; nothing has to be done on machines.",
            ),
        ),
        for_="10m",
        keep="10m",
    ),
    Alert(
        "HatangDiskFailing",
        f'{_SINCE}{{finding="disk_failing"}} > 0',
        "critical",
        Told("Một ổ đĩa đang hỏng.", "A drive is failing."),
        Told(
            f"Ổ {{{{ $labels.subject }}}} của {_PLACE} đang hỏng: sao lưu ngay.",
            f"Drive {{{{ $labels.subject }}}} of {_PLACE} is failing: copy the documents "
            "now.",
        ),
        Told(
            "Ổ đĩa tự báo hỏng, hoặc một chỉ số đã chạm ngưỡng của hãng.",
            "The drive itself says so, or a value reached its maker's threshold.",
        ),
        (
            Told(
                "Trang của máy nêu chỉ số và nguồn.",
                "The machine's page names the value and its source.",
            ),
        ),
        (
            Told(
                "Chép tài liệu ra ổ khác ngay hôm nay, thay ổ, khôi phục từ bản sao.",
                "Copy the documents today, replace the drive, restore from the backup.",
            ),
        ),
    ),
    Alert(
        "HatangCanaryChanged",
        f'{_SINCE}{{finding="canary_changed"}} > 0',
        "critical",
        Told(
            "Một tệp canh đã bị thay đổi: có thể mã độc đang mã hóa.",
            "A canary file was changed: something may be encrypting.",
        ),
        Told(
            f"Tệp canh trên {_PLACE} đã đổi: rút dây mạng của máy ngay.",
            f"A canary file on {_PLACE} was changed: pull its network cable now.",
        ),
        Told(
            "Tệp canh do tác tử đặt không được ai sửa; mã độc tống tiền thì sửa mọi tệp.",
            "Nobody edits the agent's canary files; ransomware changes every file.",
        ),
        (
            Told(
                "Các tệp bên cạnh còn mở được không?",
                "Can the files beside it still be opened?",
            ),
        ),
        (
            Told(
                "Cách ly máy, báo người phụ trách an toàn thông tin, giữ nguyên ổ đĩa.",
                "Isolate the machine, tell who answers for security, keep the drive as "
                "it is.",
            ),
        ),
    ),
    Alert(
        "HatangAntivirusOff",
        f'{_SINCE}{{finding="antivirus_off"}} > 0',
        "warning",
        Told("Phần mềm phòng chống mã độc đang tắt.", "Anti-malware is switched off."),
        Told(
            f"Phần mềm phòng chống mã độc trên {_PLACE} đang tắt.",
            f"Anti-malware on {_PLACE} is switched off.",
        ),
        Told(
            "Bảo vệ thời gian thực đang tắt hơn một giờ; mã độc thường làm việc này trước.",
            "Real-time protection has been off for more than an hour; malware does that "
            "first.",
        ),
        (Told("Ai hoặc cái gì đã tắt?", "Who or what switched it off?"),),
        (
            Told(
                "Bật lại; nếu hết hạn bản quyền thì gỡ ra, Defender sẽ thay.",
                "Switch it on; if its licence ended remove it, Defender then takes over.",
            ),
        ),
        for_="1h",
        keep="15m",
    ),
    Alert(
        "HatangFilesystemFull",
        "hatang_filesystem_available_bytes / hatang_filesystem_size_bytes"
        f" < {_FREE.critical:g} and hatang_filesystem_available_bytes"
        f" < {_FREE_BYTES.critical:g}",
        "warning",
        Told("Một ổ đĩa gần đầy.", "A file system is nearly full."),
        Told(
            f"{{{{ $labels.mountpoint }}}} của {_PLACE} còn "
            "{{ $value | humanizePercentage }} trống.",
            f"{{{{ $labels.mountpoint }}}} of {_PLACE} has "
            "{{ $value | humanizePercentage }} left.",
        ),
        Told(
            f"Còn dưới {_FREE.critical:.0%} và dưới {_FREE_BYTES.critical / 1e9:.0f} GB: cập "
            "nhật và công việc sẽ lỗi.",
            f"Less than {_FREE.critical:.0%} and {_FREE_BYTES.critical / 1e9:.0f} GB are "
            "free: updates and work will fail.",
        ),
        (Told("Thư mục nào lớn nhất?", "Which folders are the largest?"),),
        (
            Told(
                "Dọn tệp tạm, bản cập nhật cũ; chuyển tài liệu lớn lên máy chủ.",
                "Remove temporary files and old updates; move large documents to a server.",
            ),
        ),
        for_="30m",
        keep="30m",
    ),
    Alert(
        "HatangBackupsBad",
        "count by (site) (count by (site, instance) ("
        f'{_SINCE}{{finding=~"backup_(never|stale|failed)"}})) > 0',
        "info",
        Told(
            "Sao lưu của một số máy đã cũ hoặc bị lỗi.",
            "Backups of some machines are old or failed.",
        ),
        Told(
            "{{ $value }} máy của {{ $labels.site }} có bản sao lưu cũ, lỗi hoặc chưa có "
            "lần nào.",
            "{{ $value }} machines of {{ $labels.site }} have backups that are old, failed "
            "or never ran.",
        ),
        Told(
            "Sao lưu đã được đặt nhưng không chạy đúng hạn. Mỗi điểm một tin.",
            "A backup is set up and does not run in time. One message for each site.",
        ),
        (
            Told(
                "Trang An toàn dữ liệu xếp máy nào trước.",
                "The page Data safety says who first.",
            ),
        ),
        (
            Told(
                "Xem đích sao lưu có mở được không, rồi chạy lại.",
                "See whether the target can be reached, then run it again.",
            ),
        ),
        for_="4h",
        keep="1h",
    ),
)
