"""A plan made by hand, with everything that a plan may hold: 60 PCs, two lines, switches.

Documents and pages are tested with it; the planner itself has real ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from collector.planning.shapes.need import Coverage, MustReason
from collector.planning.shapes.plan import (
    Considered,
    Evidence,
    FactUsed,
    Grade,
    LineKind,
    Outlook,
    Plan,
    PlanLine,
    PotYear,
    Quarter,
    RejectCode,
    Rejected,
    Scenario,
    Text,
)
from collector.planning.shapes.problem import POTS, Pot

YEARS = (2027, 2028, 2029)
BUDGET_VND = 500_000_000
DEPARTMENTS = (
    "Văn phòng Sở",
    "Phòng Kế hoạch – Tài chính",
    "Phòng Quản lý Khoa học",
    "Phòng Chuyển đổi số",
    "Thanh tra Sở",
    "Trung tâm Ứng dụng Tiến bộ KH&CN",
)
ALPHABET = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụ"
    "ưừứửữựvxyỳýỷỹỵ"
)
"""Every lower-case letter of Vietnamese; ``ALPHABET.upper()`` has the others."""

_SITE = "Trụ sở chính"
_SEEN = Coverage(days=21, hours=158, share=0.93)


@dataclass(frozen=True)
class _Draft:
    """What differs between the lines; the rest follows."""

    kind: LineKind
    target: str
    name: str
    option: str
    title: Text
    pot: Pot
    price: int
    quarter: str
    benefit: float
    reason: Text
    evidence: tuple[Evidence, ...]
    relief: dict[str, float]
    department: str
    cause: str = ""
    yearly: int = 0
    requires: tuple[str, ...] = ()
    must: tuple[MustReason, ...] = ()
    grade: Grade = "sure"
    rules: tuple[str, ...] = ()
    pinned: bool = False


def evidence(
    dimension: str,
    signal: str,
    value: float,
    warn: float,
    critical: float,
    *,
    text: Text,
    unit: str = "ratio",
) -> Evidence:
    """Return one measured value; its severity is where it lies between the two."""
    share = (value - warn) / (critical - warn)
    return Evidence(
        dimension=dimension,
        signal=signal,
        unit=unit,
        severity=round(min(1.0, max(0.0, share)), 3),
        text=text,
        value=value,
        warn=warn,
        critical=critical,
        days=_SEEN.days,
        hours=_SEEN.hours,
    )


def _memory(free: float) -> Evidence:
    percent = f"{free * 100:.0f}"
    return evidence(
        "memory",
        "memory_available_p5",
        free,
        0.15,
        0.07,
        text=Text(
            f"Bộ nhớ: trong 5% giờ làm việc còn trống {percent}% trở xuống (cảnh báo "
            "dưới 15%, nghiêm trọng dưới 7%; đo 21 ngày, 158 giờ làm việc)",
            f"Memory: for 5% of the office hours {percent}% or less is free (warning "
            "below 15%, critical below 7%; 21 days, 158 office hours measured)",
        ),
    )


def _disk(seconds: float) -> Evidence:
    told = round(seconds * 1000)
    return evidence(
        "disk_speed",
        "disk_read_seconds_p95",
        seconds,
        0.02,
        0.05,
        text=Text(
            f"Ổ đĩa: 5% lần đọc chậm nhất mất từ {told} ms trở lên (cảnh báo từ 20 ms, "
            "nghiêm trọng từ 50 ms; đo 21 ngày, 158 giờ làm việc)",
            f"Drive: the slowest 5% of reads take {told} ms or more (warning from "
            "20 ms, critical from 50 ms; 21 days, 158 office hours measured)",
        ),
        unit="seconds",
    )


def _cpu(busy: float) -> Evidence:
    percent = f"{busy * 100:.0f}"
    return evidence(
        "cpu",
        "cpu_busy_p95",
        busy,
        0.8,
        0.95,
        text=Text(
            f"Bộ xử lý: trong 5% giờ làm việc tải từ {percent}% trở lên (cảnh báo từ "
            "80%, nghiêm trọng từ 95%; đo 21 ngày, 158 giờ làm việc)",
            f"Processor: for 5% of the office hours busy {percent}% or more (warning "
            "from 80%, critical from 95%; 21 days, 158 office hours measured)",
        ),
    )


_OLD_SYSTEM = Evidence(
    dimension="support",
    signal="support_days",
    unit="days",
    severity=1.0,
    text=Text(
        "Windows 10 22H2 hết hỗ trợ bảo mật từ ngày 14/10/2025",
        "Windows 10 22H2 has had no security updates since 14 October 2025",
    ),
    value=-408.0,
)


def _ram(number: int, quarter: str) -> _Draft:
    name = _name(number)
    free = 0.03 + number % 5 / 100
    return _Draft(
        kind="part",
        target=f"machine:{name.lower()}",
        name=name,
        option="ram_8gib_ddr4",
        title=Text(
            "Thêm 8 GB RAM DDR4 vào khe còn trống", "Add 8 GB of DDR4 in the free slot"
        ),
        pot="parts",
        price=1_300_000,
        quarter=quarter,
        benefit=2.4 - number / 50,
        reason=Text(
            f"Trong 5% giờ làm việc bộ nhớ còn trống {free * 100:.0f}% trở xuống "
            "(ngưỡng 15%/7%, đo 21 ngày); máy còn một khe DDR4 trống nên chỉ cần thêm "
            "8 GB, không phải thay máy.",
            f"For 5% of the office hours {free * 100:.0f}% of memory or less is free "
            "(thresholds 15%/7%, 21 days); a DDR4 slot is free, so 8 GB more are "
            "enough and the machine stays.",
        ),
        evidence=(_memory(free),),
        relief={"memory": 0.8, "disk_speed": 0.3},
        department=_department(number),
        cause="paging",
        grade="sure" if number % 4 else "should",
    )


def _ssd(number: int, quarter: str) -> _Draft:
    name = _name(number)
    seconds = 0.034 + number % 3 / 100
    return _Draft(
        kind="part",
        target=f"machine:{name.lower()}",
        name=name,
        option="ssd_500gb_sata",
        title=Text(
            "Thay ổ HDD bằng SSD SATA 500 GB",
            "Replace the hard disk by a 500 GB SATA SSD",
        ),
        pot="parts",
        price=1_800_000,
        quarter=quarter,
        benefit=2.1 - number / 60,
        reason=Text(
            f"5% lần đọc đĩa chậm nhất mất từ {seconds * 1000:.0f} ms (ngưỡng 20/50 "
            "ms, đo 21 ngày) và bộ nhớ vẫn đủ, nên thay ổ đĩa là cách rẻ nhất.",
            f"The slowest 5% of reads take {seconds * 1000:.0f} ms or more (thresholds "
            "20/50 ms, 21 days) while memory is enough: a drive is the cheapest cure.",
        ),
        evidence=(_disk(seconds),),
        relief={"disk_speed": 0.9},
        department=_department(number),
        cause="hard_disk",
        grade="should",
    )


def _replacement(number: int, quarter: str) -> _Draft:
    name = _name(number)
    return _Draft(
        kind="machine",
        target=f"machine:{name.lower()}",
        name=name,
        option="desktop_i5_16gb",
        title=Text(
            "Thay bằng máy tính để bàn Core i5, 16 GB RAM, SSD 512 GB",
            "Replace by a desktop with Core i5, 16 GB of RAM and a 512 GB SSD",
        ),
        pot="assets",
        price=17_500_000,
        quarter=quarter,
        benefit=7.9 - number / 20,
        reason=Text(
            "Windows 10 hết hỗ trợ từ 14/10/2025 và bộ xử lý Core i3-4160 không chạy "
            "được Windows 11; máy 11 năm tuổi, quá niên hạn 5 năm, giá dưới trần "
            "20.000.000 đồng.",
            "Windows 10 has had no support since 14 October 2025 and its Core i3-4160 "
            "cannot run Windows 11; the machine is 11 years old, past its useful life "
            "of 5 years, and the price is below the ceiling of VND 20,000,000.",
        ),
        evidence=(_OLD_SYSTEM, _cpu(0.88 + number % 4 / 50)),
        relief={"support": 1.0, "cpu": 0.9, "memory": 0.9, "disk_speed": 0.9},
        department=_department(number),
        cause="no_windows11",
        must=("system_unsupported",),
        requires=("device:sw-tang-2/switch_24g",) if number in {41, 42} else (),
        rules=("pc_ceiling_vnd", "pc_minimum_age_years", "pc_life_years"),
        pinned=number == 41,
    )


def _name(number: int) -> str:
    part = ("VP", "KHTC", "QLKH", "CDS", "TTR", "TTUD")[number % 6]
    return f"PC-{part}-{number:02}"


def _department(number: int) -> str:
    return DEPARTMENTS[number % 6]


def _free() -> Iterable[_Draft]:
    for number, option, title, reason, dimension in (
        (
            3,
            "clean_disk",
            Text("Dọn ổ hệ thống", "Clean the system drive"),
            Text(
                "Ổ hệ thống còn trống 4% (ngưỡng 15%/8%); 61 GB là tệp tạm và bản cập "
                "nhật cũ, xóa được mà không tốn tiền.",
                "4% of the system drive is free (thresholds 15%/8%); 61 GB are "
                "temporary files and old updates, which cost nothing to remove.",
            ),
            "disk_space",
        ),
        (
            9,
            "tpm_on",
            Text("Bật TPM 2.0 trong firmware", "Switch on TPM 2.0 in the firmware"),
            Text(
                "Máy đủ cấu hình cho Windows 11 nhưng TPM đang tắt trong firmware: bật "
                "lên là được, không cần mua máy mới.",
                "The machine can run Windows 11 but its TPM is switched off in the "
                "firmware: switch it on, nothing has to be bought.",
            ),
            "support",
        ),
    ):
        yield _Draft(
            kind="fix",
            target=f"machine:{_name(number).lower()}",
            name=_name(number),
            option=option,
            title=title,
            pot="parts",
            price=0,
            quarter="2027Q1",
            benefit=1.5,
            reason=reason,
            evidence=(),
            relief={dimension: 1.0},
            department=_department(number),
            cause=option,
        )


def _lan() -> Iterable[_Draft]:
    for port in ("7", "11"):
        yield _Draft(
            kind="cable",
            target=f"port:sw-tang-1/Gi0-{port}",
            name=f"sw-tang-1 cổng Gi0/{port}",
            option="cable",
            title=Text("Đi lại cáp Cat6", "Lay a new Cat6 cable"),
            pot="parts",
            price=800_000,
            quarter="2027Q1",
            benefit=1.1,
            reason=Text(
                "Cổng chỉ đạt 100 Mb/s dù cả hai đầu đều là gigabit, và 0,3% gói tin "
                "bị lỗi: nguyên nhân là cáp, không phải thiết bị chuyển mạch.",
                "The port runs at 100 Mb/s though both ends are gigabit, and 0.3% of "
                "packets are damaged: it is the cable, not the switch.",
            ),
            evidence=(),
            relief={"link": 1.0, "port_quality": 1.0},
            department=DEPARTMENTS[1],
            cause="cable",
        )
    yield _Draft(
        kind="switch",
        target="device:sw-tang-2",
        name="sw-tang-2",
        option="switch_24g",
        title=Text(
            "Thay bằng thiết bị chuyển mạch 24 cổng gigabit có quản trị",
            "Replace by a managed switch with 24 gigabit ports",
        ),
        pot="assets",
        price=12_000_000,
        quarter="2027Q1",
        benefit=5.2,
        reason=Text(
            "18 máy nối qua cổng 100 Mb/s; đường lên bận 91% trong giờ cao điểm (ngưỡng "
            "70%/85%); hai máy mới trong năm 2027 cần cổng gigabit.",
            "18 machines hang at ports of 100 Mb/s; the uplink is 91% busy in the peak "
            "hour (thresholds 70%/85%); two new machines of 2027 need gigabit ports.",
        ),
        evidence=(
            evidence(
                "port_use",
                "port_use_p95",
                0.91,
                0.7,
                0.85,
                text=Text(
                    "Cổng Gi0/25: trong 5% giờ làm việc bận từ 91% trở lên (cảnh báo "
                    "từ 70%, nghiêm trọng từ 85%; đo 21 ngày, 158 giờ làm việc)",
                    "Port Gi0/25: for 5% of the office hours 91% busy or more (warning "
                    "from 70%, critical from 85%; 21 days, 158 office hours measured)",
                ),
            ),
        ),
        relief={"port_use": 0.9, "link": 1.0},
        department="",
        cause="slow_switch",
    )


def _others() -> Iterable[_Draft]:
    yield _Draft(
        kind="broadband",
        target="line:chinh",
        name="Đường truyền chính (VNPT)",
        option="plan_vnpt_200",
        title=Text(
            "Nâng gói lên 200 Mb/s, cam kết quốc tế 4 Mb/s",
            "Move to 200 Mb/s with 4 Mb/s committed abroad",
        ),
        pot="fees",
        price=0,
        yearly=23_760_000,
        quarter="2027Q3",
        benefit=6.3,
        reason=Text(
            "Giờ cao điểm dùng 97% băng thông tải xuống đã ký (ngưỡng 70%/85%, đo 21 "
            "ngày); tốc độ đo được đạt 92% hợp đồng nên nhà mạng không vi phạm.",
            "97% of the contracted download is used in busy hours (thresholds "
            "70%/85%, 21 days); 92% of the contract was measured, so the operator "
            "keeps its word.",
        ),
        evidence=(),
        relief={"line_use": 1.0},
        department="",
        cause="line_full",
        requires=("device:sw-tang-2/switch_24g",),
        rules=("line_least_throughput_ratio",),
        grade="should",
    )
    for number in (12, 18, 24):
        yield _Draft(
            kind="licence",
            target=f"machine:{_name(number).lower()}",
            name=_name(number),
            option="antivirus",
            title=Text(
                "Bản quyền phần mềm phòng chống mã độc, quản trị tập trung",
                "A licence of centrally managed anti-malware",
            ),
            pot="fees",
            price=0,
            yearly=300_000,
            quarter="2027Q1",
            benefit=1.9,
            reason=Text(
                "Máy chưa có phần mềm phòng chống mã độc đang hoạt động.",
                "No anti-malware is active on the machine.",
            ),
            evidence=(),
            relief={},
            department=_department(number),
            cause="no_antivirus",
            must=("no_antivirus",),
        )


def _drafts() -> list[_Draft]:
    quarters = [f"{year}Q{quarter}" for year in YEARS for quarter in (2, 3, 4)]
    drafts = [*_free(), *_lan(), *_others()]
    drafts += [_ram(n, quarters[n % 3]) for n in range(1, 25) if n % 3 == 1]
    drafts += [_ssd(n, quarters[n % 6]) for n in range(26, 40, 2)]
    drafts += [_replacement(n, quarters[(n - 41) // 2]) for n in range(41, 59)]
    return sorted(drafts, key=lambda d: (d.quarter, d.target, d.option))


def _line(draft: _Draft, drafts: list[_Draft]) -> PlanLine:
    id_ = f"{draft.target}/{draft.option}"
    year = int(draft.quarter[:4])
    money = draft.price + draft.yearly * (YEARS[-1] - year + 1)
    enables = tuple(
        sorted(f"{d.target}/{d.option}" for d in drafts if id_ in d.requires)
    )
    worth = draft.benefit / money * 1e6 if money else 0.0
    survives = {"sure": 1.0, "should": 0.75, "consider": 0.4, "": None}[draft.grade]
    return PlanLine(
        id=id_,
        kind=draft.kind,
        target=draft.target,
        target_name=draft.name,
        site=_SITE,
        department=draft.department,
        option=draft.option,
        title=draft.title,
        pot=draft.pot,
        price_vnd=draft.price,
        yearly_vnd=draft.yearly,
        year=year,
        quarter=draft.quarter,
        benefit=round(draft.benefit, 3),
        benefit_per_million=round(worth, 3),
        cut_off_per_million=0.21,
        requires=draft.requires,
        enables=enables,
        confidence=0.93,
        reason=draft.reason,
        cause=draft.cause,
        must=draft.must,
        pinned=draft.pinned,
        evidence=draft.evidence,
        considered=_considered(draft, id_, worth),
        relief=draft.relief,
        coverage=_SEEN,
        rules=draft.rules,
        grade=draft.grade,
        survives=survives,
    )


def _considered(draft: _Draft, id_: str, worth: float) -> tuple[Considered, ...]:
    chosen = Considered(
        choice=id_,
        option=draft.option,
        title=draft.title,
        price_vnd=draft.price,
        yearly_vnd=draft.yearly,
        benefit=round(draft.benefit, 3),
        benefit_per_million=round(worth, 3),
        chosen=True,
        feasible=True,
        why_not=Text("", ""),
    )
    if draft.kind != "part":
        return (chosen,)
    dearer = Considered(
        choice=f"{draft.target}/desktop_i5_16gb",
        option="desktop_i5_16gb",
        title=Text("Thay máy mới", "Replace the machine"),
        price_vnd=17_500_000,
        yearly_vnd=0,
        benefit=round(draft.benefit * 1.2, 3),
        benefit_per_million=round(draft.benefit * 1.2 / 17.5, 3),
        chosen=False,
        feasible=True,
        why_not=Text(
            "Đắt hơn nhiều lần mà lợi ích gần như nhau",
            "Many times dearer for nearly the same benefit",
        ),
    )
    return (chosen, dearer)


def _pots(lines: tuple[PlanLine, ...]) -> tuple[PotYear, ...]:
    found = []
    for year in YEARS:
        for pot in POTS:
            spent = sum(x.price_vnd for x in lines if (x.pot, x.year) == (pot, year))
            if pot == "fees":
                spent += sum(x.yearly_vnd for x in lines if x.year <= year)
            limit = 200_000_000 if pot == "assets" else None
            found.append(PotYear(pot, year, spent, limit))
    return tuple(found)


def _quarters(lines: tuple[PlanLine, ...]) -> tuple[Quarter, ...]:
    found = []
    for year in YEARS:
        fees = sum(x.yearly_vnd for x in lines if x.year <= year) // 4
        for part in (1, 2, 3, 4):
            name = f"{year}Q{part}"
            sums = {
                pot: sum(
                    x.price_vnd for x in lines if (x.quarter, x.pot) == (name, pot)
                )
                for pot in POTS
            }
            found.append(
                Quarter(name, sums["assets"], sums["parts"], sums["fees"] + fees)
            )
    return tuple(found)


def _rejected() -> tuple[Rejected, ...]:
    rows: tuple[tuple[int, RejectCode, int, int | None, Text], ...] = (
        (
            59,
            "cut_off",
            17_500_000,
            9_200_000,
            Text(
                "Hạng mục khác mang lại nhiều lợi ích hơn trên mỗi đồng; thêm khoảng "
                "9.200.000 đồng ngân sách thì máy này được đưa vào.",
                "Other items bring more for the money; about VND 9,200,000 more would "
                "include this machine.",
            ),
        ),
        (
            60,
            "no_data",
            0,
            None,
            Text(
                "Chưa đủ dữ liệu: máy chỉ hoạt động 3 ngày trong 30 ngày (cần ít nhất "
                "5 ngày).",
                "Not enough data: the machine was on for 3 days of 30 (5 are needed).",
            ),
        ),
        (
            40,
            "rule",
            17_500_000,
            None,
            Text(
                "Máy mới dùng 2 năm 4 tháng, chưa đủ 5 năm để được thay.",
                "The machine is 2 years and 4 months old; 5 years are needed.",
            ),
        ),
        (
            25,
            "forbidden",
            1_300_000,
            None,
            Text(
                "Đã bị loại khỏi kế hoạch theo quyết định của đơn vị.",
                "Excluded by a decision of the office.",
            ),
        ),
        (
            27,
            "no_option",
            0,
            None,
            Text(
                "Không có mô-đun DDR2 nào trong bảng giá.",
                "The price list has no DDR2 module.",
            ),
        ),
        (
            29,
            "free_fix",
            1_800_000,
            None,
            Text(
                "Dọn ổ đĩa trước, việc này không tốn tiền; đo lại sau 20 ngày.",
                "Clean the drive first, which costs nothing; measure again in 20 days.",
            ),
        ),
    )
    named = [
        Rejected(
            target=f"machine:{_name(number).lower()}",
            target_name=_name(number),
            site=_SITE,
            department=_department(number),
            code=code,
            reason=reason,
            option="desktop_i5_16gb" if price == 17_500_000 else "",
            price_vnd=price,
            benefit=0.8 if price else 0.0,
            more_vnd=more,
            severity=0.4,
            coverage=Coverage(3, 19, 0.1) if code == "no_data" else _SEEN,
        )
        for number, code, price, more, reason in rows
    ]
    blocked = Rejected(
        target="line:du-phong",
        target_name="Đường truyền dự phòng (Viettel)",
        site=_SITE,
        department="",
        code="blocked",
        reason=Text(
            "Cổng WAN của bộ định tuyến chỉ đạt 100 Mb/s: gói nhanh hơn không có tác "
            "dụng khi chưa thay bộ định tuyến.",
            "The router's WAN port runs at 100 Mb/s: a faster line is of no use before "
            "the router is replaced.",
        ),
        option="plan_viettel_300",
        price_vnd=0,
        severity=0.3,
        coverage=_SEEN,
    )
    idle = [
        Rejected(
            target=f"machine:{_name(number).lower()}",
            target_name=_name(number),
            site=_SITE,
            department=_department(number),
            code="no_need",
            reason=Text(
                "Không có số đo nào vượt ngưỡng cảnh báo.",
                "Nothing that was measured exceeds a warning threshold.",
            ),
            coverage=_SEEN,
        )
        for number in (2, 5, 6, 8, 11, 14, 15, 17, 20, 21, 23)
    ]
    return (*named, blocked, *idle)


def _outlook() -> tuple[Outlook, ...]:
    return (
        Outlook(
            "machine:pc-khtc-31",
            "PC-KHTC-31",
            DEPARTMENTS[1],
            "wears_out",
            "2027-03-15",
            "critical",
            Text(
                "Ổ SSD KINGSTON SA400 hết tuổi thọ vào khoảng tháng 3/2027 (đã dùng 93%)",
                "Solid-state drive KINGSTON SA400 is worn out about March 2027 (93% used)",
            ),
        ),
        Outlook(
            "line:chinh",
            "Đường truyền chính (VNPT)",
            "",
            "saturates",
            "2027-05-01",
            "warning",
            Text(
                "Mức sử dụng tăng đều, hiện 78%: đầy (95%) vào khoảng tháng 5/2027",
                "Use grows steadily, 78% now: full (95%) about May 2027",
            ),
        ),
        Outlook(
            "machine:pc-vp-06",
            "PC-VP-06",
            DEPARTMENTS[0],
            "fills_up",
            "2027-06-01",
            "warning",
            Text(
                "Ổ hệ thống còn trống 11% và vơi dần: dưới 8% vào khoảng tháng 6/2027",
                "The system drive has 11% free and less each week: below 8% about June "
                "2027",
            ),
        ),
        Outlook(
            "line:du-phong",
            "Đường truyền dự phòng (Viettel)",
            "",
            "contract_ends",
            "2027-08-31",
            "info",
            Text(
                "Hợp đồng hết hạn ngày 31/08/2027",
                "The contract ends on 31 August 2027",
            ),
        ),
        Outlook(
            "machine:pc-cds-15",
            "PC-CDS-15",
            DEPARTMENTS[3],
            "support_ends",
            "2027-10-12",
            "warning",
            Text(
                "Windows 11 Pro 25H2 hết hỗ trợ bảo mật ngày 12/10/2027",
                "Windows 11 Pro 25H2 gets no security updates after 12 October 2027",
            ),
        ),
    )


def _scenarios(spent: int, value: float) -> tuple[Scenario, ...]:
    rows = (
        ("A", 300_000_000, 299_100_000, 109.6, 34, 11, 1, 1, 8, 0.44, 0.81),
        ("B", 500_000_000, spent, value, 42, 18, 1, 1, 1, 0.21, 1.0),
        ("C", 700_000_000, 612_400_000, 158.9, 45, 21, 1, 1, 0, 0.0, 0.98),
        ("-20", 400_000_000, 398_000_000, 140.2, 39, 16, 1, 1, 3, 0.32, 0.93),
        ("-10", 450_000_000, 424_100_000, 147.9, 42, 17, 1, 1, 2, 0.27, 0.97),
        ("+10", 550_000_000, 547_700_000, 155.3, 43, 19, 1, 1, 0, 0.12, 0.98),
        ("+20", 600_000_000, 598_900_000, 158.4, 44, 20, 1, 1, 0, 0.05, 0.98),
    )
    return tuple(Scenario(*row) for row in rows)


def _facts() -> tuple[FactUsed, ...]:
    return (
        FactUsed(
            id="pc_ceiling_vnd",
            text=Text("Giá trần một máy tính để bàn", "Ceiling of a desktop's price"),
            value=20_000_000,
            unit="VND",
            document="Quyết định 15/2025/QĐ-TTg",
            article="Điều 6",
            source="Báo Hà Nội Mới, 15/06/2025",
            effective_from="2025-07-01",
            effective_to="",
            verified=True,
        ),
        FactUsed(
            id="pc_minimum_age_years",
            text=Text(
                "Tuổi tối thiểu để được thay máy tính",
                "Age from which a computer may be replaced",
            ),
            value=5,
            unit="years",
            document="Thông tư 23/2023/TT-BTC",
            article="Phụ lục 1",
            source="",
            effective_from="2023-06-10",
            effective_to="",
            verified=False,
        ),
        FactUsed(
            id="pc_life_years",
            text=Text("Thời gian sử dụng máy tính", "Useful life of a computer"),
            value=5,
            unit="years",
            document="Thông tư 23/2023/TT-BTC",
            article="Phụ lục 1",
            source="",
            effective_from="2023-06-10",
            effective_to="",
            verified=False,
        ),
        FactUsed(
            id="line_least_throughput_ratio",
            text=Text(
                "Tốc độ đo được so với hợp đồng, ít nhất",
                "Least measured speed against the contract",
            ),
            value=0.8,
            unit="ratio",
            document="QCVN 34:2022/BTTTT",
            article="",
            source="",
            effective_from="2023-07-01",
            effective_to="",
            verified=True,
        ),
        FactUsed(
            id="ram_8gib_ddr4",
            text=Text("Giá RAM 8 GB DDR4", "Price of 8 GB of DDR4"),
            value=1_300_000,
            unit="VND",
            document="",
            article="",
            source="Bảng giá ví dụ",
            effective_from="2026-08-01",
            effective_to="",
            verified=False,
            stale=True,
            example=True,
        ),
        FactUsed(
            id="desktop_i5_16gb",
            text=Text("Giá máy tính để bàn i5/16/512", "Price of a desktop i5/16/512"),
            value=17_500_000,
            unit="VND",
            document="",
            article="",
            source="Bảng giá ví dụ",
            effective_from="2026-11-20",
            effective_to="",
            verified=False,
            example=True,
        ),
    )


_WARNINGS = (
    Text(
        "Bảng giá là ví dụ: hãy thay bằng báo giá của địa phương trước khi trình duyệt.",
        "The price list is an example: put local quotes in its place before you submit "
        "the plan.",
    ),
    Text(
        "Luật An ninh mạng số 116/2025/QH15 có hiệu lực từ 01/07/2026: hãy kiểm tra lại "
        "quy định về cấp độ an toàn.",
        "The Law on Cybersecurity No. 116/2025/QH15 is in force since 1 July 2026: "
        "look up the rules on security levels again.",
    ),
)


def sample_plan() -> Plan:
    """Return the plan; always the same."""
    drafts = _drafts()
    lines = tuple(_line(draft, drafts) for draft in drafts)
    pots = _pots(lines)
    spent = sum(pot.spent_vnd for pot in pots)
    value = round(sum(line.benefit for line in lines), 3)
    return Plan(
        id="5f0c1b7d9a3e4c26",
        as_of="2026-11-26",
        organisation="Sở Khoa học và Công nghệ",
        from_quarter="2027Q1",
        years=YEARS,
        budget_vnd=BUDGET_VND,
        budget_by_year_vnd=(200_000_000, 150_000_000, 150_000_000),
        spent_vnd=spent,
        pots=pots,
        quarters=_quarters(lines),
        value=value,
        need_total=round(value / 0.91, 3),
        gap=0.0004,
        method="mip",
        shadow_per_million=(0.44, 0.32, 0.21),
        coverage=_SEEN,
        machines=60,
        machines_enough=59,
        devices=4,
        broadband_lines=2,
        lines=lines,
        rejected=_rejected(),
        unmet=(
            Rejected(
                target="machine:pc-ttud-59",
                target_name="PC-TTUD-59",
                site=_SITE,
                department=DEPARTMENTS[5],
                code="cut_off",
                reason=Text(
                    "Bắt buộc phải thay (Windows 10 hết hỗ trợ) nhưng ngân sách không "
                    "đủ; cần thêm khoảng 9.200.000 đồng.",
                    "It has to be replaced (Windows 10 is out of support) but the money "
                    "does not reach; about VND 9,200,000 more are needed.",
                ),
                option="desktop_i5_16gb",
                price_vnd=17_500_000,
                more_vnd=9_200_000,
                severity=1.0,
                coverage=_SEEN,
            ),
        ),
        outlook=_outlook(),
        scenarios=_scenarios(spent, value),
        facts_used=_facts(),
        weights={"cpu": 0.8, "memory": 1.0, "disk_speed": 0.9, "support": 1.0},
        warnings=_WARNINGS,
    )
