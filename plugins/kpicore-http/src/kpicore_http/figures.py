"""Several records of an employee as one row of figures: sums, means, counts and shares, in exact fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpicore import InvalidOption, Problem, Refused, did_you_mean
from kpicore_http import messages
from kpicore_http.records import MOST_PROBLEMS, Mapped, Record

if TYPE_CHECKING:
    import polars as pl

CARRIED = ("name", "team")
"""Texts that stay with the employee: the first that is given."""

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")


@frozen
class Figures:
    """How the records of an employee become one row: each figure by one of these ways, out of the fields.

    `sums` and `means` of a field; `weighted`: means of the first field weighted by the second; `counts`: records with a
    value in the field; `shares`: of the records with a value in the field, those where it is one of the listed.
    """

    sums: Mapping[str, str] = field(factory=dict)
    means: Mapping[str, str] = field(factory=dict)
    weighted: Mapping[str, tuple[str, str]] = field(factory=dict)
    counts: Mapping[str, str] = field(factory=dict)
    shares: Mapping[str, Mapping[str, tuple[str, ...]]] = field(factory=dict)

    def __bool__(self) -> bool:
        return any((self.sums, self.means, self.weighted, self.counts, self.shares))

    def check(self, fields: Sequence[str]) -> None:
        """An `InvalidOption` for a figure that is there twice, or made of a field that is not."""
        seen = {"employee", *CARRIED}
        for option, names, used in self._asked():
            for name in names:
                if name in seen:
                    raise InvalidOption(messages.FIGURE_TWICE, name, name=name)
                seen.add(name)
            for each in used:
                if each not in fields:
                    near = did_you_mean(each, fields)
                    raise InvalidOption(messages.UNKNOWN_FIELD, option, name=each, near=near)
        if any(len(share) != 1 for share in self.shares.values()):
            raise InvalidOption(messages.ONE_FIELD, "shares")

    def _asked(self) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
        yield "sums", [*self.sums], [*self.sums.values()]
        yield "means", [*self.means], [*self.means.values()]
        yield "weighted", [*self.weighted], [each for pair in self.weighted.values() for each in pair]
        yield "counts", [*self.counts], [*self.counts.values()]
        yield "shares", [*self.shares], [each for share in self.shares.values() for each in share]


def figures_of(records: Sequence[Record], mapped: Mapped, asked: Figures) -> pl.DataFrame:
    """One row per employee, in the order in which the records name them; a mean or share has ``NAME_n`` beside it, the
    number of records (or the sum of the weights) that it rests on. A value that is no number is `Refused`.
    """
    import polars as pl

    names = list(mapped.fields)
    at = {name: number for number, name in enumerate(names)}
    people: dict[str | None, list[Record]] = {}
    for record in records:
        employee = record[at["employee"]]
        people.setdefault(employee.strip() if employee else None, []).append(record)
    numbers = _Numbers(mapped, at)
    columns: dict[str, pl.Series] = {"employee": pl.Series(list(people), dtype=pl.String)}
    groups = list(people.values())
    for name in CARRIED:
        if name in at:
            texts = [next((text for each in group if (text := each[at[name]])), None) for group in groups]
            columns[name] = pl.Series(texts, dtype=pl.String)

    def put(name: str, values: Sequence[Fraction | None]) -> None:
        columns[name] = pl.Series([None if each is None else float(each) for each in values], dtype=pl.Float64)

    def put_mean(name: str, pairs: Sequence[tuple[Fraction, Fraction]]) -> None:
        put(name, [total / cases if cases else None for total, cases in pairs])
        put(f"{name}_n", [cases for _, cases in pairs])

    for name, source in asked.sums.items():
        put(name, [_sum(numbers.of(group, source)) for group in groups])
    for name, source in asked.means.items():
        put_mean(name, [_mean(numbers.of(group, source)) for group in groups])
    for name, (source, weight) in asked.weighted.items():
        put_mean(name, [_weighted(numbers.of(group, source), numbers.of(group, weight)) for group in groups])
    for name, source in asked.counts.items():
        put(name, [Fraction(len(_given(group, at[source]))) for group in groups])
    for name, share in asked.shares.items():
        [(source, listed)] = share.items()
        put_mean(name, [_share(_given(group, at[source]), listed) for group in groups])
    numbers.refuse()
    return pl.DataFrame([series.alias(name) for name, series in columns.items()])


@frozen
class _Numbers:
    """Fields as numbers; what is none is collected, and told together."""

    mapped: Mapped
    at: Mapping[str, int]
    problems: dict[Problem, None] = field(factory=dict)

    def of(self, group: Sequence[Record], name: str) -> list[Fraction | None]:
        return [self._number(record, name) for record in group]

    def refuse(self) -> None:
        if self.problems:
            raise Refused(*list(self.problems)[:MOST_PROBLEMS])

    def _number(self, record: Record, name: str) -> Fraction | None:
        text = record[self.at[name]]
        if text is None or not text.strip():
            return None
        if not _NUMBER.fullmatch(text.strip()):
            said = {"name": name, "id": record[self.at["employee"]] or "—", "value": text[:40]}
            self.problems[messages.NO_NUMBER.at(self.mapped.key("fields", name), **said)] = None
            return None
        return Fraction(text.strip())


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    given = [value for value in values if value is not None]
    return sum(given, Fraction()) if given else None


def _mean(values: Sequence[Fraction | None]) -> tuple[Fraction, Fraction]:
    given = [value for value in values if value is not None]
    return sum(given, Fraction()), Fraction(len(given))


def _weighted(values: Sequence[Fraction | None], weights: Sequence[Fraction | None]) -> tuple[Fraction, Fraction]:
    pairs = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None and w is not None]
    return sum((v * w for v, w in pairs), Fraction()), sum((w for _, w in pairs), Fraction())


def _given(group: Sequence[Record], at: int) -> list[str]:
    return [text.strip() for record in group if (text := record[at]) and text.strip()]


def _share(given: Sequence[str], listed: Sequence[str]) -> tuple[Fraction, Fraction]:
    return Fraction(sum(text in listed for text in given)), Fraction(len(given))
