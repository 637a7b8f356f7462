"""``systeminfo`` in many languages, made by hand after the tool's own form."""

import contextlib

import pytest
from hypothesis import given

from agent.readers.errors import ReadError
from agent.readers.windows.encoding import decode_console
from agent.readers.windows.systeminfo import SystemInfo, read_systeminfo
from tests.support.damaged import damaged, recordings

# Code page, date and time of the boot (evening of 24 January 2019), locale, unit,
# separator of thousands, no service pack, N processors, N updates, and labels: host,
# system, version, the longest one with a colon in it.
LANGUAGES = {
    "en": ("ascii", "1/24/2019, 10:32:25 PM", "en-us;English", "MB", ",", "N/A Build"),
    "de": (
        "cp850",
        "24.01.2019, 22:32:25",
        "de;Deutsch",
        "MB",
        ".",
        "Nicht zutreffend Build",
    ),
    "fr": ("cp850", "24/01/2019, 22:32:25", "fr;Français", "Mo", "\xa0", "N/A version"),
    "es": ("cp850", "24/01/2019, 22:32:25", "es;Español", "MB", ".", "N/D Compilación"),
    "pt": (
        "cp850",
        "24/01/2019, 22:32:25",
        "pt-br;Português",
        "MB",
        ".",
        "N/A compilação",
    ),
    "nl": ("cp850", "24-1-2019, 22:32:25", "nl;Nederlands", "MB", ".", "N.v.t. Build"),
    "sv": ("cp850", "2019-01-24, 22:32:25", "sv;Svenska", "MB", "\xa0", "Saknas Build"),
    "da": ("cp850", "24-01-2019, 22:32:25", "da;Dansk", "MB", ".", "I/T Build"),
    "pl": (
        "cp852",
        "24.01.2019, 22:32:25",
        "pl;Polski",
        "MB",
        "\xa0",
        "Nie dotyczy Kompilacja",
    ),
    "cs": (
        "cp852",
        "24.01.2019, 22:32:25",
        "cs;čeština",
        "MB",
        "\xa0",
        "Není k dispozici build",
    ),
    "tr": ("cp857", "24.01.2019, 22:32:25", "tr;Türkçe", "MB", ".", "Yok Derleme"),
    "ru": (
        "cp866",
        "24.01.2019, 22:32:25",
        "ru;Русский",
        "МБ",
        "\xa0",
        "Н/Д построение",
    ),
    "uk": (
        "cp1251",
        "24.01.2019, 22:32:25",
        "uk;Українська",
        "МБ",
        "\xa0",
        "Н/Д збірка",
    ),
    "el": ("cp737", "24/1/2019, 10:32:25 μμ", "el;Ελληνικά", "MB", ".", "Δ/Υ Δομή"),
    "zh": (
        "gb18030",
        "2019/1/24, 22:32:25",
        "zh-cn;中文(中国)",
        "MB",
        ",",
        "暂缺 Build",
    ),
    "tw": (
        "cp950",
        "2019/1/24, 下午 10:32:25",
        "zh-tw;中文(台灣)",
        "MB",
        ",",
        "N/A 組建",
    ),
    "ja": ("cp932", "2019/01/24, 22:32:25", "ja;日本語", "MB", ",", "N/A ビルド"),
    "ko": (
        "cp949",
        "2019-01-24, 오후 10:32:25",
        "ko;한국어",
        "MB",
        ",",
        "해당 없음 빌드",
    ),
    "vi": ("utf-8", "24/01/2019, 10:32:25 CH", "vi;Tiếng Việt", "MB", ".", "N/A Build"),
}
LABELS = {
    "en": ("Host Name", "OS Name", "Virtual Memory: Available"),
    "de": ("Hostname", "Ursprüngliche Größe", "Virtueller Arbeitsspeicher: Verfügbar"),
    "fr": (
        "Nom de l'hôte",
        "Propriétaire enregistré",
        "Mémoire virtuelle : disponible",
    ),
    "es": (
        "Nombre de host",
        "Versión española",
        "Tamaño máximo de memoria: tamaño máximo",
    ),
    "pt": (
        "Nome do host",
        "Versão não física",
        "Memória Virtual: Tamanho Máximo disponível",
    ),
    "nl": ("Hostnaam", "Naam van het systeem", "Virtueel geheugen: maximale grootte"),
    "sv": ("Värdnamn", "Operativsystemets ägare", "Virtuellt minne: största storlek"),
    "da": ("Værtsnavn", "Navn på størrelse", "Virtuel hukommelse: tilgængelig"),
    "pl": ("Nazwa hosta", "Właściciel, całkowita ilość", "Pamięć wirtualna: dostępna"),
    "cs": (
        "Název hostitele",
        "Původní výrobce operačního",
        "Virtuální paměť: Dostupná",
    ),
    "tr": (
        "Ana Bilgisayar Adı",
        "İşletim Sistemi Adı",
        "Sanal Bellek: En Fazla Boyutu",
    ),
    "ru": ("Имя узла", "Название ОС", "Виртуальная память: Макс. размер"),
    "uk": ("Ім'я вузла", "Назва ОС, їх виробник", "Віртуальна пам'ять: максимальний"),
    "el": ("Όνομα υπολογιστή", "Όνομα λειτουργικού", "Εικονική μνήμη: διαθέσιμη"),
    "zh": ("主机名", "OS 名称", "虚拟内存: 最大值"),
    "tw": ("主機名稱", "作業系統名稱", "虛擬記憶體: 大小上限"),
    "ja": ("ホスト名", "OS 名", "仮想メモリ: 最大サイズ"),
    "ko": ("호스트 이름", "OS 이름", "가상 메모리: 최대 크기"),
    "vi": ("Tên máy chủ", "Tên hệ điều hành", "Bộ nhớ ảo: Kích thước tối đa"),
}


def width(text, page):
    """Return how many bytes of the code page a label takes, which the tool fills up."""
    return len(text.encode("cp936" if page == "utf-8" else page, "replace"))


def printed(language, updates=("KB5000001", "KB890830"), claimed=None, **changes):
    """Return what the tool prints in that language, in its code page."""
    page, boot, locale, unit, thousands, none = LANGUAGES[language]
    host, label, longest = LABELS[language]
    boot = changes.get("boot", boot)
    update_lines = [f"[{n:02}]: {name}" for n, name in enumerate(updates, 1)]
    claimed = f"{len(updates) if claimed is None else claimed} x."
    amount = f"16{thousands}384 {unit}"
    lines = [
        (host, "PC-01"),
        (label, "Microsoft Windows 10 Pro"),
        (label, changes.get("version", f"10.0.19045 {none} 19045")),
        *((label, f"value {n}") for n in range(3)),
        (label, "N: a"),
        (label, ""),
        (label, "00330-50000-00000-AAOEM"),
        (label, changes.get("install", boot)),
        (label, boot),
        (label, "HP"),
        (label, "HP EliteDesk 800 G3"),
        (label, changes.get("kind", "x64-based PC")),
        (label, "2 x."),
        *(("", f"[0{n}]: Intel64 Family 6 Model 9 ~2808 Mhz") for n in (1, 2)),
        (label, f"HP N11 Ver. 02.17, {boot.split(', ')[0]}"),
        *((label, rf"C:\Windows {n}") for n in range(3)),
        (label, locale),
        (label, locale),
        (label, "(UTC+07:00) Hanoi"),
        *((label, amount) for _ in range(2)),
        *((longest, f"1{thousands}234 {unit}") for _ in range(3)),
        *((label, f"word {n}") for n in range(3)),
        (label, claimed if updates else "N/A"),
        *(("", line) for line in update_lines),
        (label, "1 x."),
        ("", "[01]: Intel(R) Ethernet"),
        ("", f"      {label}: Ethernet"),
        ("", "      [01]: 192.0.2.7"),
        (label, "a: b"),
    ]
    column = max(width(name, page) for name, _ in lines) + 2
    text = "".join(
        name
        + ":" * bool(name)
        + " " * (column - width(name, page) - bool(name))
        + value
        + "\r\n"
        for name, value in lines
    )
    return ("\r\n" + text).encode(page)


def read(content):
    """Return what the reader makes of *content*."""
    return read_systeminfo(decode_console(content)[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_language(language):
    """Known by places and looks, never by labels."""
    found = read(printed(language))
    assert (found.host_name, found.caption) == ("PC-01", "Microsoft Windows 10 Pro")
    assert (found.version, found.build, found.service_pack) == ("10.0.19045", 19045, 0)
    assert (found.manufacturer, found.model) == ("HP", "HP EliteDesk 800 G3")
    assert found.boot_time_text == LANGUAGES[language][1]
    assert found.boot_time_local == "2019-01-24T22:32:25"
    assert found.physical_memory_bytes == 16384 * 1048576
    assert (found.processors, len(found.processor_names)) == (2, 2)
    assert found.hotfixes == ("KB5000001", "KB890830")
    assert (found.hotfix_lines, found.hotfixes_claimed) == (2, 2)


@pytest.mark.parametrize(
    ("kind", "architecture"),
    [
        ("x64-basierter PC", "x64"),
        ("X86-based PC", "x86"),
        ("ARM64-based PC", "arm64"),
        ("基于 x64 的电脑", "x64"),
        ("Itanium (TM)-based System", "ia64"),
        ("?", None),
    ],
)
def test_architecture(kind, architecture):
    """By the word in it that is not translated."""
    assert (
        read(
            printed("de" if kind != "基于 x64 的电脑" else "zh", kind=kind)
        ).architecture
        == architecture
    )


@pytest.mark.parametrize(
    ("version", "build", "pack"),
    [
        ("6.1.7601 Service Pack 1 Build 7601", 7601, 1),
        ("6.0.6002 Service Pack 2 version 6002", 6002, 2),
        ("10.0.22631 N/A Build 22631", 22631, 0),
        ("10.0.26100", 26100, 0),
    ],
)
def test_service_packs(version, build, pack):
    """Windows 7 had one, Vista two."""
    found = read(printed("en", version=version))
    assert (found.build, found.service_pack) == (build, pack)


def test_more_updates_than_are_listed():
    """The tool stops at 245 and cuts the next line in the middle."""
    names = [f"KB{4000000 + n}" for n in range(245)]
    text = printed("en", names, claimed=273).decode()
    last = next(line for line in text.splitlines() if "KB4000244" in line)
    cut = last.replace("[245]: KB4000244", "[246]")
    found = read(text.replace(last, f"{last}\r\n{cut}").encode())
    assert (found.hotfix_lines, found.hotfixes_claimed) == (245, 273)
    assert len(found.hotfixes) == 245


def test_no_updates_at_all():
    """The network cards' list is none of updates."""
    found = read(printed("en", updates=()))
    assert (found.hotfixes, found.hotfix_lines, found.hotfixes_claimed) == ((), 0, None)


def test_older_names_of_updates():
    """Files are no updates, though they are counted among them."""
    names = ["File 1", "Q147222", "KB2079403 - Update", "982861", "KB890830"]
    found = read(printed("en", names))
    assert found.hotfix_lines == 5
    assert found.hotfixes == ("982861", "KB2079403", "KB890830", "Q147222")


def test_a_date_that_can_be_read_two_ways():
    """Its text stays; the date of the installation tells, if it is later in a month."""
    unclear = {"boot": "01-06-2024, 02:51:44"}
    found = read(printed("en", **unclear))
    assert found.boot_time_text == "01-06-2024, 02:51:44"
    assert found.boot_time_local is None
    found = read(printed("en", **unclear, install="24-05-2024, 03:20:28"))
    assert found.boot_time_local == "2024-06-01T02:51:44"


def test_windows_xp_says_how_long_it_is_up():
    """That is no time of a boot."""
    up = "0 Days, 3 Hours, 16 Minutes, 37 Seconds"
    found = read(printed("en", boot=up, install="1/24/2019, 10:32:25 PM"))
    assert (found.boot_time_text, found.boot_time_local) == (None, None)
    assert found.install_time_local == "2019-01-24T22:32:25"


def test_what_stands_before_the_output():
    """Copied from a window, with the command and a banner."""
    content = b"Microsoft Windows [Version 10.0]\r\n\r\nC:\\>systeminfo\r\n"
    assert read(content + printed("en")).host_name == "PC-01"


def test_a_head_that_was_cut_off():
    """The version is where it begins then."""
    text = printed("en").decode()
    found = read_systeminfo(text[text.index("OS Name") :])
    assert (found.host_name, found.caption) == (None, "Microsoft Windows 10 Pro")


def test_utf_16_with_a_mark():
    """As PowerShell redirects it."""
    text = printed("fr").decode("cp850")
    assert read(b"\xff\xfe" + text.encode("utf-16-le")) == read(printed("fr"))


def test_another_output_is_refused():
    """It has no version in its place."""
    with pytest.raises(ReadError):
        read(b"ERROR: Access is denied.\r\n")


MADE = [printed(language) for language in LANGUAGES]


@given(damaged([*MADE, *recordings("windows-systeminfo")]))
def test_anything_else_is_refused(content):
    """By the one error of readers."""
    with contextlib.suppress(ReadError):
        assert isinstance(read(content), SystemInfo)
