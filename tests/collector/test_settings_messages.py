"""Settings of what the collector tells by itself."""

import pytest

from agent.shared.toml import SettingsError, decode_settings
from collector.settings import CollectorSettings

MAIL = "[digest]\nsmtp = 'mail.example:587'\nfrom = 'a@b'\nto = ['c@d']\n"
REFUSED = {
    "[alertmanager]\nurl = 'http://127.0.0.1:9093'": "alertmanager.url: .*array",
    "[alertmanager]\nurl = ['http://10.0.0.5:9093']": "alertmanager: url: .*https",
    "[alertmanager]\nurl = ['https://u:p@a:9093']": "password has its own file",
    "[alertmanager]\nurl = ['ftp://a']": "alertmanager: url: write ftp://a as https://",
    "[alertmanager]\nurl = ['https://a:99999']": "99999",
    "[alertmanager]\nuser = 'a'": "name both",
    "[alertmanager]\ntimeout_s = 0": "alertmanager.timeout_s",
    "[digest]\nat = '7:45'": "digest: at: '7:45'",
    "[digest]\nat = '25:00'": "time of day",
    "[digest]\nsmtp = 'mail.example'": "digest: smtp: .*mail.example:587",
    "[digest]\nsmtp = 'mail.example:25'": "name from and to",
    "[digest]\nto = ['không phải']": "no mail address",
    '[digest]\nto = ["a@b\\r\\nBcc: c@d"]': "no mail address",
    MAIL + "user = 'a'": "name both",
    "[digest]\nlanguage = 'fr'": "digest.language",
}


def test_nothing_is_told_unless_somebody_asks_for_it():
    """Off by default."""
    found = CollectorSettings()
    assert found.alertmanager.url == ()
    assert found.digest.smtp == ""


def test_all_of_it_can_be_set():
    """A cluster of Alertmanagers, and a mail server."""
    text = (
        "[alertmanager]\nurl = ['http://[::1]:9093', 'https://a.example/am']\n"
        "user = 'hatang'\npassword_file = '/etc/hatang/am'\nca_file = '/etc/hatang/ca'\n"
        + MAIL
        + "at = '06:30'\nlanguage = 'en'\nwhen_nothing = true\n"
    )
    found = decode_settings(text, CollectorSettings, name="x")
    assert len(found.alertmanager.url) == 2
    assert found.digest.from_ == "a@b"
    assert found.digest.server() == ("mail.example", 587)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_is_refused_with_its_place(text):
    """The error names the section and what to write."""
    with pytest.raises(SettingsError, match=REFUSED[text]):
        decode_settings(text, CollectorSettings, name="x")


@pytest.mark.parametrize("smtp", ["[::1]:25", "127.0.0.1:2525", "mail:465"])
def test_a_mail_server_is_a_host_and_a_port(smtp):
    """Also an address of IPv6."""
    text = MAIL.replace("mail.example:587", smtp)
    host, port = decode_settings(text, CollectorSettings, name="x").digest.server()
    assert host
    assert port in {25, 2525, 465}
    assert "[" not in host
