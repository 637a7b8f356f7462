"""Sentences of a plan, in both languages at once."""

from collections.abc import Iterable, Mapping, Sequence

from agent.shared.language import Language
from collector.planning.need.numbers import number
from collector.planning.need.words import cause_text, pressure_text
from collector.planning.shapes.need import MustReason, Need, Pressure
from collector.planning.shapes.plan import Evidence, Text

NOTHING = Text("", "")
_MILLION = 1_000_000

MUSTS: dict[MustReason, Text] = {
    "disk_failing": Text(
        "Bắt buộc: ổ đĩa đang hỏng.", "Must be done: a drive is failing."
    ),
    "system_unsupported": Text(
        "Bắt buộc: hệ điều hành đã hết hỗ trợ.",
        "Must be done: the system gets no security updates any more.",
    ),
    "no_antivirus": Text(
        "Bắt buộc: máy không có phần mềm phòng chống mã độc.",
        "Must be done: the machine has no anti-malware.",
    ),
}


def vnd(amount: int, language: Language) -> str:
    """Return an amount of money with its unit."""
    text = number(amount, language)
    return f"{text} đ" if language == "vi" else f"{text} VND"


def millions(amount: float, language: Language) -> str:
    """Return *amount* in millions, one digit after the point."""
    text = number(amount / _MILLION, language, 1)
    return f"{text} triệu đồng" if language == "vi" else f"{text} million VND"


def joined(*texts: Text) -> Text:
    """Return sentences one after the other, without what is empty or said already."""
    return Text(
        _sentences(text.vi for text in texts), _sentences(text.en for text in texts)
    )


def _sentences(texts: Iterable[str]) -> str:
    told = ""
    for text in texts:
        if text and text.casefold().rstrip(".") not in told.casefold():
            told = f"{told} {_ended(text)}".strip()
    return told


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else sentence + "."


def worst(need: Need) -> list[Pressure]:
    """Return the pressures of *need* that say something, the worst first."""
    found = [p for p in need.pressures.values() if p.severity > 0 or p.raw > 0]
    return sorted(found, key=lambda p: (-p.severity, -p.raw, p.dimension))


def evidence(need: Need) -> tuple[Evidence, ...]:
    """Return the measured values of *need* beside their thresholds."""
    return tuple(
        Evidence(
            dimension=p.dimension,
            signal=p.signal,
            unit=p.unit,
            severity=round(p.severity, 4),
            text=pressure_text(p),
            value=p.value,
            warn=p.warn,
            critical=p.critical,
            days=p.coverage.days,
            hours=p.coverage.hours,
        )
        for p in worst(need)
    )


NO_PART = Text(
    "Không linh kiện nào lắp được hoặc đáng tiền hơn: thay máy.",
    "No part fits or is better for the money: the machine is replaced.",
)


def why(
    need: Need, cause: str, relief: Mapping[str, float], *, whole: bool = False
) -> Text:
    """Return why something is done: musts, the cause, and what was measured.

    *whole*: the machine is replaced, so that the cause's advice of a part is wrong.
    """
    found = next((one for one in need.causes if one.code == cause), None)
    about = {*relief, *(found.dimensions if found else ())}
    first = {d: n for n, d in enumerate(found.dimensions)} if found else {}
    told = sorted(
        (p for p in worst(need) if p.dimension in about),
        key=lambda p: first.get(p.dimension, len(first)),
    )
    part = whole and found is not None and found.kind == "part"
    return joined(
        *(MUSTS[reason] for reason in need.must),
        cause_text(found) if found is not None and not part else NOTHING,
        pressure_text(told[0]) if told else NOTHING,
        NO_PART if part else NOTHING,
    )


def why_of(
    told: Sequence[Need],
    cause: str,
    relief: Mapping[str, float],
    *,
    whole: bool = False,
) -> Text:
    """Return why something is done for several needs: by the first that has *cause*."""
    for need in told:
        if any(one.code == cause for one in need.causes):
            return why(need, cause, relief, whole=whole)
    return why(told[0], cause, relief, whole=whole) if told[0].must else NOTHING


def cut_off(ratio: float, limit: float, more_vnd: int) -> Text:
    """Return that others bring more for the money, and what would include it."""
    mine = {lang: number(ratio, lang, 2) for lang in ("vi", "en")}
    line = {lang: number(limit, lang, 2) for lang in ("vi", "en")}
    return Text(
        f"Lợi ích {mine['vi']} điểm một triệu đồng, dưới mức cắt {line['vi']}; thêm khoảng "
        f"{millions(more_vnd, 'vi')} ngân sách thì được đưa vào kế hoạch.",
        f"It brings {mine['en']} points a million VND, below the cut-off of {line['en']}; "
        f"about {millions(more_vnd, 'en')} more budget would include it.",
    )


NO_DATA = "no_data"


def no_data(need: Need, least_days: int) -> Text:
    """Return that too few days were measured."""
    days = need.coverage.days
    return Text(
        f"Chưa đủ dữ liệu: mới đo {days} ngày làm việc, cần ít nhất {least_days}.",
        f"Not enough data yet: {days} active days of at least {least_days}.",
    )


NO_NEED = Text(
    "Không có chỉ số nào vượt ngưỡng: giữ nguyên.",
    "Nothing measured is over its threshold: kept as it is.",
)
LITTLE_NEED = Text(
    "Vượt ngưỡng rất ít: chưa cần mua gì.",
    "Hardly over its threshold: nothing is worth buying yet.",
)
FORBIDDEN = Text("Đã bị loại theo quyết định.", "Left out by a decision.")
NO_OPTION = Text(
    "Không có phương án nào trong danh mục phù hợp.",
    "Nothing in the catalogue fits.",
)
WAITS = Text(
    "Chờ người kiểm tra nguyên nhân trước khi mua.",
    "Somebody has to look at the cause before anything is bought.",
)
