"""Grafana's packages and the bundle made of them, kept in a folder of the user."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

WEB = Path(__file__).parent / "web"
LISTS = ("package.json", "package-lock.json", ".npmrc")
ESBUILD = [
    *("--bundle", "--format=iife", "--minify-whitespace", "--minify-syntax"),
    *("--log-level=error", "--loader:.svg=text", "--loader:.ttf=empty"),
    *("--define:global=window", "--define:process.env={}"),
    '--define:process.env.NODE_ENV="production"',
    "--alias:react-custom-scrollbars-2=./src/scrollbars.ts",
]


class ToolboxError(Exception):
    """Node, npm or one of their packages is missing, or would not do its work."""


def cache() -> Path:
    """Return the folder that keeps what was fetched (``HATANG_RENDER_CACHE``)."""
    given = os.environ.get("HATANG_RENDER_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "hatang-boards-render"


def toolbox() -> Path:
    """Return the folder with ``node_modules``, fetched once per lock file.

    Raises:
        ToolboxError: npm is missing or failed; the message ends with its output.
    """
    folder = cache() / _digest([WEB / name for name in LISTS])
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        fresh = Path(made) / "fresh"
        fresh.mkdir()
        for name in LISTS:
            shutil.copy(WEB / name, fresh)
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], fresh)
        _move(fresh, folder)
    return folder


def bundle() -> Path:
    """Return the folder with ``main.js``, built once per state of ``web/src``.

    Raises:
        ToolboxError: see :func:`toolbox`; or the sources cannot be built.
    """
    tools = toolbox()
    sources = sorted(path for path in (WEB / "src").rglob("*") if path.is_file())
    folder = tools / f"bundle-{_digest(sources)}"
    if folder.is_dir():
        return folder
    with tempfile.TemporaryDirectory(dir=tools) as made:
        # The sources import from ../node_modules.
        shutil.copytree(WEB / "src", Path(made) / "src")
        (Path(made) / "node_modules").symlink_to(tools / "node_modules")
        out = Path(made) / "out"
        program = str(tools / "node_modules" / ".bin" / "esbuild")
        run([program, "src/main.tsx", *ESBUILD, f"--outfile={out}/main.js"], Path(made))
        _move(out, folder)
    return folder


def run(command: list[str], folder: Path, *, may_fail: bool = False) -> str:
    """Run *command* in *folder* and return what it printed.

    Raises:
        ToolboxError: the program is missing; or it failed and may not.
    """
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        message = f"{command[0]} is missing: run deploy/dev/system-packages test"
        raise ToolboxError(message) from error
    if done.returncode != 0 and not may_fail:
        raise ToolboxError(f"{' '.join(command[:2])}: {done.stdout}{done.stderr}")
    return done.stdout


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _move(made: Path, folder: Path) -> None:
    """Put what was *made* in its place, unless another process was faster."""
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
