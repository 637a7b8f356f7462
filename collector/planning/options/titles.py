"""What free fixes are called, by cause."""

from collections.abc import Mapping
from types import MappingProxyType

from collector.planning.shapes.plan import Text

FIXES: Mapping[str, Text] = MappingProxyType(
    {
        "tpm_off": Text("Bật TPM trong BIOS", "Switch TPM on in the firmware"),
        "secure_boot_off": Text(
            "Bật Secure Boot trong BIOS", "Switch Secure Boot on in the firmware"
        ),
        "legacy_start": Text(
            "Chuyển sang khởi động UEFI", "Change to starting by UEFI"
        ),
        "upgrade_ready": Text("Nâng cấp lên Windows 11", "Upgrade to Windows 11"),
        "feature_update": Text(
            "Cài bản cập nhật lớn của Windows", "Install the feature update of Windows"
        ),
        "newer_release": Text(
            "Nâng cấp lên bản hệ điều hành mới", "Upgrade to a newer release"
        ),
        "upgrade_virtual": Text(
            "Bật TPM ảo rồi nâng cấp máy ảo", "Give the virtual machine a TPM, upgrade"
        ),
        "antivirus_off": Text(
            "Bật lại phần mềm phòng chống mã độc", "Switch anti-malware on again"
        ),
        "disk_full": Text("Dọn ổ đĩa hệ thống", "Clean up the system drive"),
        "memory_slow": Text(
            "Bật đúng tốc độ RAM trong BIOS", "Set the memory's speed in the firmware"
        ),
        "power_saver": Text(
            "Chuyển chế độ nguồn sang cân bằng", "Set the power plan to balanced"
        ),
        "startup_load": Text(
            "Tắt bớt chương trình tự chạy",
            "Switch off programs that start by themselves",
        ),
        "trim_off": Text("Bật TRIM cho ổ SSD", "Switch TRIM on for the drive"),
        "scrub_errors": Text(
            "Kiểm tra cáp ổ đĩa, khôi phục từ bản sao",
            "Check cables, restore from backup",
        ),
        "disk_watch": Text("Sao lưu và theo dõi ổ đĩa", "Back up, and watch the drive"),
        "speed_setting": Text(
            "Đặt lại cổng về tự động thương lượng", "Set the port to autonegotiation"
        ),
        "slow_offer": Text(
            "Tắt tiết kiệm điện của card mạng", "Switch off the card's power saving"
        ),
        "duplex_mismatch": Text(
            "Đặt hai đầu về tự động thương lượng", "Set both ends to autonegotiation"
        ),
        "half_duplex": Text("Đặt lại chế độ song công", "Set the port to full duplex"),
        "loop": Text("Tìm và gỡ vòng lặp mạng", "Find and open the loop"),
        "bursts": Text(
            "Xem lại lưu lượng dồn cục của cổng", "Look at the port's bursts"
        ),
        "power_supply": Text(
            "Kiểm tra nguồn điện của thiết bị", "Check the device's power"
        ),
        "contract_broken": Text(
            "Yêu cầu nhà mạng khắc phục theo hợp đồng",
            "Ask the operator to keep the contract",
        ),
    }
)
