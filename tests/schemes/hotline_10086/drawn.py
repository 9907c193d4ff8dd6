"""Operators, leaders and guides drawn on and around every edge of the policy, as cells of text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from attrs import frozen
from hypothesis import strategies as st

PERMYRIAD, MILLIONTH = Decimal("0.0001"), Decimal("0.000001")


@frozen
class Cell:
    """What a metric is drawn from: values that tell right from wrong, or any up to `top` with so many `places`."""

    telling: tuple[str, ...]
    top: int = 1
    places: int = 4

    def strategy(self) -> st.SearchStrategy[str]:
        """Cells for Hypothesis."""
        any_value = st.decimals(0, self.top, places=self.places).map(lambda value: f"{value:f}")
        return st.sampled_from(self.telling) | any_value

    def draw(self, random: Random) -> str:
        """A cell from a seeded generator, half of them telling."""
        if random.random() < 0.5:
            return random.choice(self.telling)
        return f"{random.uniform(0, self.top):.{self.places}f}"


def band(none: str, all_: str, points: int, top: int = 1) -> Cell:
    """A straight line from no points at `none` to all at `all_`: its ends, just beside them, and half cents."""
    start, end = Decimal(none), Decimal(all_)
    cent = (end - start) / (100 * points)
    beside = [x + way * near for x in (start, end) for way in (-1, 0, 1) for near in (PERMYRIAD, MILLIONTH)]
    halves = [start + cent * (k + Decimal("0.5")) for k in (0, 1, 2, points * 50, points * 99, points * 100 - 1)]
    just_under = [half - cent / 1000 for half in halves]
    inside = [start + (end - start) * k / 3 for k in (1, 2)]
    drawn = [*beside, *halves, *just_under, *(round(x, 6) for x in inside), Decimal(0), Decimal(top)]
    return Cell(tuple(dict.fromkeys(f"{x.normalize():f}" for x in drawn if 0 <= x <= top)), top)


SCORE = Cell(("0", "0.1", "0.3", "33.3", "50", "62.5", "86.2", "87.5", "93.3", "99.9", "100"), top=100, places=1)
SHARE = Cell(("0", "0.001", "0.925", "0.925999", "0.93", "0.999", "0.9999", "1"))
EVENTS = Cell(("0", "1", "2", "3", "4", "5", "6", "7"), top=9, places=0)
DAYS = Cell(("0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5"), top=4, places=1)

OPERATOR: Mapping[str, Cell] = {
    "qa_process": SCORE,
    "qa_accuracy": SCORE,
    "exam_score": band("60", "90", 10, top=100),
    "calls": Cell(("0", "500", "800", "999", "1000", "1000.4", "1200", "1201", "1500"), top=2000, places=0),
    "hangup_satisfaction": band("0.97", "0.99", 10),
    "satisfaction_trigger": band("0.25", "0.34", 5),
    "first_contact_resolution": SHARE,
    "ivr_transfer_rate": Cell(band("0.031", "0.019", 5).telling + band("0.042", "0.023", 5).telling),
    "seat_transfer_rate": band("0.02", "0.008", 5),
    "late_events": EVENTS,
    "leave_days": DAYS,
    "absent_days": DAYS,
    "discipline_breaches": EVENTS,
}
TEAM: Mapping[str, Cell] = {
    "team_mean_total": Cell(("0", "60", "75", "83.4625", "99.9875", "100"), top=100),
    "team_share_ab": band("0", "0.5", 20),
    "team_share_de": band("0.3", "0", 10),
}
TEAM_ACTIVITIES: Mapping[str, Cell] = {
    "exam_score": band("70", "90", 5, top=100),
    "activity_participation": SHARE,
    "activity_quality": SCORE,
}
SHIFT_LEADER: Mapping[str, Cell] = {
    **TEAM_ACTIVITIES,
    "reporting_errors": EVENTS,
    "management_lapses": EVENTS,
    "production_record_errors": EVENTS,
    "other_work_lapses": EVENTS,
    "late_events": EVENTS,
    "leave_days": DAYS,
    "absent_days": DAYS,
    "site_lapses": EVENTS,
}
BUSINESS_GUIDE: Mapping[str, Cell] = {**TEAM_ACTIVITIES, "key_work_rating": SCORE}


def people(cells: Mapping[str, Cell], groups: tuple[str, ...] = ()) -> st.SearchStrategy[list[dict[str, str]]]:
    """Up to forty people, of whom several may have the same figures: ties at every place."""
    figures = {metric: cell.strategy() for metric, cell in cells.items()}
    if groups:
        figures["skill_group"] = st.sampled_from(groups)
    different = st.lists(st.fixed_dictionaries(figures), min_size=1, max_size=6)
    return different.flatmap(lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=40))


def drawn(cells: Mapping[str, Cell], random: Random) -> dict[str, str]:
    """The figures of one person from a seeded generator."""
    return {metric: cell.draw(random) for metric, cell in cells.items()}
