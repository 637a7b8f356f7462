"""Names as an office in Vietnam has them: departments, sites, rooms, operators."""

DEPARTMENTS = (  # name, short name, share of the people
    ("Văn phòng Sở", "VP", 12),
    ("Thanh tra Sở", "TTRA", 6),
    ("Phòng Kế hoạch – Tài chính", "KHTC", 9),
    ("Phòng Quản lý Khoa học", "QLKH", 9),
    ("Phòng Quản lý Công nghệ và Đổi mới sáng tạo", "QLCN", 8),
    ("Phòng Bưu chính – Viễn thông", "BCVT", 6),
    ("Phòng Chuyển đổi số", "CDS", 7),
    ("Trung tâm Thông tin và Ứng dụng Khoa học và Công nghệ", "TTUD", 9),
)
BRANCH = ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "TDC")
BRANCHES = (
    ("Trung tâm Kiểm nghiệm và Chứng nhận chất lượng", "KNCN"),
    ("Trung tâm Khởi nghiệp và Đổi mới sáng tạo", "KNDM"),
    ("Trạm Quan trắc phóng xạ môi trường", "QTPX"),
)
MAIN_SITE = "Trụ sở chính"
SITES = (
    "Cơ sở Chi cục",
    "Trung tâm Kiểm nghiệm",
    "Trung tâm Khởi nghiệp",
    "Trạm Quan trắc",
)
SERVER_ROOM = "Phòng máy chủ"

PLANS = (  # operator, name of the plan, down, up, abroad, VND a month
    ("VNPT", "Fiber 100", 100, 100, 1.0, 396_000),
    ("Viettel", "Fast 150", 150, 150, 2.0, 1_100_000),
    ("FPT Telecom", "Super 200", 200, 200, 3.0, 2_200_000),
    ("VNPT", "Fiber 250", 250, 250, None, 259_000),
)


def site_name(number: int) -> str:
    """Return the name of the site *number*, from 0."""
    if number == 0:
        return MAIN_SITE
    if number <= len(SITES):
        return SITES[number - 1]
    return f"Cơ sở {number + 1}"


def departments_of(site: int) -> tuple[tuple[str, str, int], ...]:
    """Return name, short name and share of the departments at a site."""
    if site == 0:
        return DEPARTMENTS
    if site == 1:
        return ((*BRANCH, 10),)
    if site <= 1 + len(BRANCHES):
        return ((*BRANCHES[site - 2], 10),)
    return ((f"Chi nhánh {site + 1}", f"CN{site + 1}", 10),)
