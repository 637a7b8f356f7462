"""On and off in the languages of Windows: what its tools print instead of a truth value.

The words are stems of what ``netsh`` and ``manage-bde`` print. Off is looked for first:
its words often hold the ones for on (``deaktiviert``, ``désactivé``, ``無効``).
"""

import re

_OFF = re.compile(
    r"""\b(?: off | aus | deaktiv\w* | inakti\w* | d[ée]sactiv\w* | inacti\w*
      | desa[ck]?tiv\w* | disattiv\w* | disab\w* | desligad\w* | uit(?:geschakeld)?
      | av(?:aktiver\w*|slagen|stängd)? | fra | deaktiver\w* | sl[åa]et\sfra
      | pois\w* | ei\sk[äa]yt\w* | wy[łl][ąa]cz\w* | nieaktywn\w* | vypnut\w* | neaktivn\w*
      | ki(?:kapcsol\w*)? | inactiv\w* | dezactiv\w* | oprit\w* | kapal[ıi] | devre\sd[ıi]ş[ıi]
      | отключ\w* | выключ\w* | выкл\w* | вимкнен\w* | вимк\w* | изключ\w* | ανενεργ\w*
      | απενεργ\w* | isklju[čc]\w* | išjungt\w* | izsl[ēe]gt\w* | v[äa]ljas | tắt )\b
      | 关闭 | 關閉 | 已关 | 停用 | 禁用 | 未启用 | 未啟用 | オフ | 無効 | 해제 | 꺼짐 | 끔
      | 사용\s?안\s?함""",
    re.VERBOSE | re.IGNORECASE,
)
_ON = re.compile(
    r"""\b(?: on | ein | aktiv\w* | acti[fv]\w* | attiv\w* | ativ\w* | ligad\w* | enab\w*
      | aan | ingeschakeld | på | til | sl[åa]et\stil | k[äa]yt[öo]ss[äa] | w[łl][ąa]cz\w*
      | zapnut\w* | be(?:kapcsol\w*)? | pornit\w* | a[çc][ıi]k | etkin\w* | вкл\w*
      | увімкн\w* | включ\w* | ενεργ\w* | uklju[čc]\w* | įjungt\w* | iesl[ēe]gt\w* | sees
      | bật )\b
      | 打开 | 启用 | 啟用 | 開啟 | 已开 | 開 | オン | 有効 | 설정 | 켜짐 | 켬 | 사용""",
    re.VERBOSE | re.IGNORECASE,
)


def switched(text: str) -> bool | None:
    """Return whether *text* says on (true) or off (false); None for anything else."""
    if _OFF.search(text):
        return False
    return True if _ON.search(text) else None
