"""``manage-bde -status`` in many languages, made by hand after the tool's own form."""

import pytest
from hypothesis import given

from agent.readers.windows.encoding import decode_console
from agent.readers.windows.manage_bde import read_manage_bde
from tests.support.damaged import damaged, recordings

# title, kind of the system volume, of a data volume | used space only | on | off
# | unlocked | locked | numerical password
LANGUAGES = {
    "en": "Volume C: [X]|OS Volume|Data Volume|Used Space Only Encrypted|Protection On"
    "|Protection Off|Unlocked|Locked|Numerical Password",
    "de": 'Volume "C:" [X]|Betriebssystemvolume|Datenvolume|Nur verwendeter Speicherplatz'
    " verschlüsselt|Der Schutz ist aktiviert.|Der Schutz ist deaktiviert.|Entsperrt"
    "|Gesperrt|Numerisches Kennwort",
    "fr": "Volume C: [X]|Volume du système d'exploitation|Volume de données|Chiffrement de"
    " l'espace utilisé uniquement|Protection activée|Protection désactivée|Déverrouillé"
    "|Verrouillé|Mot de passe numérique",
    "es": "Volumen C: [X]|Volumen del sistema operativo|Volumen de datos|Solo espacio"
    " utilizado cifrado|Protección activada|Protección desactivada|Desbloqueado|Bloqueado"
    "|Contraseña numérica",
    "it": "Volume C: [X]|Volume sistema operativo|Volume dati|Crittografato solo lo spazio"
    " utilizzato|Protezione attivata|Protezione disattivata|Sbloccato|Bloccato"
    "|Password numerica",
    "pt": "Volume C: [X]|Volume do Sistema Operacional|Volume de Dados|Somente Espaço"
    " Utilizado Criptografado|Proteção Ativada|Proteção Desativada|Desbloqueado|Bloqueado"
    "|Senha Numérica",
    "nl": "Volume C: [X]|Besturingssysteemvolume|Gegevensvolume|Alleen gebruikte ruimte"
    " versleuteld|Beveiliging ingeschakeld|Beveiliging uitgeschakeld|Ontgrendeld"
    "|Vergrendeld|Numeriek wachtwoord",
    "sv": "Volym C: [X]|Operativsystemvolym|Datavolym|Endast använt utrymme krypterat"
    "|Skyddet är på|Skyddet är av|Upplåst|Låst|Numeriskt lösenord",
    "pl": "Wolumin C: [X]|Wolumin systemu operacyjnego|Wolumin danych|Zaszyfrowano tylko"
    " zajęte miejsce|Ochrona włączona|Ochrona wyłączona|Odblokowany|Zablokowany"
    "|Hasło numeryczne",
    "cs": "Svazek C: [X]|Svazek operačního systému|Datový svazek|Zašifrováno pouze využité"
    " místo|Ochrana zapnuta|Ochrana vypnuta|Odemčeno|Zamčeno|Číselné heslo",
    "ru": "Том C: [X]|Том операционной системы|Том данных|Зашифровано только занятое"
    " место|Защита включена|Защита отключена|Разблокирован|Заблокирован|Числовой пароль",
    "uk": "Том C: [X]|Том операційної системи|Том даних|Зашифровано лише використаний"
    " простір|Захист увімкнено|Захист вимкнено|Розблоковано|Заблоковано|Цифровий пароль",
    "tr": "Birim C: [X]|İşletim Sistemi Birimi|Veri Birimi|Yalnızca Kullanılan Alan"
    " Şifrelenmiş|Koruma Açık|Koruma Kapalı|Kilidi Açık|Kilitli|Sayısal Parola",
    "zh": "卷 C: [X]|OS 卷|数据卷|仅加密了已用空间|保护启用|保护关闭|已解锁|已锁定|数字密码",
    "tw": "磁碟區 C: [X]|作業系統磁碟區|資料磁碟區|只加密使用的空間|保護開啟|保護關閉"
    "|已解除鎖定|已鎖定|數字密碼",
    "ja": "ボリューム C: [X]|OS ボリューム|データ ボリューム|使用領域のみ暗号化|保護はオンです"
    "|保護はオフです|ロック解除|ロック|数字パスワード",
    "ko": "볼륨 C: [X]|OS 볼륨|데이터 볼륨|사용된 공간만 암호화됨|보호 설정|보호 해제"
    "|잠금 해제|잠김|숫자 암호",
}
BODY = """{title}
[{kind}]

    L1:                 69,13 GB
    L2:    2.0
    L3:    {status}
    L4: {percent}
    L5:    {method}
    L6:    {guard}
    L7:          {lock}
    L8: ?
{automatic}    L9:
        TPM
        {key}

"""


def volume(language, **changes):
    """Return one volume, a system volume at rest unless *changes* says otherwise."""
    words = LANGUAGES[language].split("|")
    names = ("title", "kind", "data", "status", "on", "guard", "lock", "locked", "key")
    values = dict(
        zip(names, words, strict=True), percent="100,0%", method="XTS-AES 128"
    )
    values["automatic"] = ""
    values.update({n: values.get(c, c) for n, c in changes.items()})
    return BODY.format(**values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suspended_system_volume(language):
    """Encrypted as a whole, and guarding nothing."""
    [found] = read_manage_bde(volume(language))
    assert (found.letter, found.label, found.system) == ("C:", "X", True)
    assert found.conversion == "used_space_only_encrypted"
    assert (found.protection, found.lock) == ("off", "unlocked")
    assert (found.method, found.encrypted_percent) == ("XTS_AES_128", 100)
    assert (found.recovery_password_protector, found.tpm_protector) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guarded_data_volume(language):
    """It has one line more than a system volume."""
    text = volume(
        language, kind="data", guard="on", automatic="    L: Off\n", status="?"
    )
    [found] = read_manage_bde(text)
    assert (found.system, found.protection) == (False, "on")
    assert found.conversion == "fully_encrypted"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locked_volume_says_nothing_of_itself(language):
    """Neither label nor percentage nor protection."""
    text = volume(language, lock="locked", percent="? %", status="?", guard="?")
    [found] = read_manage_bde(text)
    assert (found.lock, found.label) == ("locked", None)
    assert (found.conversion, found.protection, found.encrypted_percent) == (None,) * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_encrypted_needs_no_words(language):
    """No method and 0 % are enough."""
    text = volume(language, percent="0.0%", method="None", status="?", guard="?")
    [found] = read_manage_bde(text)
    assert (found.conversion, found.protection) == ("fully_decrypted", "off")


@pytest.mark.parametrize(
    ("status", "conversion"),
    [
        ("Encryption in Progress", "encryption_in_progress"),
        ("Decryption in Progress", "decryption_in_progress"),
        ("Encryption Paused", "encryption_paused"),
        ("Decryption Paused", "decryption_paused"),
        ("Verschlüsselung wird durchgeführt", "encryption_in_progress"),
        ("Entschlüsselung angehalten", "decryption_paused"),
        ("正在加密", "encryption_in_progress"),
        ("Расшифровка приостановлена", "decryption_paused"),
        ("Déchiffrement en cours", "decryption_in_progress"),
        ("?", None),
    ],
)
def test_what_is_going_on(status, conversion):
    """Known by its words only."""
    [found] = read_manage_bde(volume("en", status=status, percent="43,7%"))
    assert (found.conversion, found.encrypted_percent) == (conversion, 43.7)


def test_a_suspension_that_ends_by_itself():
    """After so many restarts."""
    [found] = read_manage_bde(volume("en", guard="Protection Off (1 reboots left)"))
    assert (found.protection, found.reboots_left) == ("off", 1)


def test_no_protector_at_all():
    """The line says so itself."""
    text = volume("en", percent="0.0%", method="None")
    text = text[: text.index("    L9")] + "    Key Protectors: None Found\n"
    [found] = read_manage_bde(text)
    assert (found.recovery_password_protector, found.tpm_protector) == (False, False)


def test_several_volumes():
    """One after the other, one of them without a letter."""
    nameless = volume("en", title="Volume \\\\?\\Volume{ab-cd}\\ [Label Unknown]")
    found = read_manage_bde("ERROR: x\n" + volume("de") + nameless)
    assert [v.letter for v in found] == ["C:", None]


def test_an_error_has_no_volumes():
    """Whatever the language."""
    assert (
        read_manage_bde("BitLocker ...: ...\n\n错误: BitLocker 无法打开卷 D:。\n") == []
    )


MADE = [volume(language).encode() for language in LANGUAGES]


@given(damaged([*MADE, *recordings("windows-bitlocker")]))
def test_anything_is_read_without_a_fall(content):
    """What is no volume is none."""
    assert isinstance(read_manage_bde(decode_console(content)[0]), list)
