"""The daily digest as a mail: plain text, and the same as simple HTML. Pure."""

import datetime as dt
import html
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from collector.web.digest_words import ToldAction
from collector.web.i18n import Tongue


@dataclass(frozen=True)
class Letter:
    """What a mail is made of. ``collector`` is the pages' address without a slash."""

    actions: Sequence[ToldAction]
    waiting: str
    organisation: str
    collector: str
    now: float


@dataclass(frozen=True)
class Envelope:
    """Who writes to whom."""

    sender: str
    to: Sequence[str]


def mail(letter: Letter, envelope: Envelope, tongue: Tongue) -> EmailMessage:
    """Return the mail. Its id is that of the day: a second copy can be told as one."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = " ".join(subject(letter, tongue).split())
    made["From"] = envelope.sender
    made["To"] = ", ".join(envelope.to)
    local = tongue.formats.local(letter.now) or dt.datetime.fromtimestamp(0, dt.UTC)
    made["Date"] = format_datetime(local)
    domain = envelope.sender.rpartition("@")[2]
    made["Message-ID"] = f"<hatang-digest-{local:%Y-%m-%d}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = tongue.language
    made.set_content(plain(letter, tongue))
    made.add_alternative(as_html(letter, tongue), subtype="html")
    return made


def subject(letter: Letter, tongue: Tongue) -> str:
    """Return the subject: how many, and the first."""
    day = tongue.formats.date(letter.now)
    if not letter.actions:
        return tongue.text("Today {date}: nothing to do").format(date=day)
    return tongue.text("Today {date}: {n} to do. {first}").format(
        date=day, n=len(letter.actions), first=heading(letter.actions[0], tongue)
    )


def heading(action: ToldAction, tongue: Tongue) -> str:
    """Return what an action is called, with how many machines it is about."""
    if action.count < 2:
        return action.title
    return tongue.text("{title}: {n}").format(
        title=action.title, n=tongue.formats.number(action.count)
    )


def names(action: ToldAction, tongue: Tongue) -> str:
    """Return at which machines, the first few."""
    told = ", ".join(action.names)
    if not action.more:
        return told
    more = tongue.text("and {n} others").format(n=tongue.formats.number(action.more))
    return f"{told} {more}"


def plain(letter: Letter, tongue: Tongue) -> str:
    """Return the mail as text."""
    lines = [_greeting(letter, tongue), ""]
    for number, action in enumerate(letter.actions, 1):
        lines.append(f"{number}. {heading(action, tongue)}")
        if action.names:
            lines.append(f"   {tongue.text('Where')}: {names(action, tongue)}")
        lines.append(f"   {tongue.text('Why now')}: {action.why}")
        lines.append(f"   {tongue.text('What to do')}: {action.what}")
        lines += [f"   {letter.collector}{action.link}", ""]
    if letter.waiting:
        lines += [letter.waiting, ""]
    lines += [f"{tongue.text('All of it')}: {letter.collector}/", ""]
    return "\n".join(lines)


def as_html(letter: Letter, tongue: Tongue) -> str:
    """Return the mail as HTML that old mail programs show, too; every text is escaped."""
    blocks = "".join(
        _block(number, action, letter.collector, tongue)
        for number, action in enumerate(letter.actions, 1)
    )
    waiting = f"<p {_QUIET}>{_safe(letter.waiting)}</p>" if letter.waiting else ""
    everything = _safe(tongue.text("All of it"))
    return (
        f'<!DOCTYPE html><html lang="{tongue.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(subject(letter, tongue))}</title></head>"
        '<body style="margin:0;padding:16px;background:#f4f6f8;color:#17212b;'
        'font:15px/1.5 Segoe UI,Noto Sans,Arial,sans-serif">'
        '<div style="max-width:640px;margin:0 auto">'
        f'<p style="margin:0 0 14px;font-size:17px;font-weight:bold">'
        f"{_safe(_greeting(letter, tongue))}</p>"
        f"{blocks}{waiting}"
        f'<p style="margin:14px 0 0"><a style="color:#0b5e80" '
        f'href="{_safe(letter.collector)}/">{everything} →</a></p>'
        "</div></body></html>"
    )


_QUIET = 'style="margin:14px 0 0;color:#55636f"'
_COLOURS = {"critical": "#b3261e", "warning": "#8a5a00"}


def _block(number: int, action: ToldAction, collector: str, tongue: Tongue) -> str:
    colour = _COLOURS.get(action.severity, "#2456a6")
    where = ""
    if action.names:
        where = _line(tongue.text("Where"), names(action, tongue))
    link = _safe(f"{collector}{action.link}")
    return (
        '<div style="margin:0 0 10px;padding:12px 14px;background:#ffffff;'
        f'border:1px solid #d9e0e6;border-left:4px solid {colour};border-radius:6px">'
        f'<p style="margin:0 0 4px;font-size:16px;font-weight:bold">{number}. '
        f'<a style="color:#17212b" href="{link}">{_safe(heading(action, tongue))}</a></p>'
        f"{where}{_line(tongue.text('Why now'), action.why)}"
        f"{_line(tongue.text('What to do'), action.what)}</div>"
    )


def _line(name: str, text: str) -> str:
    return (
        f'<p style="margin:2px 0"><span style="color:#55636f">{_safe(name)}:</span> '
        f"{_safe(text)}</p>"
    )


def _greeting(letter: Letter, tongue: Tongue) -> str:
    day = f"{tongue.formats.weekday(letter.now)} {tongue.formats.date(letter.now)}"
    lead = f"{letter.organisation}, {day}" if letter.organisation else day
    if not letter.actions:
        return tongue.text("{lead}: nothing to do today.").format(lead=lead)
    return tongue.text("{lead}: {n} to do today").format(
        lead=lead, n=len(letter.actions)
    )


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
