"""Data at risk: who would lose how much, as one number with its reasons.

    score = 100 × √threat × exposure × √volume

*threat* (0 to 1) is the worst that the machine says: the verdict of its drives, a
degraded array, a canary. Even a healthy drive dies or is stolen one day: 0.1. *exposure*
(0 to 1) is what the best of the backups would leave lost: it grows with its age and is 1
where there is none. *volume* (0 to 1) is b ÷ (b + half) for b bytes of local documents.
The square roots let a machine without a backup rank high before its drive fails. It is a
ranking for "who first", not a probability. Unknown stands between good and bad, and
nothing that gets worse lowers the score.
"""

import math
from collections.abc import Iterable, Mapping

import msgspec

from agent.shared.fact_kinds import N_
from agent.shared.findings.rules_backup import OWN_WORD
from agent.shared.findings.shape import Finding
from agent.shared.findings.texts import FormatValue, Translate, fill, in_words
from agent.shared.findings.values import (
    DAY_S,
    items,
    moment,
    number,
    single,
    why_unread,
    word,
)
from agent.shared.knowledge.thresholds import RiskWeights
from agent.shared.wire import Facts, Scalar

_THREATS: dict[str, float] = {
    "failing": 1.0,
    "replace_soon": 0.7,
    "watch": 0.4,
    "attention": 0.4,
    "unknown": 0.2,
    "healthy": 0.1,
    "ok": 0.1,
}
# Of findings: what threatens the documents whatever the drives say.
_THREATENING: dict[str, float] = {
    "canary_changed": 1.0,
    "scrub_errors": 0.8,
    "raid_degraded": 0.8,
    "canary_missing": 0.6,
}
_FRESHEST = 0.05  # even the backup of last night misses this morning
_UNPROVEN = 0.25
_UNKNOWN_EXPOSURE = 0.9
_UNKNOWN_VOLUME = 0.25


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One factor of the risk; ``kind`` names its text in ``RISK_TEXTS``."""

    kind: str
    factor: float
    evidence: dict[str, Scalar] = {}


class Risk(msgspec.Struct, frozen=True):
    """``score`` from 0 (nothing to lose, or safe) to 100, and what it is made of."""

    score: float
    reasons: tuple[Reason, ...]


RISK_TEXTS: dict[str, str] = {
    "drive_failing": N_("a drive is failing ({device})"),
    "drive_replace_soon": N_("a drive should be replaced soon ({device})"),
    "drive_watch": N_("a drive has defects ({device})"),
    "drive_unknown": N_("the health of the drive is not known"),
    "drive_healthy": N_("the drive is healthy"),
    "canary_changed": N_("a canary file was changed"),
    "canary_missing": N_("a canary file is gone"),
    "scrub_errors": N_("stored data is damaged"),
    "raid_degraded": N_("an array has lost a drive"),
    "backup_none": N_("there is no backup that ever worked"),
    "backup_unknown": N_("whether there is a backup is not known"),
    "backup_age": N_(
        "the newest backup is of {last_success_timestamp_seconds} ({set})"
    ),
    "backup_unproven": N_(
        "the newest backup is of {last_success_timestamp_seconds}, by its own word ({set})"
    ),
    "documents": N_("{bytes} of documents lie here"),
    "documents_unknown": N_("how many documents lie here is not known"),
}


def data_at_risk(
    facts: Facts,
    findings: Iterable[Finding],
    now: float,
    weights: RiskWeights = RiskWeights(),  # noqa: B008 - frozen
) -> Risk:
    """Return how much this machine's documents are at risk; ``now`` in Unix seconds."""
    reasons = (
        _threat(facts, findings),
        _exposure(facts, now, weights),
        _volume(facts, weights),
    )
    threat, exposure, volume = (reason.factor for reason in reasons)
    score = 100 * math.sqrt(threat) * exposure * math.sqrt(volume)
    return Risk(round(score, 1), reasons)


def describe_reason(
    reason: Reason, translate: Translate, format_value: FormatValue
) -> str:
    """Return *reason* in the reader's language; arguments as those of ``describe``."""
    sentence = RISK_TEXTS.get(reason.kind, reason.kind)
    values = in_words(reason.evidence, translate, format_value)
    return fill(translate(sentence), values)


def _threat(facts: Facts, findings: Iterable[Finding]) -> Reason:
    found = [
        Reason(finding.kind, _THREATENING[finding.kind])
        for finding in findings
        if finding.kind in _THREATENING
    ]
    for key, disk in items(facts, "disk_health").items():
        verdict = word(disk, "verdict") or "unknown"
        threat = _THREATS.get(verdict, _THREATS["unknown"])
        kind = _DRIVE_KINDS.get(threat, "drive_unknown")
        found.append(Reason(kind, threat, {"device": key}))
    unknown = Reason("drive_unknown", _THREATS["unknown"])
    return max(found, key=lambda reason: reason.factor, default=unknown)


_DRIVE_KINDS: Mapping[float, str] = {
    1.0: "drive_failing",
    0.7: "drive_replace_soon",
    0.4: "drive_watch",
    0.1: "drive_healthy",
}


def _exposure(facts: Facts, now: float, weights: RiskWeights) -> Reason:
    if why_unread(facts, "backup") is not None:
        return Reason("backup_unknown", _UNKNOWN_EXPOSURE)
    found = []
    for key, one in items(facts, "backup").items():
        last = moment(one, "last_success_timestamp_seconds")
        if last is None:
            continue
        age = max(0.0, now - last) / (weights.backup_hopeless_days * DAY_S)
        unproven = (word(one, "proof") or "own_word") in OWN_WORD
        least = _UNPROVEN if unproven else _FRESHEST
        evidence: dict[str, Scalar] = {
            "set": key,
            "last_success_timestamp_seconds": last,
        }
        kind = "backup_unproven" if unproven else "backup_age"
        found.append(Reason(kind, min(1.0, least + (1 - least) * age), evidence))
    none = Reason("backup_none", 1.0)
    return min(found, key=lambda reason: reason.factor, default=none)


def _volume(facts: Facts, weights: RiskWeights) -> Reason:
    size = number(single(facts, "documents"), "bytes")
    if size is None:
        return Reason("documents_unknown", _UNKNOWN_VOLUME)
    size = max(0.0, size)
    factor = size / (size + weights.documents_half_bytes)
    return Reason("documents", factor, {"bytes": size})
