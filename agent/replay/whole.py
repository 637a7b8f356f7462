"""Facts and findings of a whole machine, from its bundle or from its report."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from agent.jobs import ProbeTable, all_probes
from agent.once import measure_once
from agent.replay.bundle import Bundle, unpack
from agent.replay.derived import Derived
from agent.replay.files import lay_out
from agent.replay.recordings import recording, recordings
from agent.settings import ProbeSettings, Settings
from agent.shared.clock import Clock
from agent.sources.doors import Doors
from agent.sources.tape import recorded


def read_through(
    doors: Doors, settings: Settings, clock: Clock, table: ProbeTable
) -> Derived:
    """Return the facts of the machine behind *doors*; a probe that fails is a problem.

    All probes of facts are asked, those too that *settings* switch off.
    """
    names = table.facts
    arguments: Mapping[str, Mapping[str, Any]] = {
        name: {**table.arguments.get(name, {}), "doors": doors} for name in names
    }
    only = table._replace(
        probes={name: table.probes[name] for name in table.probes if name in names},
        arguments=arguments,
    )
    all_on = {name: ProbeSettings() for name in only.probes}
    settings = msgspec.structs.replace(settings, probes=all_on)
    composer, runner = measure_once(settings, clock, only, live=False)
    failed = {n: s.error for n, s in runner.states.items() if not s.success}
    return Derived(composer.facts, failed)


def derive(bundle: Bundle, clock: Clock, table: ProbeTable | None = None) -> Derived:
    """Return what this version makes of *bundle*, as if it read that machine now.

    Kinds that cannot be read again (they depend on that agent's settings or history)
    stand as the agent said.

    Raises:
        UnsafeError: the bundle leads out of itself.
    """
    manifest = bundle.manifest
    with tempfile.TemporaryDirectory(prefix="hatang-replay-") as folder:
        root = Path(folder)
        lay_out(bundle.files, bundle.links, root, bundle.times)
        doors = Doors(
            platform=manifest.platform,
            architecture=manifest.architecture,
            root=root,
            **recorded(bundle.calls),
        )
        own = read_through(doors, Settings(), clock, table or all_probes())
    kept = tuple(sorted(bundle.facts.keys() - own.facts.keys()))
    facts = {**own.facts, **{kind: bundle.facts[kind] for kind in kept}}
    return Derived(facts, own.problems, kept, manifest.time)


def derive_path(path: Path, clock: Clock) -> Derived:
    """Return what this version makes of a bundle, a report, a tree or recordings.

    *path* is a bundle (packed or unpacked), a report (as ``once --json`` and the script
    for old Windows write it), a folder with /proc and /sys of a Linux machine, a single
    recording of a known form, or a folder of such.

    Raises:
        BundleError, ReadError, UnsafeError: it is none of these, or damaged.
        OSError: it cannot be read.
    """
    if path.is_dir():
        if (path / "manifest.json").is_file():
            return derive(unpack(path), clock)
        if (path / "proc").is_dir() or (path / "sys").is_dir():
            return _tree(path, clock)
        return recordings(path)
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(b"PK"):
        return derive(unpack(path), clock)
    return recording(path)


def _tree(root: Path, clock: Clock) -> Derived:
    doors = Doors(platform="linux", architecture="", root=root, **recorded(()))
    return read_through(doors, Settings(), clock, all_probes())
