"""Which jobs of telling there are, by the settings."""

import dataclasses

from collector.messages import address_of, faults_of, jobs_of
from collector.self_metrics import SelfMetrics
from collector.settings import CollectorSettings
from collector.settings_messages import AlertmanagerSettings, DigestSettings
from tests.support.sample_fleet import page_services, sample_fleet


def jobs(**settings):
    """Return the names of the jobs with these settings."""
    store, live = sample_fleet()
    services = dataclasses.replace(
        page_services(store, live),
        settings=CollectorSettings(**settings),
        metrics=SelfMetrics(),
    )
    made = jobs_of(services)
    for job in made:
        job.run()
    return [job.name for job in made]


def test_without_settings_nothing_is_told():
    """The digest is only noted for the first page."""
    assert jobs() == ["digest"]


def test_each_part_is_asked_for_by_its_own_settings():
    """And runs without anybody at the other end."""
    away = AlertmanagerSettings(url=("http://127.0.0.1:9",), timeout_s=0.2)
    assert jobs(alertmanager=away) == ["tell_events", "digest"]


def test_links_lead_to_the_first_address():
    """Else to this host."""
    settings = CollectorSettings(urls=("https://a:9847/", "https://b:9847"))
    assert address_of(settings) == "https://a:9847"
    assert address_of(CollectorSettings()).startswith("https://")
    assert DigestSettings().at == "07:45"


def test_files_that_settings_name_are_looked_at_before_the_start(tmp_path):
    """``check`` says which, and never what is in them."""
    password = tmp_path / "password"
    password.write_text("bi-mat")
    password.chmod(0o644)
    settings = CollectorSettings(
        alertmanager=AlertmanagerSettings(user="u", password_file=password),
        digest=DigestSettings(ca_file=tmp_path / "none"),
    )
    open_to_all, gone = faults_of(settings)
    assert open_to_all.startswith("alertmanager.password_file: ")
    assert "bi-mat" not in open_to_all
    assert gone.startswith("digest.ca_file: ")
    password.chmod(0o600)
    assert len(faults_of(settings)) == 1
    assert faults_of(CollectorSettings()) == []
