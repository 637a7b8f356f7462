"""Names of findings and dimensions, in the words that Hatang's pages have for them."""

import re

from agent.shared.findings.texts import TEXTS
from collector.reports.names import DIMENSIONS as _DIMENSIONS
from collector.web.i18n import Tongue
from dashboards.alert import Told
from dashboards.boards.spec import Shade

_VI, _EN = Tongue("vi"), Tongue("en")
_BLANK = re.compile(r"\s*\{\w+\}")


def told(text: str) -> Told:
    """Return the message *text* in both languages, without what is filled in."""
    return Told(*(_BLANK.sub("", tongue.text(text)).strip() for tongue in (_VI, _EN)))


FINDINGS = {
    kind: Shade(told(text.title), "text") for kind, text in sorted(TEXTS.items())
}
DIMENSIONS = {name: Shade(told(text), "blue") for name, text in _DIMENSIONS.items()}
INFERRED = {
    "unmanaged_switch": Shade(
        Told("Bộ chuyển mạch không quản lý", "Unmanaged switch"), "blue"
    ),
    "access_point": Shade(Told("Điểm phát Wi-Fi", "Access point"), "blue"),
    "phone": Shade(Told("Điện thoại", "Phone"), "blue"),
    "hypervisor": Shade(Told("Máy chủ ảo hóa", "Hypervisor"), "blue"),
    "device": Shade(Told("Thiết bị khác", "Other device"), "blue"),
}
