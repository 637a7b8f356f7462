"""What ``hatang-agent service`` does on Windows; each action returns its exit code."""

import logging
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any

from agent.app import Agent
from agent.commands import FAILED, OK, UNUSABLE, complain, say
from agent.commands_enrol import this_machine
from agent.identity import IdentityError
from agent.jobs import all_probes
from agent.lock import LockedError
from agent.pending_enrolment import Waiting
from agent.private import make_folder, restrict
from agent.settings import Settings, default_settings_file
from agent.shared import logs
from agent.shared.clock import SystemClock
from agent.windows_service_control import ServiceControl, ServiceError
from agent.windows_service_host import Stopping, log_file, serve

log = logging.getLogger(__name__)


def service(
    settings: Settings,
    options: Namespace,
    *,
    platform: str = sys.platform,
    control: Any = None,
) -> int:
    """Do what ``hatang-agent service ACTION`` asks."""
    if platform != "win32":
        complain(
            _("services of Windows are on Windows only; here: deploy/install.sh agent")
        )
        return UNUSABLE
    try:
        if options.action == "run":
            return serve(lambda stopping: run(settings, options, stopping))
        actions: Mapping[str, Callable[[ServiceControl], int]] = {
            "install": lambda found: _install(found, settings, options),
            "start": _start,
            "stop": _stop,
            "status": _status,
            "remove": _remove,
        }
        return actions[options.action](control or ServiceControl())
    except (ServiceError, OSError) as err:
        complain(str(err))
        return FAILED


def run(settings: Settings, options: Namespace, stopping: Stopping) -> int:
    """Be the agent until *stopping* stops it; waits first until it is enrolled."""
    logs.configure(
        level=options.log_level or settings.log.level,
        log_format=options.log_format or settings.log.format,
        handler=log_file(settings.data_directory),
    )
    try:
        clock = SystemClock()
        waiting = Waiting(settings, clock, this_machine(), stopping.event)
        own = waiting.identity()
        if own is None:
            return OK
        agent = Agent(settings, own, clock, all_probes())
        stopping.tell(agent.stop)
        agent.run()
    except (IdentityError, LockedError) as err:
        log.error("%s", err)  # noqa: TRY400 - the text says it all
        return FAILED
    except Exception:
        log.exception("the agent ended")
        raise
    return FAILED if agent.failed else OK


def command_line(
    options: Namespace, *, executable: str = sys.executable, frozen: bool | None = None
) -> str:
    """Return what Windows shall run: this program, with the files that were named."""
    frozen = getattr(sys, "frozen", False) if frozen is None else frozen
    words = [executable, *([] if frozen else ["-m", "agent"]), "service", "run"]
    if options.config:
        words += ["--config", options.config]
    if options.data_directory:
        words += ["--data-directory", options.data_directory]
    return subprocess.list2cmdline(words)


def _install(control: ServiceControl, settings: Settings, options: Namespace) -> int:
    _close_to_users(settings.data_directory)
    made = control.install(
        command_line(options),
        _("Measures this machine and reports to a Hatang collector."),
    )
    for name in made.refused:
        complain(_("this Windows does not know: {name}").format(name=name))
    say(_("The service was made.") if made.new else _("The service is up to date."))
    return OK


def own_folders(data_directory: Path, settings_file: Path) -> tuple[Path, ...]:
    """Return the folders that are the agent's alone, the outer one first.

    The folder above a data directory of somebody's choice may be a whole drive, or hold
    the work of others: it stays as it is.
    """
    return settings_file.parent, data_directory


def _close_to_users(data_directory: Path) -> None:
    """Leave the agent's folders to administrators, whoever made them.

    Anybody may make folders in ProgramData; settings that steer Local System must not
    lie in one that somebody else can write.
    """
    make_folder(data_directory)
    if sys.platform == "win32":
        settings_file = default_settings_file(sys.platform, os.environ)
        for folder in own_folders(data_directory, settings_file):
            make_folder(folder)
            restrict(folder, folder=True)


def _start(control: ServiceControl) -> int:
    control.start()
    say(_("The service runs."))
    return OK


def _stop(control: ServiceControl) -> int:
    control.stop()
    say(_("The service is stopped."))
    return OK


def _remove(control: ServiceControl) -> int:
    removed = control.remove()
    say(_("The service was removed.") if removed else _("There is no service."))
    return OK


def _status(control: ServiceControl) -> int:
    state = control.state()
    texts = {
        "stopped": _("stopped"),
        "starting": _("starting"),
        "stopping": _("stopping"),
        "running": _("running"),
        "other": _("paused"),
    }
    say(_("There is no service.") if state is None else texts[state])
    return OK if state == "running" else FAILED
