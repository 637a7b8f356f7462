"""Alerts about what happened once: the collector tells Alertmanager itself.

No series stands for them, so Prometheus has no rule; ``kinds`` are the events of the
collector that they speak of (``agent_enrolled`` and ``plan_set`` are audit records).
"""

from typing import NamedTuple

from dashboards.alert import Severity, Told


class EventAlert(NamedTuple):
    """One alert about events; the collector puts each event into words itself."""

    name: str
    kinds: tuple[str, ...]
    severity: Severity
    summary: Told
    meaning: Told
    check: tuple[Told, ...]
    fix: tuple[Told, ...]


ALERTS: tuple[EventAlert, ...] = (
    EventAlert(
        "HatangShadowCopiesDeleted",
        ("shadow_copies_deleted",),
        "critical",
        Told(
            "Bản sao bóng (shadow copy) của một máy đã bị xóa.",
            "Shadow copies of a machine were deleted.",
        ),
        Told(
            "Mã độc tống tiền xóa bản sao bóng trước khi mã hóa tệp, để không ai lấy lại "
            "được. Phần mềm dọn ổ cũng có thể xóa.",
            "Ransomware deletes shadow copies before it encrypts, so that nobody gets files "
            "back. A program that makes room may delete them, too.",
        ),
        (
            Told(
                "Có ai vừa dọn ổ hoặc tắt khôi phục hệ thống trên máy không?",
                "Did somebody clean the drive or switch off system restore?",
            ),
            Told(
                "Tệp canh và tài liệu trên máy còn mở được không?",
                "Do canary files and documents still open?",
            ),
        ),
        (
            Told(
                "Nếu không ai làm: rút dây mạng của máy ngay, không tắt máy, gọi người phụ "
                "trách an toàn thông tin.",
                "If nobody did: pull the machine's network cable at once, leave it on, call "
                "whoever is in charge of security.",
            ),
        ),
    ),
    EventAlert(
        "HatangAdministratorAdded",
        (
            "administrator_added",
            "administrators_changed",
            "domain_users_became_administrators",
        ),
        "warning",
        Told(
            "Một máy có thêm hoặc đổi người quản trị.",
            "A machine has a new or other local administrator.",
        ),
        Told(
            "Ai có quyền quản trị thì cài được mọi thứ, kể cả mã độc.",
            "An administrator can install anything, malware included.",
        ),
        (
            Told(
                "Trên máy: net localgroup Administrators. Có ai bạn không biết không?",
                "On the machine: net localgroup Administrators. Is anybody there whom you do "
                "not know?",
            ),
        ),
        (
            Told(
                "Gỡ tài khoản không có lý do; nếu không rõ ai thêm, đổi mật khẩu quản trị.",
                "Remove an account without a reason; if nobody knows who added it, change the "
                "administrators' passwords.",
            ),
        ),
    ),
    EventAlert(
        "HatangProtectionSwitchedOff",
        (
            "antivirus_removed",
            "automatic_updates_switched_off",
            "encryption_removed",
            "firewall_switched_off",
            "secure_boot_switched_off",
        ),
        "warning",
        Told(
            "Một lớp bảo vệ của một máy vừa bị tắt.",
            "A protection of a machine was just switched off.",
        ),
        Told(
            "Tường lửa, mã hóa, khởi động an toàn, tự cập nhật hoặc phần mềm phòng chống mã "
            "độc không còn như trước.",
            "Firewall, encryption, Secure Boot, automatic updates or anti-malware is not as "
            "it was.",
        ),
        (
            Told(
                "Có ai vừa cài đặt hoặc sửa máy không?",
                "Did somebody just install or repair something there?",
            ),
        ),
        (
            Told(
                "Bật lại; nếu nó lại tắt, quét mã độc trên máy.",
                "Switch it on; if it goes off again, scan the machine.",
            ),
        ),
    ),
    EventAlert(
        "HatangHardwareChanged",
        (
            "drive_removed",
            "drive_swapped",
            "memory_module_removed",
            "memory_module_swapped",
        ),
        "warning",
        Told(
            "Linh kiện của một máy bị tháo hoặc bị đổi.",
            "A part of a machine was taken out or swapped.",
        ),
        Told(
            "Thanh RAM hoặc ổ không còn là cái cũ: sửa chữa, hỏng, hoặc mất.",
            "A memory module or drive is not the one it was: repaired, broken, or stolen.",
        ),
        (
            Told(
                "Có phiếu sửa chữa nào cho máy này không?",
                "Is there a repair on record for this machine?",
            ),
        ),
        (
            Told(
                "Ghi vào sổ tài sản; nếu không ai biết, kiểm tra máy tại chỗ.",
                "Note it in the inventory; if nobody knows of it, look at the machine.",
            ),
        ),
    ),
    EventAlert(
        "HatangNewNeighbour",
        ("neighbour_appeared",),
        "warning",
        Told(
            "Một thiết bị mạng mới được cắm vào.",
            "A new network device was plugged in.",
        ),
        Told(
            "Một switch, router hoặc điểm phát Wi-Fi lạ có thể cấp địa chỉ sai, tạo vòng lặp "
            "hoặc mở mạng cho người ngoài.",
            "An unknown switch, router or access point may hand out wrong addresses, make a "
            "loop, or open the network to outsiders.",
        ),
        (
            Told(
                "Bản đồ mạng cho biết nó ở cổng nào; ai ngồi ở đó?",
                "The map says at which port it is; who sits there?",
            ),
        ),
        (
            Told(
                "Của cơ quan: thêm vào danh sách đọc SNMP. Không phải: rút ra hoặc tắt cổng.",
                "If it is yours: have it read over SNMP. If not: unplug it or switch the port "
                "off.",
            ),
        ),
    ),
    EventAlert(
        "HatangDeviceReplaced",
        ("device_replaced",),
        "warning",
        Told(
            "Một thiết bị mạng đã thành thiết bị khác.",
            "A network device has become another one.",
        ),
        Told(
            "Số máy (serial) ở địa chỉ này không còn như trước.",
            "The serial number at this address is not what it was.",
        ),
        (Told("Có ai vừa thay thiết bị không?", "Did somebody replace the device?"),),
        (
            Told(
                "Ghi vào sổ tài sản; kiểm tra cấu hình của thiết bị mới.",
                "Note it in the inventory; check the new one's configuration.",
            ),
        ),
    ),
    EventAlert(
        "HatangDeviceFound",
        ("device_found",),
        "info",
        Told(
            "Tìm thấy một thiết bị chưa được theo dõi.",
            "A device was found that nobody watches.",
        ),
        Told(
            "Nó trả lời SNMP trong dải địa chỉ được phép tìm, và chưa có trong cài đặt.",
            "It answers SNMP within the ranges that may be searched, and no settings name it.",
        ),
        (
            Told(
                "Bạn có biết thiết bị ở địa chỉ này không?",
                "Do you know the device at this address?",
            ),
        ),
        (
            Told(
                "hatang-agent switch add ĐỊA_CHỈ để theo dõi.",
                "hatang-agent switch add ADDRESS to watch it.",
            ),
        ),
    ),
    EventAlert(
        "HatangMachineMoved",
        ("machine_moved",),
        "info",
        Told("Một máy đã đổi chỗ cắm mạng.", "A machine hangs at another port."),
        Told(
            "Máy được chuyển phòng, hoặc dây được cắm lại.",
            "It was carried to another room, or its cable was moved.",
        ),
        (
            Told(
                "Phòng ghi cho máy còn đúng không?",
                "Is the machine's room still right?",
            ),
        ),
        (
            Told(
                "Sửa phòng trong danh sách máy; nếu không ai chuyển, tìm máy.",
                "Correct its room; if nobody moved it, look for it.",
            ),
        ),
    ),
    EventAlert(
        "HatangMachineEnrolled",
        ("agent_enrolled",),
        "info",
        Told("Một máy mới được đăng ký.", "A new machine has enrolled."),
        Told(
            "Ai đó đã dùng một mã đăng ký của bạn.",
            "Somebody used one of your tokens.",
        ),
        (
            Told(
                "Có phải máy của cơ quan không? hatang-collector agents list",
                "Is it a machine of yours? hatang-collector agents list",
            ),
        ),
        (
            Told(
                "Máy lạ: hatang-collector agents revoke TÊN, rồi thu hồi mã (token revoke).",
                "If it is not: hatang-collector agents revoke NAME, then revoke the token.",
            ),
        ),
    ),
    EventAlert(
        "HatangPlanApproved",
        ("plan_set",),
        "info",
        Told(
            "Một kế hoạch nâng cấp được duyệt.",
            "An upgrade plan was approved.",
        ),
        Told(
            "Từ nay kế hoạch này được giữ, và các trang so sánh với nó.",
            "From now on this plan is kept to, and pages compare with it.",
        ),
        (Told("Người duyệt có đúng không?", "Was it the right person?"),),
        (
            Told(
                "Duyệt lại kế hoạch đúng nếu có nhầm.",
                "Approve the right plan if this was a mistake.",
            ),
        ),
    ),
)
BY_KIND = {kind: alert for alert in ALERTS for kind in alert.kinds}
"""The alert that speaks of a kind of event; most kinds have none."""
