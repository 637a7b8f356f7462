"""Effects in words, in both languages."""

from agent.shared.language import LANGUAGES, Language
from collector.planning.need.numbers import short
from collector.planning.shapes.effect import Effect, Verdict
from collector.planning.shapes.need import Dimension
from collector.planning.shapes.plan import Text

_DIMENSIONS: dict[Dimension, Text] = {
    "cpu": Text("Bộ xử lý", "Processor"),
    "memory": Text("Bộ nhớ", "Memory"),
    "disk_speed": Text("Ổ đĩa", "Drive"),
}
VERDICTS: dict[Verdict, Text] = {
    "kept": Text("đạt như dự kiến", "as promised"),
    "partly": Text("đạt một phần", "partly"),
    "not_kept": Text("không thấy cải thiện như dự kiến", "not as promised"),
    "unclear": Text("chưa kết luận được", "not clear"),
    "too_early": Text("còn quá sớm", "too early"),
    "no_before": Text("không đủ số đo trước khi lắp", "too few days before it"),
    "no_controls": Text("không có máy tương tự để so sánh", "no machines like it"),
}


def effect_text(effect: Effect) -> Text:
    """Return one sentence: the verdict, what was measured, and against whom."""
    return Text(*(_said(effect, language) for language in LANGUAGES))


def _said(effect: Effect, language: Language) -> str:
    vietnamese = language == "vi"

    def pick(text: Text) -> str:
        return text.vi if vietnamese else text.en

    name = pick(_DIMENSIONS.get(effect.dimension, Text(effect.dimension, "")))
    told = f"{name or effect.dimension}: {pick(VERDICTS[effect.verdict])}"
    if effect.measured is not None and None not in {effect.low, effect.high}:
        measured, low, high = (
            short(value or 0.0, language)
            for value in (effect.measured, effect.low, effect.high)
        )
        told += (
            f"; mức nghiêm trọng giảm {measured} (khoảng {low} đến {high})"
            if vietnamese
            else f"; severity fell by {measured} ({low} to {high})"
        )
        if effect.promised is not None:
            promised = short(effect.promised, language)
            told += f", dự kiến {promised}" if vietnamese else f", promised {promised}"
        told += (
            f"; so với {effect.controls} máy tương tự, {effect.after_days} ngày"
            if vietnamese
            else f"; against {effect.controls} machines like it, {effect.after_days} days"
        )
    elif effect.ready:
        told += (
            f"; xem lại từ {effect.ready}" if vietnamese else f"; from {effect.ready}"
        )
    return told + "."
