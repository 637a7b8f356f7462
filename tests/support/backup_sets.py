"""Sets of backups, tools that answer as told, and a plan, for tests."""

from pathlib import Path

from agent.shared.data_safety import BackupSettings, CanarySettings, Plan
from agent.shared.secret import Secret
from agent.sources.programs import Output


class FakeTools:
    """Answers each program with what the test wants; remembers what it was given."""

    def __init__(self, answer=None):
        self.answer = answer or (lambda argv: Output(b"[]"))
        self.asked = []

    def run(self, *argv, timeout_s=30.0, environ=None):
        """Return or raise the answer."""
        self.asked.append((argv, dict(environ or {})))
        answer = self.answer(argv)
        if isinstance(answer, Exception):
            raise answer
        return answer


def backup(tool="restic", **more):
    """Return one set."""
    if tool in {"restic", "borg"}:
        more.setdefault("repository", Secret("rest:https://user:pass@nas/x"))
    return BackupSettings(more.pop("name", "home"), tool, **more)


def canary(folder, name="docs"):
    """Return one canary."""
    return CanarySettings(name, Path(folder))


def plan(keep, *backups, canaries=(), resident=True, **more):
    """Return what the probes are told."""
    return Plan(tuple(backups), tuple(canaries), keep=keep, resident=resident, **more)
