"""What the causes of ports, devices and lines say, Vietnamese and English."""

LAN_CAUSES: dict[str, tuple[str, str]] = {
    "speed_setting": (
        "Cổng {port}[ của {device}] bị đặt tốc độ cố định[ {speed_bps}]: chỉnh về tự động, "
        "không phải mua gì",
        "Port {port}[ of {device}] is set[ to {speed_bps}] by hand: set it to automatic, "
        "nothing is bought",
    ),
    "slow_offer": (
        "Đầu kia của cổng {port}[ ({device})] chỉ nhận[ {speed_bps}] trên dây này: kiểm tra điện "
        "thoại, đế cắm, switch nhỏ ở giữa và chế độ tiết kiệm điện của card mạng",
        "The other end of port {port}[ ({device})] offers less than it can do[: {speed_bps}]; look for a "
        "telephone, dock or small switch between, and at the card's energy saving",
    ),
    "cable": (
        "Dây mạng ở cổng {port}[ của {device}] chỉ đạt[ {speed_bps}, hai đầu đạt được "
        "{both_bps}]: thay dây hoặc ổ cắm, không cần switch mới",
        "The cable at port {port}[ of {device}] is slow[: {speed_bps}, both ends can do "
        "{both_bps}]: change cable or socket, no new switch is needed",
    ),
    "slow_card": (
        "Card mạng của máy chỉ đạt {speed_bps}",
        "The machine's network card can do {speed_bps} only",
    ),
    "slow_switch": (
        "Cổng {port}[ của {device}] chỉ đạt {speed_bps}, máy đạt được 1 Gb/s",
        "Port {port}[ of {device}] can do {speed_bps} only, the machine 1 Gb/s",
    ),
    "duplex_mismatch": (
        "Cổng {port}[ của {device}]: hai đầu đặt chế độ song công khác nhau: chỉnh cả hai về tự "
        "động, không phải mua gì",
        "Port {port}[ of {device}]: both ends use different duplex; set both to "
        "automatic, nothing is bought",
    ),
    "half_duplex": (
        "Cổng {port}[ của {device}] chạy bán song công: chỉnh hai đầu về tự động trước",
        "Port {port}[ of {device}] runs half duplex: set both ends to automatic first",
    ),
    "loop": (
        "Bão quảng bá ở cổng {port}[ của {device}]: tìm và rút dây nối vòng",
        "A storm of broadcast at port {port}[ of {device}]: find the loop and pull it",
    ),
    "loose_cable": (
        "Kết nối ở cổng {port}[ của {device}] chập chờn: cắm lại, rồi thay dây",
        "The link at port {port}[ of {device}] comes and goes: plug it in again, then "
        "change the cable",
    ),
    "bad_cable": (
        "Dây ở cổng {port}[ của {device}] làm hỏng gói tin: thay dây hoặc ổ cắm",
        "The cable at port {port}[ of {device}] damages packets: change cable or socket",
    ),
    "bursts": (
        "Cổng {port}[ của {device}] bỏ gói khi có đợt truyền lớn: chuyển sao lưu, cập "
        "nhật ra ngoài giờ trước",
        "Port {port}[ of {device}] drops packets in bursts: move backups and updates out "
        "of office hours first",
    ),
    "uplink_full": (
        "Đường nối {port}[ của {device}] gần đầy[ ({value})]: cần đường nối nhanh hơn",
        "The uplink {port}[ of {device}] is nearly full[ ({value})]: a faster one is "
        "needed",
    ),
    "port_full": (
        "Cổng {port}[ của {device}] gần đầy[ ({value})]: cần cổng nhanh hơn",
        "Port {port}[ of {device}] is nearly full[ ({value})]: a faster one is needed",
    ),
    "ports_used_up": (
        "{device}: còn {free_ports} cổng trống trên {ports} cổng",
        "{device}: {free_ports} of {ports} ports are free",
    ),
    "poe_used_up": (
        "{device} đã dùng {used_watts} trong {budget_watts} nguồn PoE",
        "{device} uses {used_watts} of {budget_watts} of PoE power",
    ),
    "slow_ports": (
        "{device} chỉ có cổng 100 Mb/s, {machines} máy đạt được 1 Gb/s",
        "{device} has ports of 100 Mb/s only, {machines} machines can do 1 Gb/s",
    ),
    "power_supply": (
        "Kiểm tra nguồn điện của {device} trước",
        "Check the power of {device} first",
    ),
    "restarts_often": (
        "{device} tự khởi động lại[ {restarts} lần]",
        "{device} restarts again and again[: {restarts} times]",
    ),
    "part_bad": (
        "{device}[: {part}] báo lỗi",
        "{device} reports a fault[: {part}]",
    ),
    "battery_bad": (
        "Ắc quy của {device} đã kém: thay ắc quy, không thay UPS",
        "The battery of {device} is worn out: replace it, not the UPS",
    ),
    "device_hot": (
        "{device} quá nóng[ ({temperature_celsius} °C)]: vệ sinh và thông gió trước",
        "{device} gets too hot[ ({temperature_celsius} °C)]: clean and ventilate it first",
    ),
    "line_full": (
        "Đường truyền {line}[ ({operator})] gần đầy[ ({value} của {down_mbps})]: cần gói "
        "cước cao hơn",
        "Line {line}[ ({operator})] is nearly full[ ({value} of {down_mbps})]: a larger "
        "plan is needed",
    ),
    "contract_broken": (
        "Đường truyền {line}[ ({operator})] không đạt hợp đồng: yêu cầu nhà mạng khắc "
        "phục trước khi mua gói khác",
        "Line {line}[ ({operator})] does not keep its contract: have the operator mend it "
        "before another plan is bought",
    ),
    "line_poor": (
        "Chất lượng đường truyền {line}[ ({operator})] kém: cần đường khác",
        "Line {line}[ ({operator})] is of poor quality: another one is needed",
    ),
}
"""By code; the places are names of the evidence."""
