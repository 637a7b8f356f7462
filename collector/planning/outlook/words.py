"""What will happen, as sentences in both languages at once."""

import datetime as dt

from agent.shared.language import Language
from collector.planning.need.numbers import date, month
from collector.planning.need.words import LANGUAGES, filled
from collector.planning.shapes.plan import Text

_SENTENCES: dict[str, tuple[str, str]] = {
    "support_ended": (
        "{name} đã hết hỗ trợ bảo mật từ ngày {day}[; bản vá trả phí đến {extended}]",
        "{name} has had no security updates since {day}[; paid ones until {extended}]",
    ),
    "support_ends": (
        "{name} hết hỗ trợ bảo mật ngày {day}",
        "{name} gets no security updates after {day}",
    ),
    "drive_failing": (
        "Ổ đĩa {name} có thể hỏng bất cứ lúc nào",
        "Drive {name} may fail at any time",
    ),
    "wears_out": (
        "Ổ SSD {name} hết tuổi thọ vào khoảng {month} (đã dùng {value})",
        "Solid-state drive {name} is worn out about {month} ({value} used)",
    ),
    "fills_up": (
        "Ổ hệ thống còn trống {value} và vơi dần: dưới {limit} vào khoảng {month}",
        "The system drive has {value} free and less each week: below {limit} about "
        "{month}",
    ),
    "saturated": (
        "Đường truyền đã đầy: {value} trong giờ cao điểm",
        "The line is full: {value} in its busy hours",
    ),
    "saturates": (
        "Mức sử dụng tăng đều, hiện {value}: đầy ({limit}) vào khoảng {month}",
        "Use grows steadily, {value} now: full ({limit}) about {month}",
    ),
    "contract_ended": (
        "Hợp đồng đã hết hạn ngày {day}",
        "The contract ended on {day}",
    ),
    "contract_ends": (
        "Hợp đồng hết hạn ngày {day}",
        "The contract ends on {day}",
    ),
}


def sentence(code: str, by: dt.date, **values: dict[Language, str] | str) -> Text:
    """Return the sentence *code*: ``{day}`` and ``{month}`` are those of *by*.

    A value is one text, or one for each language. Extrapolated dates are said by
    the month: the day would promise too much.
    """
    said = []
    for place, language in enumerate(LANGUAGES):
        texts = {
            name: value if isinstance(value, str) else value[language]
            for name, value in values.items()
        }
        texts |= {"day": date(by, language), "month": month(by, language)}
        said.append(filled(_SENTENCES[code][place], texts))
    return Text(*said)
