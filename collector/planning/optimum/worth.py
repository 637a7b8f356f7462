"""What a plan is worth: benefits, less what it pays for what it leaves out."""

from collections.abc import Mapping
from math import fsum
from typing import NamedTuple

from collector.planning.shapes.problem import Problem


class Worth(NamedTuple):
    """``benefit`` of what is done, ``paid`` for musts, shares and changes."""

    benefit: float
    paid: float
    unmet: tuple[str, ...]

    @property
    def value(self) -> float:
        """What is maximised."""
        return self.benefit - self.paid


def worth(problem: Problem, chosen: Mapping[str, int]) -> Worth:
    """Return what doing *chosen* (choice and year) is worth."""
    choices = {choice.id: choice for choice in problem.choices}
    benefit = fsum(choices[name].benefit[year] for name, year in chosen.items())
    unmet = tuple(
        must.id
        for must in sorted(problem.musts, key=lambda must: must.id)
        if not any(chosen.get(name, must.year + 1) <= must.year for name in must.any_of)
    )
    open_musts = set(unmet)
    paid = [must.penalty for must in problem.musts if must.id in open_musts]
    for name, year in problem.approved.items():
        if name in choices and year in choices[name].years and chosen.get(name) != year:
            kept = max(choices[name].benefit[year], 0.0)
            paid.append(problem.churn_penalty * kept)
    given: dict[str, int] = {}
    for name in chosen:
        owner = choices[name].owner
        given[owner] = given.get(owner, 0) + choices[name].price_vnd
    for share in problem.shares:
        missing = max(share.least_vnd - given.get(share.owner, 0), 0)
        paid.append(share.penalty_per_million * missing / 1e6)
    return Worth(benefit, fsum(paid), unmet)
