"""A bundle: the raw outputs of every source in one ZIP file, without names of persons."""

import io
import os
import zipfile
import zlib
from pathlib import Path

import msgspec

from agent import __version__
from agent.replay.files import MOST_BYTES, MOST_FILES, Link
from agent.replay.scrub import Scrubber
from agent.shared.wire import Facts
from agent.sources.tape import Call

FORMAT = 1
_FILES = "files"
# Others (bzip2, LZMA) are unpacked as a whole before their size can be looked at.
_COMPRESSED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
README = """\
This file was made by "hatang-agent bundle" for support.

It holds what the programs and files of the system said about this machine (hardware,
drives, updates, protection, backups), as they said it. Names of accounts, home folders
and of the machine, mail addresses, recovery keys and passwords were taken out. It holds
no document and no file of yours. Look for yourself: it is plain text.

Tệp này do lệnh "hatang-agent bundle" tạo ra để nhờ hỗ trợ.

Trong tệp là những gì các chương trình và tệp hệ thống cho biết về máy này (phần cứng, ổ
đĩa, bản cập nhật, bảo vệ, sao lưu), giữ nguyên văn. Tên tài khoản, thư mục cá nhân, tên
máy, địa chỉ thư, khóa khôi phục và mật khẩu đã được bỏ đi. Không có tài liệu hay tệp nào
của bạn. Bạn có thể tự xem: tất cả là văn bản thuần.
"""


class BundleError(ValueError):
    """The file is no bundle, or one that this version cannot read; the text says why."""


class Manifest(msgspec.Struct, frozen=True):
    """What a bundle is: ``time`` in Unix seconds (UTC), ``platform`` as sys.platform."""

    format: int
    agent_version: str
    platform: str
    architecture: str
    time: float


class Bundle(msgspec.Struct, frozen=True):
    """Everything in a bundle; ``facts`` and ``problems`` as the agent said then."""

    manifest: Manifest
    calls: list[Call] = []
    files: dict[str, bytes] = {}
    links: list[Link] = []
    times: dict[str, float] = {}
    facts: Facts = {}
    problems: dict[str, str] = {}


def scrubbed(bundle: Bundle, scrubber: Scrubber) -> Bundle:
    """Return *bundle* without what identifies persons."""
    calls = [
        msgspec.structs.replace(
            call,
            arguments=scrubber.value(call.arguments),
            answer=scrubber.answer(call.answer),
            why=scrubber.text(call.why),
        )
        for call in bundle.calls
    ]
    told = msgspec.to_builtins(bundle.facts)
    facts = {
        kind: {scrubber.text(key): scrubber.value(one) for key, one in things.items()}
        for kind, things in told.items()
    }
    return msgspec.structs.replace(
        bundle,
        calls=calls,
        files={scrubber.text(p): scrubber.file(p, c) for p, c in bundle.files.items()},
        links=[
            Link(scrubber.text(link.path), scrubber.text(link.target))
            for link in bundle.links
        ],
        times={scrubber.text(p): when for p, when in bundle.times.items()},
        facts=msgspec.convert(facts, Facts),
        problems=scrubber.value(bundle.problems),
    )


def pack(bundle: Bundle) -> bytes:
    """Return *bundle* as a ZIP file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        for name in ("manifest", "facts", "problems", "calls", "links", "times"):
            encoded = msgspec.json.encode(getattr(bundle, name))
            archive.writestr(f"{name}.json", msgspec.json.format(encoded, indent=1))
        for path, content in sorted(bundle.files.items()):
            archive.writestr(_FILES + path, content)
    return made.getvalue()


def unpack(path: Path) -> Bundle:
    """Return the bundle in the ZIP file, or the folder it was unpacked to, at *path*.

    Raises:
        BundleError: it is no bundle, is damaged, or holds more than any machine says.
        OSError: it cannot be read.
    """
    parts = _folder(path) if path.is_dir() else _archive(path)
    try:
        manifest = msgspec.json.decode(parts.pop("manifest.json"), type=Manifest)
        if manifest.format != FORMAT:
            raise BundleError(
                f"a bundle of format {manifest.format}; this version reads {FORMAT}"
            )
        return Bundle(
            manifest,
            msgspec.json.decode(parts.pop("calls.json", b"[]"), type=list[Call]),
            {p[len(_FILES) :]: c for p, c in parts.items() if p.startswith("files/")},
            msgspec.json.decode(parts.pop("links.json", b"[]"), type=list[Link]),
            msgspec.json.decode(parts.pop("times.json", b"{}"), type=dict[str, float]),
            msgspec.json.decode(parts.pop("facts.json", b"{}"), type=Facts),
            msgspec.json.decode(parts.pop("problems.json", b"{}"), type=dict[str, str]),
        )
    except KeyError:
        raise BundleError("not a bundle: it has no manifest.json") from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as err:
        raise BundleError(f"a damaged bundle: {err}") from err


def _archive(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BundleError("the bundle is larger than any")
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES + 10:
                raise BundleError("the bundle holds more files than any machine has")
            for entry in entries:
                if entry.compress_type not in _COMPRESSED:
                    raise BundleError("the bundle is compressed as none of ours is")
                with archive.open(entry) as file:  # the size it claims is not believed
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise BundleError("the bundle holds more than any machine says")
                found[entry.filename] = content
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ) as err:
        if isinstance(err, BundleError):
            raise
        raise BundleError(f"not a bundle, or a damaged one: {err}") from err
    return found


def _folder(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for folder, _, names in os.walk(path):
        for name in names:
            place = Path(folder) / name
            if place.is_symlink() or not place.is_file():
                continue
            left -= place.stat().st_size
            if left < 0 or len(found) > MOST_FILES:
                raise BundleError("the folder holds more than any machine says")
            found[place.relative_to(path).as_posix()] = place.read_bytes()
    return found


def made_by(platform: str, architecture: str, *, now: float) -> Manifest:
    """Return the manifest of a bundle that this version makes at *now*."""
    return Manifest(FORMAT, __version__, platform, architecture, round(now))
