"""The built-in sources: an earlier stage's results, grouped, and ratings by several raters in long form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from kpicore.errors import InvalidOption, Place, Refused, did_you_mean
from kpicore.messages import builtin as messages
from kpicore.rule import Aggregate, OneOf, Ref

if TYPE_CHECKING:
    from kpicore.scheme import Frame, SourceContext


@frozen
class StageSource:
    """An earlier stage's results as metrics, one row per value of `by`.

    Each option maps our metric to columns of those results (ids as in the stage's CSV): `means`, `sums`, `minima` and
    `maxima` to one column, `counts` to a column whose values are counted, `shares` to the grades that count as a hit.
    """

    kind: ClassVar[str] = "stage"

    stage: str
    by: str = "employee"
    means: Mapping[str, str] = field(factory=dict)
    sums: Mapping[str, str] = field(factory=dict)
    counts: Mapping[str, str] = field(factory=dict)
    minima: Mapping[str, str] = field(factory=dict)
    maxima: Mapping[str, str] = field(factory=dict)
    shares: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if not self.rules():
            raise InvalidOption(messages.NO_AGGREGATES)

    def rules(self) -> dict[str, Aggregate]:
        """Each metric as an aggregate over the earlier stage, so that every renderer can follow it there."""
        by = (self.by,)
        return {
            **{name: Aggregate("mean", Ref(column), by, self.stage) for name, column in self.means.items()},
            **{name: Aggregate("sum", Ref(column), by, self.stage) for name, column in self.sums.items()},
            **{name: Aggregate("count", Ref(column), by, self.stage) for name, column in self.counts.items()},
            **{name: Aggregate("min", Ref(column), by, self.stage) for name, column in self.minima.items()},
            **{name: Aggregate("max", Ref(column), by, self.stage) for name, column in self.maxima.items()},
            **{
                name: Aggregate("share", OneOf(Ref("grade"), grades), by, self.stage)
                for name, grades in self.shares.items()
            },
        }

    def read(self, context: SourceContext) -> Frame:
        import polars as pl

        from kpicore.render.frame import aggregated

        results: pl.DataFrame = context.stage(self.stage)
        columns = [self.by, *self.means.values(), *self.sums.values(), *self.counts.values()]
        columns += [*self.minima.values(), *self.maxima.values()]
        unknown = [column for column in dict.fromkeys(columns) if column not in results.columns]
        if unknown:
            raise Refused(*(self._unknown(column, results.columns) for column in unknown))
        # An engine gives groups in any order; they stand as they first appear in the earlier stage.
        groups = results.select(pl.col(self.by).drop_nulls().unique(maintain_order=True))
        return groups.join(aggregated(self.rules(), results), on=self.by, how="left", maintain_order="left")

    def _unknown(self, column: str, known: Sequence[str]) -> Any:
        shown = [name for name in known if not name.startswith(("_", "metric."))]
        return messages.NO_STAGE_COLUMN.at(stage=self.stage, column=column, near=did_you_mean(column, shown))


@frozen
class RatingsSource:
    """Ratings of people by several raters, as metrics ``ITEM_RELATION``: the unrounded mean of that relation's ratings.

    `of` names the source with the ratings in long form, one row per rating: `employee`, `rater`, `relation`, `item`,
    `score` (a number within `range`). The same employee, rater, relation and item twice is refused.
    """

    kind: ClassVar[str] = "ratings"

    of: str
    range: tuple[Decimal, Decimal] = (Decimal(0), Decimal(100))

    def read(self, context: SourceContext) -> Frame:
        import polars as pl

        sheet: pl.DataFrame = context.source(self.of)
        keys = ["employee", "rater", "relation", "item"]
        lacking = [column for column in [*keys, "score"] if column not in sheet.columns]
        if lacking:
            places = {column: context.place(self.of, None, column) for column in lacking}
            raise Refused(*(messages.RATING_COLUMNS.at(places[c], source=self.of, column=c) for c in lacking))
        texts = [pl.col(column).cast(pl.String).str.strip_chars() for column in [*keys, "score"]]
        ratings = sheet.select(*texts, "_row").with_columns(number=pl.col("score").cast(pl.Float64, strict=False))
        self._check(ratings, keys, partial(context.place, self.of))
        means = ratings.group_by("employee", "item", "relation", maintain_order=True).agg(pl.col("number").mean())
        named = means.with_columns(metric=pl.concat_str("item", pl.lit("_"), "relation"))
        return named.pivot("metric", index="employee", values="number")

    def _check(self, ratings: Any, keys: Sequence[str], place: Callable[[int | None, str], Place]) -> None:
        import polars as pl

        problems = [
            messages.RATING_EMPTY.at(place(row, column), column=column)
            for column in keys
            for row in ratings.filter(pl.col(column).fill_null("") == "")["_row"]
        ]
        low, high = self.range
        outside = ~pl.col("number").is_between(float(low), float(high)).fill_null(False)
        for row in ratings.filter(outside).iter_rows(named=True):
            said = {"employee": row["employee"], "item": row["item"], "score": row["score"] or messages.NO_RATING}
            problems.append(messages.RATING_SCORE.at(place(row["_row"], "score"), low=low, high=high, **said))
        twice = ratings.group_by(keys, maintain_order=True).agg(pl.len().alias("times"), pl.col("_row").last())
        for row in twice.filter(pl.col("times") > 1).iter_rows(named=True):
            said = {name: row[name] for name in ("employee", "item", "relation", "times")}
            problems.append(messages.RATING_TWICE.at(place(row["_row"], "rater"), **said))
        if problems:
            raise Refused(*problems)
