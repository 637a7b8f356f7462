"""On and off in the languages of Windows."""

import pytest

from agent.readers.windows.words import switched

ON = [
    *["ON", "EIN", "Actif", "activée", "Activado", "attivata", "Ativada", "Ligado"],
    *["aan", "ingeschakeld", "På", "TIL", "käytössä", "włączona", "zapnuta", "AÇIK"],
    *[
        "включена",
        "увімкнено",
        "ενεργή",
        "启用",
        "打开",
        "開啟",
        "オン",
        "有効",
        "설정",
    ],
    *["Der Schutz ist aktiviert.", "Protection On", "Bật", "bekapcsolva", "Etkin"],
]
OFF = [
    *[
        "OFF",
        "AUS",
        "Inactif",
        "désactivée",
        "Desactivado",
        "disattivata",
        "Desativada",
    ],
    *["Desligado", "uit", "uitgeschakeld", "Av", "FRA", "ei käytössä", "wyłączona"],
    *["vypnuta", "KAPALI", "отключена", "вимкнено", "ανενεργή", "关闭", "關閉", "オフ"],
    *[
        "無効",
        "해제",
        "사용 안 함",
        "Der Schutz ist deaktiviert.",
        "Protection Off",
        "Tắt",
    ],
    *["kikapcsolva", "Devre Dışı", "выключена"],
]


@pytest.mark.parametrize("word", ON)
def test_on(word):
    """In capitals, too."""
    assert switched(word) is True
    assert switched(word.upper()) is True


@pytest.mark.parametrize("word", OFF)
def test_off(word):
    """Though it often holds the word for on."""
    assert switched(word) is False


@pytest.mark.parametrize("word", ["", "Unknown", "Unbekannt", "未知", "NotConfigured"])
def test_neither(word):
    """Such a word is no answer."""
    assert switched(word) is None
