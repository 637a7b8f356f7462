"""What each cause says, Vietnamese and English side by side."""

from collector.planning.need.words_causes_lan import LAN_CAUSES

REQUIREMENTS: dict[str, tuple[str, str]] = {
    "cpu": ("bộ xử lý", "processor"),
    "bits": ("hệ 64 bit", "64 bits"),
    "cores": ("bộ xử lý hai nhân", "two cores"),
    "memory": ("bộ nhớ 4 GB", "4 GB of memory"),
    "disk": ("ổ đĩa 64 GB", "a drive of 64 GB"),
    "uefi": ("khởi động UEFI", "start by UEFI"),
    "secure_boot": ("Secure Boot", "Secure Boot"),
    "tpm": ("TPM 2.0", "TPM 2.0"),
}
"""What Windows 11 asks for."""

_SYSTEM: dict[str, tuple[str, str]] = {
    "tpm_off": (
        "TPM đang tắt trong BIOS/UEFI: bật lên là lên được Windows 11, không phải mua "
        "gì[ (còn thiếu: {requirements})]",
        "TPM is switched off in the firmware: switched on, the machine runs Windows 11 "
        "and nothing is bought[ (missing: {requirements})]",
    ),
    "secure_boot_off": (
        "Secure Boot đang tắt trong BIOS/UEFI: bật lên là lên được Windows 11, không "
        "phải mua gì[ (còn thiếu: {requirements})]",
        "Secure Boot is switched off in the firmware: switched on, the machine runs "
        "Windows 11 and nothing is bought[ (missing: {requirements})]",
    ),
    "legacy_start": (
        "Máy khởi động kiểu cũ (Legacy): chuyển sang UEFI là lên được Windows 11, không "
        "phải mua gì[ (còn thiếu: {requirements})]",
        "The machine starts in legacy mode: changed to UEFI it runs Windows 11 and "
        "nothing is bought[ (missing: {requirements})]",
    ),
    "upgrade_ready": (
        "[{system}: ]máy đủ điều kiện lên Windows 11, chỉ cần nâng cấp phần mềm",
        "[{system}: ]the machine is ready for Windows 11, only the software is upgraded",
    ),
    "feature_update": (
        "[{system}: ]chỉ cần cài bản cập nhật Windows mới, không phải mua gì",
        "[{system}: ]a newer release of Windows is an update, nothing is bought",
    ),
    "newer_release": (
        "[{system}: ]nâng lên bản mới của hệ điều hành, không phải mua gì",
        "[{system}: ]a newer release of the system costs nothing",
    ),
    "upgrade_virtual": (
        "[{system}: ]máy ảo, nâng cấp hệ điều hành bên trong",
        "[{system}: ]a virtual machine, its system is upgraded inside",
    ),
    "readiness_unknown": (
        "Chưa biết máy có lên được Windows 11 không: cần xem trên máy trước khi mua"
        "[ ({requirements})]",
        "Whether the machine can run Windows 11 is not known: look before anything is "
        "bought[ ({requirements})]",
    ),
    "upgrade_licence": (
        "[{system}: ]cần mua bản quyền hệ điều hành mới",
        "[{system}: ]a licence for a newer system is needed",
    ),
    "windows11_part": (
        "Máy lên được Windows 11 khi bổ sung linh kiện[: {requirements}]",
        "The machine runs Windows 11 with another part[: {requirements}]",
    ),
    "windows11_replace": (
        "Máy không lên được Windows 11[ vì: {requirements}][ ({processor})]",
        "The machine cannot run Windows 11[: in the way is {requirements}][ ({processor})]",
    ),
    "office_release": (
        "Bộ phần mềm văn phòng hết hỗ trợ[: {system}, ngày {end_timestamp_seconds}]",
        "Support of the office program ends[: {system}, {end_timestamp_seconds}]",
    ),
    "antivirus_off": (
        "Phần mềm diệt vi-rút[ {products}] đang tắt: bật lại, không phải mua gì",
        "Antivirus[ ({products})] is switched off: switch it on, nothing is bought",
    ),
    "antivirus_none": (
        "Máy không có phần mềm diệt vi-rút",
        "The machine has no antivirus program",
    ),
}
_PARTS: dict[str, tuple[str, str]] = {
    "disk_full": (
        "Ổ hệ thống gần đầy[, chỉ còn trống {free_ratio}]: dọn dẹp trước, chưa mua ổ mới",
        "The system drive is nearly full[, {free_ratio} is free]: clean up first, buy no "
        "drive yet",
    ),
    "drive_small": (
        "Sau khi dọn dẹp ổ hệ thống vẫn thiếu chỗ: cần ổ lớn hơn",
        "Cleaned up, the system drive is still too small: a larger one is needed",
    ),
    "memory_slow": (
        "Bộ nhớ chạy chậm hơn khả năng[ ({configured_speed_mts} thay vì {speed_mts} "
        "MT/s)]: chỉnh trong BIOS/UEFI, không phải mua gì",
        "Memory runs slower than it can[ ({configured_speed_mts} instead of {speed_mts} "
        "MT/s)]: a setting of the firmware, nothing is bought",
    ),
    "paging": (
        "Thiếu bộ nhớ nên ổ đĩa phải đọc bù[ ({paging_ratio} thời gian của ổ)]: thêm "
        "RAM[, hiện có {installed_gib}], chưa cần thay ổ đĩa",
        "Short of memory, so the drive pages[ ({paging_ratio} of its time)]: add memory"
        "[ to the {installed_gib}], no drive yet",
    ),
    "memory_short": (
        "Bộ nhớ không đủ cho công việc[, hiện có {installed_gib}]: thêm RAM",
        "Memory is short of what the work takes[ ({installed_gib} now)]: add memory",
    ),
    "memory_small": (
        "Bộ nhớ dưới mức quy định[, hiện có {installed_gib}]: thêm RAM",
        "Less memory than the policy asks for[ ({installed_gib} now)]: add memory",
    ),
    "memory_at_maximum": (
        "Bộ nhớ thiếu và bo mạch không nhận thêm[ (tối đa {maximum_gib})]: phải thay máy",
        "Memory is short and the board takes no more[ ({maximum_gib} at most)]: another "
        "machine is needed",
    ),
    "trim_off": (
        "Tác vụ TRIM của ổ SSD đang tắt: bật lại, không phải mua gì",
        "The TRIM job of the solid-state drive is off: switch it on, nothing is bought",
    ),
    "power_saver": (
        "Máy chạy ở chế độ tiết kiệm điện: chuyển sang cân bằng, không phải mua gì",
        "The machine runs on the power saver plan: set it to balanced, nothing is bought",
    ),
    "startup_load": (
        "Có {programs} chương trình tự chạy khi đăng nhập: tắt bớt trước khi mua",
        "{programs} programs start with every user: switch off those that are not needed",
    ),
    "drive_load": (
        "Ổ đĩa bận liên tục tuy không phải ổ cơ: xem chương trình nào đọc ghi nhiều trước khi mua",
        "A drive that is no hard disk is kept busy: find out by what before anything is bought",
    ),
    "hard_disk": (
        "Ổ đĩa cơ[ {drive}] chậm: thay bằng SSD",
        "Hard disk[ {drive}] is slow: replace it by a solid-state drive",
    ),
    "slow_drive": (
        "Ổ đĩa[ {drive}] chậm, chưa rõ loại: xem là ổ cơ hay SSD trước khi mua",
        "Drive[ {drive}] is slow, its kind is not known: look whether it is a hard disk "
        "before anything is bought",
    ),
    "disk_failing": (
        "Ổ đĩa[ {drive}] đang hỏng: sao lưu ngay và thay",
        "Drive[ {drive}] is failing: copy the documents now and replace it",
    ),
    "disk_replace_soon": (
        "Ổ đĩa[ {drive}] cần thay sớm",
        "Drive[ {drive}] should be replaced soon",
    ),
    "disk_watch": (
        "Ổ đĩa[ {drive}] có dấu hiệu lỗi: sao lưu và xem lại sau một tháng",
        "Drive[ {drive}] shows defects: back up, and look again in a month",
    ),
    "drive_worn": (
        "Ổ SSD đã dùng {used_percent} tuổi thọ: thay trước khi hết",
        "The solid-state drive has used {used_percent} of its life: replace it in time",
    ),
    "raid_degraded": (
        "Mảng RAID[ {array}] thiếu ổ: thay ổ hỏng ngay",
        "Array[ {array}] runs without a drive: replace the failed one now",
    ),
    "scrub_errors": (
        "Dữ liệu[ trên {pool}] bị hỏng: khôi phục từ bản sao lưu, kiểm tra cáp và bộ nhớ",
        "Stored data[ on {pool}] is damaged: restore it, check cables and memory",
    ),
    "cpu_busy": (
        "Bộ xử lý không đủ cho công việc: phải thay máy",
        "The processor is too slow for the work: another machine is needed",
    ),
}
CAUSES: dict[str, tuple[str, str]] = {**_SYSTEM, **_PARTS, **LAN_CAUSES}
"""By code; the places are names of the evidence."""
