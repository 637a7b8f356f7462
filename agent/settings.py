"""The agent's settings: what ``agent.toml`` may say, and where things lie by default."""

import sys
from collections.abc import Iterable, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from agent.shared.data_safety import (
    MOST_CANARIES,
    MOST_SETS,
    BackupSettings,
    CanarySettings,
    DocumentsSettings,
    Plan,
    check_names,
)
from agent.shared.logs import LogFormat
from agent.shared.path_settings import (
    MOST_LINES,
    LineSettings,
    PathSettings,
    check_lines,
)
from agent.shared.secret import Secret
from agent.shared.service_settings import (
    MOST_SERVICES,
    ServiceSettings,
    check_services,
)
from agent.shared.switch_settings import SwitchSettings
from agent.shared.throughput_settings import check_edge
from agent.shared.toml import SettingsError

Positive = Annotated[float, msgspec.Meta(gt=0, le=7 * 86400)]
PROXY_SCHEMES = ("http://", "https://")


class ProbeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be said about one probe; an absent key keeps the default."""

    enabled: bool = True
    interval_s: Positive | None = None


class SpoolSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much may wait on disk while the collector cannot be reached."""

    max_bytes: Annotated[int, msgspec.Meta(ge=1_000_000)] = 200_000_000
    max_age_days: Annotated[float, msgspec.Meta(gt=0, le=3650)] = 14.0


class LogSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: LogFormat = "text"


class Settings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """All of ``agent.toml``.

    ``proxy`` is ``environment`` (HTTPS_PROXY, NO_PROXY and the system's own settings),
    ``none``, or an address, which may carry a name and a password.
    """

    data_directory: Path = msgspec.field(
        default_factory=lambda: default_data_directory(sys.platform, {})
    )
    report_interval_s: Annotated[float, msgspec.Meta(ge=5, le=3600)] = 60.0
    probe_time_limit_s: Annotated[float, msgspec.Meta(gt=0, le=600)] = 10.0
    language: Literal["vi", "en"] | None = None
    proxy: Secret = Secret("environment")
    log: LogSettings = LogSettings()
    spool: SpoolSettings = SpoolSettings()
    probes: dict[str, ProbeSettings] = {}
    backups: Annotated[
        tuple[BackupSettings, ...], msgspec.Meta(max_length=MOST_SETS)
    ] = ()
    canaries: Annotated[
        tuple[CanarySettings, ...], msgspec.Meta(max_length=MOST_CANARIES)
    ] = ()
    documents: DocumentsSettings = DocumentsSettings()
    textfile_directory: Path | None = None
    switches: SwitchSettings = SwitchSettings()
    paths: PathSettings = PathSettings()
    services: Annotated[
        tuple[ServiceSettings, ...], msgspec.Meta(max_length=MOST_SERVICES)
    ] = ()
    lines: Annotated[tuple[LineSettings, ...], msgspec.Meta(max_length=MOST_LINES)] = ()

    def plan(self, *, resident: bool) -> Plan:
        """Return what the probes of data safety need; *resident*: the running agent."""
        return Plan(
            self.backups,
            self.canaries,
            self.documents.folders,
            self.textfile_directory,
            self.data_directory,
            resident,
        )

    def __post_init__(self) -> None:
        check_names(self.backups, self.canaries)
        check_lines(self.lines)
        check_services(self.services)
        devices = [device.name for device in self.switches.devices]
        for line in self.lines:
            check_edge(line.id, line.throughput, devices)
        proxy = self.proxy.reveal()
        if proxy not in {"environment", "none"} and not proxy.startswith(PROXY_SCHEMES):
            raise ValueError(
                _(
                    'proxy is "environment", "none" or an address that begins with'
                    " http://"
                )
            )


def default_data_directory(platform: str, environ: Mapping[str, str]) -> Path:
    """Return where identity and spool lie unless somebody says otherwise."""
    if platform == "win32":
        return Path(environ.get("ProgramData", r"C:\ProgramData")) / "Hatang" / "agent"
    return Path("/var/lib/hatang-agent")


def default_settings_file(platform: str, environ: Mapping[str, str]) -> Path:
    """Return where the settings lie unless ``--config`` says otherwise."""
    if platform == "win32":
        return (
            Path(environ.get("ProgramData", r"C:\ProgramData")) / r"Hatang\agent.toml"
        )
    return Path("/etc/hatang/agent.toml")


def intervals(
    settings: Settings, defaults: Mapping[str, float], known: Iterable[str]
) -> dict[str, float]:
    """Return the interval in seconds of every probe that shall run.

    Raises:
        SettingsError: the settings name a probe that is not *known*.
    """
    names = list(known)
    for name in settings.probes:
        if name not in names:
            raise SettingsError(
                _("probes.{name}: there is no such probe; there are {names}").format(
                    name=name, names=", ".join(names)
                )
            )
    found = {}
    for name in names:
        wanted = settings.probes.get(name, ProbeSettings())
        if wanted.enabled:
            found[name] = wanted.interval_s or defaults.get(
                name, settings.report_interval_s
            )
    return found
