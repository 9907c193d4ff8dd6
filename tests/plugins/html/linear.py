"""Linear algebra for tests: what can be computed from sums by adding, subtracting and multiplying them."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from kpicore_html.disclosure import FEWEST

PRIME = 2**61 - 1
"""Ranks modulo so large a prime are the ranks: the small fractions of these tests have no minor that it divides."""

Figure = Mapping[Hashable, int | Fraction]
"""A figure of a person: how often it is in each of the sums that are told."""


def a_few_can_be_had(people: Iterable[Iterable[Figure]]) -> bool:
    """Whether a combination of the sums holds figures of one to four of these people and of nobody else: whether
    without them the sums are fewer that do not follow from each other."""
    parts = (
        frozenset(frozenset((name, of) for name, of in figure.items() if of) for figure in part) for part in people
    )
    alike = Counter(part - {frozenset()} for part in parts)
    del alike[frozenset()]
    names = {name for part in alike for figure in part for name, _ in figure}
    rows = {part: [[dict(figure).get(name, 0) for name in names] for figure in part] for part in alike}
    full = _rank(rows.values())
    few = [part for part, number in alike.items() if number < FEWEST]
    for size in range(1, FEWEST):
        for chosen in combinations(few, size):
            if sum(alike[part] for part in chosen) < FEWEST:
                rest = (figures for part, figures in rows.items() if part not in chosen)
                if _rank(rest) < full:
                    return True
    return False


def _rank(parts: Iterable[Sequence[Sequence[int | Fraction]]]) -> int:
    basis: dict[int, list[int]] = {}
    for part in parts:
        for figure in part:
            row = [value.numerator * pow(value.denominator, -1, PRIME) % PRIME for value in figure]
            for place, known in basis.items():
                if row[place]:
                    row = [(a - row[place] * b) % PRIME for a, b in zip(row, known, strict=True)]
            first = next((place for place, value in enumerate(row) if value), None)
            if first is not None:
                inverse = pow(row[first], -1, PRIME)
                basis[first] = [value * inverse % PRIME for value in row]
    return len(basis)
