"""Firewall profiles, with outputs made by hand after the tools' own form."""

import pytest
from hypothesis import given

from agent.readers.errors import ReadError
from agent.readers.windows.encoding import decode_console
from agent.readers.windows.firewall import Firewall, read_firewall
from tests.support.damaged import damaged, recordings

RULE = "-" * 70
NETSH = {
    "en": ("Domain Profile|Private Profile|Public Profile", "State", "ON", "OFF"),
    "de": ("Domänenprofil|Privates Profil|Öffentliches Profil", "Status", "EIN", "AUS"),
    "fr": ("Profil Domaine|Profil Privé|Profil Public", "État", "Actif", "Inactif"),
    "es": (
        "perfil Dominio|perfil Privado|perfil Público",
        "Estado",
        "Activar",
        "Inactivo",
    ),
    "it": ("profilo dominio|profilo privato|profilo pubblico", "Stato", "ON", "OFF"),
    "pt": ("Domínio|Particular|Público", "Estado", "ATIVADO", "DESATIVADO"),
    "ru": (
        "профиля домена|частного профиля|общего профиля",
        "Состояние",
        "ВКЛЮЧИТЬ",
        "ОТКЛЮЧИТЬ",
    ),
    "zh": ("域配置文件|专用配置文件|公用配置文件", "状态", "启用", "关闭"),
    "ja": (
        "ドメイン プロファイル|プライベート プロファイル|パブリック プロファイル",
        "State",
        "オン",
        "オフ",
    ),
    "ko": ("도메인 프로필|개인 프로필|공용 프로필", "상태", "설정", "해제"),
    "tr": ("Etki Alanı Profili|Özel Profil|Ortak Profil", "Durum", "AÇIK", "KAPALI"),
    "pl": (
        "profilu domeny|profilu prywatnego|profilu publicznego",
        "Stan",
        "WŁĄCZONE",
        "WYŁĄCZONE",
    ),
}


def section(title, label, state):
    """Return one section of netsh's output."""
    return (
        f"\n{title}: \n{RULE}\n{label:<38}{state}\n"
        f"{'Firewall Policy':<38}BlockInbound,AllowOutbound\n\n"
        f"Logging:\n{'MaxFileSize':<38}4096\n"
    )


@pytest.mark.parametrize("language", NETSH)
def test_netsh_in_any_language(language):
    """The order of the profiles is fixed, the words are known."""
    titles, label, on, off = NETSH[language]
    states = [on, off, on]
    text = "".join(
        section(t, label, s) for t, s in zip(titles.split("|"), states, strict=True)
    )
    assert read_firewall(text + "OK.\n").profiles == {
        "Domain": True,
        "Private": False,
        "Public": True,
    }


@pytest.mark.parametrize("language", NETSH)
def test_netsh_of_one_profile(language):
    """It is named by its title."""
    titles, label, _, off = NETSH[language]
    text = section(titles.split("|")[2], label, off)
    assert read_firewall(text).profiles == {"Public": False}


@pytest.mark.parametrize(
    "text",
    [
        "Name    Enabled\n----    -------\nDomain     True\nPublic    False\n",
        '[{"Name":"Domain","Enabled":1},{"Name":"Public","Enabled":0}]',
        "Name : Domain\nEnabled : True\n\nName : Public\nEnabled : False\n",
        '"Name","Enabled"\n"Domain","True"\n"Public","False"\n',
    ],
)
def test_powershell_in_any_form(text):
    """Table, JSON, list, CSV."""
    assert read_firewall(text).profiles == {"Domain": True, "Public": False}


@pytest.mark.parametrize("value", ["NotConfigured", "2", ""])
def test_not_configured_is_not_off(value):
    """Another policy decides."""
    text = f"Name : Domain\nEnabled : {value}\n"
    assert read_firewall(text).profiles == {"Domain": None}


def test_an_error_is_refused():
    """It names no profile."""
    with pytest.raises(ReadError):
        read_firewall("Get-NetFirewallProfile : Access is denied.\n")


MADE = [section("Domain", "State", "ON").encode()]


@given(damaged([*MADE, *recordings("windows-firewall")]))
def test_anything_else_is_refused(content):
    """By the one error of readers."""
    try:
        found = read_firewall(decode_console(content)[0])
    except ReadError:
        return
    assert isinstance(found, Firewall)
