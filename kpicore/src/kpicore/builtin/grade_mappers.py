"""The built-in grade mappers: from the recorded total to a grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from attrs import field, frozen

from kpicore.builtin.phrases import listing
from kpicore.errors import InvalidOption, did_you_mean
from kpicore.messages import builtin as messages
from kpicore.rule import Aggregate, Lit, Node, Par, Rank, Ref, Say, Step, Steps


@frozen
class Cutoffs:
    """The best grade whose edge the total reaches. The letters stand in the table itself: ``A = 90, E = "otherwise"``.

    `stated` gives grades as the policy words them, from one total to another (``{ A = [90, 100], B = [80, 89] }``), for
    lint to find what lies between.
    """

    kind: ClassVar[str] = "cutoffs"

    edges: Mapping[str, Decimal | Literal["otherwise"]] = field(metadata={"rest": True})
    stated: Mapping[str, tuple[Decimal, Decimal]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if not self.edges:
            raise InvalidOption(messages.EMPTY_TABLE)
        if sum(edge == "otherwise" for edge in self.edges.values()) > 1:
            raise InvalidOption(messages.ONE_OTHERWISE)
        if unknown := [letter for letter in self.stated if letter not in self.edges]:
            near = did_you_mean(unknown[0], self.edges)
            raise InvalidOption(messages.STATED_LETTER, "stated", letter=unknown[0], near=near)

    @property
    def letters(self) -> Sequence[str]:
        return list(self.edges)

    def rule(self, total: Ref) -> Node:
        edges = [(edge, letter) for letter, edge in self.edges.items() if isinstance(edge, Decimal)]
        from_the_top = [Step(Par(letter, edge), Lit(letter)) for edge, letter in sorted(edges, reverse=True)]
        rest = next((letter for letter, edge in self.edges.items() if edge == "otherwise"), None)
        return Steps(total, from_the_top, None if rest is None else Lit(rest))


@frozen
class Quota:
    """Grades by share of the people: the first whose cumulative share exceeds a person's standing.

    Standing is the number of people strictly better ÷ all people with a total, in the stage or among those who share
    `within`. Equal totals have equal standing and so the same, better grade. `shares` stand from the best grade down.
    """

    kind: ClassVar[str] = "quota"

    shares: Mapping[str, Decimal]
    within: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        if not self.shares:
            raise InvalidOption(messages.EMPTY_TABLE, "shares")
        if min(self.shares.values()) < 0:
            raise InvalidOption(messages.SHARES_NEGATIVE, "shares")

    @property
    def letters(self) -> Sequence[str]:
        return list(self.shares)

    def rule(self, total: Ref) -> Node:
        place = Rank(total, self.within)
        standing = (place - 1) / Aggregate("count", total, self.within)
        grade = Steps(standing, list(reversed(self._rows())), Lit(self.letters[0]))
        shares: list[dict[str, Node]] = [
            {"letter": Lit(letter), "share": self._share(letter)} for letter in self.letters
        ]
        listed, slots = listing(messages.QUOTA_SHARE, shares)
        return Say(grade, messages.QUOTA.fill(place="{place}", shares=listed), {"place": place, **slots})

    def _rows(self) -> Sequence[Step]:
        """From the best grade down: each begins where the shares of the better ones end."""
        rows = []
        passed: Node = Lit(Decimal(0))
        for letter in self.letters:
            rows.append(Step(passed, Lit(letter)))
            passed = passed + self._share(letter)
        return rows

    def _share(self, letter: str) -> Par:
        return Par(f"shares.{letter}", self.shares[letter], "ratio")
