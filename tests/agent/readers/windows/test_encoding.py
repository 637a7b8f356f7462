"""Console text in the code pages of many languages."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import MOST_BYTES, ReadError
from agent.readers.windows.encoding import console_lines, decode_console

# Made by hand: a few labels such as a console tool prints in that language.
TEXTS = {
    "fr": ("cp850 cp1252", "Nom de l'hôte: PC\r\nFabricant du système\r\nPropriétaire"),
    "it": ("cp850 cp1252", "DHCP abilitato: Sì\r\nModalità\r\nProprietà"),
    "de": ("cp850 cp1252", "Ursprüngliches Datum\r\nMaximale Größe\r\nDomäne"),
    "es": ("cp850 cp1252", "Versión\r\nConfiguración\r\nTamaño máximo\r\nEspaña"),
    "pt": ("cp850 cp1252", "Versão\r\nProprietário\r\nConfiguração\r\nMemória física"),
    "sv": ("cp850 cp1252", "Värdnamn\r\nRegistrerad ägare\r\nÖvrigt tillgängligt"),
    "da": ("cp850 cp1252", "Værtsnavn\r\nTilgængelig hukommelse: Størrelse på"),
    "pl": ("cp852 cp1250", "Zarejestrowany właściciel\r\nCałkowita pamięć\r\nDostępna"),
    "cs": (
        "cp852 cp1250",
        "Název hostitele\r\nPůvodní datum\r\nČas spuštění\r\nVýrobce",
    ),
    "hu": ("cp852 cp1250", "Állomásnév\r\nRendszerindítás időpontja\r\ngyűjtő"),
    "ro": ("cp852 cp1250", "Nume gazdă\r\nData instalării iniţiale\r\nfizică totală"),
    "tr": ("cp857 cp1254", "Bilgisayar Adı\r\nİşletim Sürümü\r\nDeğiştirme\r\nKayıtlı"),
    "lt": (
        "cp775 cp1257",
        "Operacinės sistemos pavadinimas\r\nĮdiegimo data. Išteklių",
    ),
    "ru": (
        "cp866 cp1251",
        "Имя узла:\r\nНазвание ОС: Windows 10 Pro\r\nИзготовитель ОС",
    ),
    "bg": ("cp866 cp1251", "Име на хост\r\nПървоначална дата на инсталиране"),
    "el": ("cp737 cp1253", "Όνομα υπολογιστή\r\nΈκδοση συστήματος\r\nΚατασκευαστής"),
    "he": ("cp862 cp1255", "שם מארח\r\nגירסת מערכת הפעלה\r\nזיכרון פיזי כולל"),
    "ar": ("cp720 cp1256", "اسم المضيف\r\nاسم نظام التشغيل\r\nإصدار نظام التشغيل"),
    "th": ("cp874", "ชื่อโฮสต์\r\nชื่อระบบปฏิบัติการ\r\nหน่วยความจำทางกายภาพ"),
    "zh-cn": (
        "gb18030",
        "主机名: X\r\nOS 名称\r\n注册的所有人\r\n安装了 3 个修补程序。",
    ),
    "zh-tw": ("cp950", "主機名稱: X\r\n作業系統名稱\r\n註冊的擁有者\r\n實體記憶體總計"),
    "ja": ("cp932", "ホスト名: X\r\nOS バージョン\r\n登録されている所有者"),
    "ko": ("cp949", "호스트 이름: X\r\nOS 버전\r\n등록된 소유자\r\n총 실제 메모리"),
}
CASES = [(page, text) for pages, text in TEXTS.values() for page in pages.split()]
TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.mark.parametrize(("page", "text"), CASES)
def test_the_code_page_is_known_by_the_letters(page, text):
    """A few labels are enough."""
    assert decode_console(text.encode(page)) == (text, page)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [text for _, text in TEXTS.values()])
def test_unicode_is_known_with_and_without_a_mark(codec, text):
    """The mark is no part of the text."""
    marked = text.encode(codec)
    assert decode_console(marked) == (text, codec.removesuffix("-sig")[:6].rstrip("-"))


def test_vietnamese_of_its_own_code_page_has_whole_letters():
    """cp1258 writes a tone behind its letter; the text is as everybody writes it."""
    text = "Tên máy chủ\r\nPhiên bản Hệ điều hành\r\nBộ nhớ vật lý"
    written = "".join(
        unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
        + "".join(c for c in parts if c in TONES)
        for parts in (unicodedata.normalize("NFD", letter) for letter in text)
    )
    assert decode_console(written.encode("cp1258")) == (text, "cp1258")


def test_a_mark_of_a_trade_name_is_not_a_language():
    """``Windows Vista™`` of the ANSI page."""
    assert decode_console(b"Microsoft\xae Windows Vista\x99")[1] == "cp1252"


def test_plain_text_is_ascii():
    """The expected name of most recordings, of an empty one, too."""
    assert decode_console(b"Host Name: PC\r\n") == ("Host Name: PC\r\n", "ascii")
    assert decode_console(b"") == ("", "ascii")


def test_a_cut_recording_is_still_read():
    """Half a unit or half a letter at the end is no reason to fail."""
    assert decode_console(b"\xff\xfea\x00b")[0] == "a"
    assert decode_console("Tên máy chủ".encode()[:-1])[1] == "utf-8"


def test_what_is_too_large_is_refused():
    """No tool prints that much."""
    with pytest.raises(ReadError):
        decode_console(bytes(MOST_BYTES + 1))


def test_a_doubled_return_is_one_line_end():
    """``wmic`` writes CR CR LF."""
    assert console_lines("a\r\r\nb\nc\r\n") == ["a", "b", "c", ""]


@given(st.binary())
def test_any_bytes_are_some_text(content):
    """Decoding never fails."""
    text, name = decode_console(content)
    assert isinstance(text, str)
    assert name
