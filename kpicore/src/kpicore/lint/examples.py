"""Worked examples: items that none works out, and edges on which none stands, each with the value it would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from kpicore.builtin.grade_mappers import Cutoffs
from kpicore.errors import Problem, Text
from kpicore.lint.curves import edges, solve
from kpicore.lint.figures import Freed, Held, Span, freed, starts
from kpicore.lint.finding import Policy, Ruling
from kpicore.messages import lint as messages
from kpicore.render import exact
from kpicore.rule import Aggregate, Lookup, Node, Ref, Say, children, walk
from kpicore.scheme import Example, Scheme, Value, metric_column


@frozen
class Worked:
    """An example as columns, and which of its people it works a rule out for."""

    people: exact.People
    chosen: tuple[int, ...]

    def values(self, node: Node) -> list[exact.Value]:
        """The node's value for each of these people."""
        everybody = exact.render(node, self.people, {})
        return [everybody[person] for person in self.chosen]


def check(policy: Policy) -> Iterator[Problem]:
    """Every rule, then the cut-offs of the grades; what an overlay leaves as it is was worked out in its base."""
    columns = [_columns(policy.scheme, example) for example in policy.scheme.examples]
    for ruling in policy.rulings:
        if not policy.is_own(ruling.path):
            continue
        chosen = [_chosen(ruling, example) for example in policy.scheme.examples]
        worked = [Worked(people, those) for people, those in zip(columns, chosen, strict=True) if those]
        if not worked:
            yield policy.found(messages.NO_EXAMPLE, ruling.option() if ruling.value else ruling.path)
        elif not any(isinstance(node, Aggregate) and node.stage for node in walk(ruling.rule)):
            missing = [*_missing_edges(policy.scheme, ruling, worked), *_missing_letters(ruling, worked)]
            for given in dict.fromkeys(missing):
                case = f"{ruling.by} = {ruling.value}, " if ruling.value else ""
                shown = Text(case + given.zh, case + given.en)
                yield policy.found(messages.EDGE_WITHOUT_EXAMPLE, ruling.option(), given=shown)
    yield from _missing_cutoffs(policy)


def _columns(scheme: Scheme, example: Example) -> exact.People:
    columns: dict[str, list[exact.Value]] = {}
    for group in dict.fromkeys([*scheme.groups, "team"]):
        columns[group] = [_exact(person.get(group)) for person in example.people]
    for id, metric in scheme.metrics.items():
        columns[metric_column(id)] = [_exact(person.get(id, metric.default)) for person in example.people]
    return columns


def _exact(value: Value | None) -> exact.Value:
    return Fraction(value) if isinstance(value, Decimal) else value


def _chosen(ruling: Ruling, example: Example) -> tuple[int, ...]:
    pairs = enumerate(zip(example.people, example.expect, strict=True))
    return tuple(
        number
        for number, (person, expected) in pairs
        if ruling.id in expected and (not ruling.value or person.get(ruling.by) == ruling.value)
    )


def _missing_edges(scheme: Scheme, ruling: Ruling, worked: Sequence[Worked]) -> Iterator[Text]:
    for body, edge in _edges(ruling.rule):
        there = [value for example in worked for value in example.values(body) if isinstance(value, Fraction)]
        if any(exact.same(value, edge) for value in there):
            continue
        rule = freed(body, scheme)
        if (given := _on_the_edge(rule, edge)) is not None:
            yield _shown(rule, given)
        else:
            yield from _beside_the_edge(rule, edge, worked)


def _edges(node: Node) -> Iterator[tuple[Node, Fraction]]:
    """All edges of a rule; those inside an aggregate are other people's."""
    match node:
        case Say(body=body):
            yield from _edges(body)
        case Aggregate():
            return
        case _:
            yield from edges(node)
            for child in children(node):
                yield from _edges(child)


def _on_the_edge(rule: Freed, edge: Fraction) -> Held | None:
    """Values of the figures that lead just to the edge; None where no person can stand there."""
    for held, column, value in _crossings(rule, edge):
        domain = rule.figures[column]
        if isinstance(domain, Span) and domain.holds(value):
            return {**held, column: value}
    return None


def _crossings(rule: Freed, edge: Fraction) -> Iterator[tuple[Held, str, Fraction]]:
    for held in starts(rule):
        for column in rule.own:
            if isinstance(rule.figures[column], Span):
                for value in solve(rule, edge, column, held):
                    yield held, column, value


def _beside_the_edge(rule: Freed, edge: Fraction, worked: Sequence[Worked]) -> Iterator[Text]:
    """The whole numbers on either side of an edge between them, where no example has them."""
    for held, column, value in _crossings(rule, edge):
        there = {given for example in worked for given in example.values(Ref(column))}
        for beside in (Fraction(value.__floor__()), Fraction(value.__ceil__())):
            if beside not in there:
                yield _shown(rule, {**held, column: beside})
        return


def _missing_letters(ruling: Ruling, worked: Sequence[Worked]) -> Iterator[Text]:
    for node in walk(ruling.rule):
        if isinstance(node, Lookup) and node.body.column.startswith(metric_column("")):
            there = {letter for example in worked for letter in example.values(node.body)}
            name = node.body.column.removeprefix(metric_column(""))
            for letter, _ in node.table:
                if letter not in there:
                    yield Text(f'{name} = "{letter}"', f'{name} = "{letter}"')


def _missing_cutoffs(policy: Policy) -> Iterator[Problem]:
    mapper = policy.scheme.grades and policy.scheme.grades.mapper
    if not isinstance(mapper, Cutoffs) or not policy.is_own(("grades",)):
        return
    expected = [person for example in policy.scheme.examples for person in example.expect]
    there = {person["total"] for person in expected if "grade" in person and "total" in person}
    for letter, edge in mapper.edges.items():
        if isinstance(edge, Decimal) and edge not in there:
            given = Text(f"total = {edge:f}", f"total = {edge:f}")
            yield policy.found(messages.EDGE_WITHOUT_EXAMPLE, ("grades", letter), given=given)


def _shown(rule: Freed, given: Held) -> Text:
    """The figures of the person as an example gives them; a figure held against a mean of its own as a multiple."""
    means = {
        node.body.column: name
        for name, node in rule.peers.items()
        if isinstance(node, Aggregate) and node.kind == "mean" and isinstance(node.body, Ref)
    }
    parts = []
    for column in rule.own:
        name, value = column.removeprefix(metric_column("")), given[column]
        mean = given[means[column]] if column in means else None
        if isinstance(value, Fraction) and value and isinstance(mean, Fraction) and mean:
            parts.append(messages.TIMES_THE_MEAN.fill(metric=name, times=_plain(value / mean)))
        else:
            shown = f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {_plain(value)}"
            parts.append(Text(shown, shown))
    return Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _plain(number: Fraction) -> str:
    """As TOML has it; a number without an end is rounded."""
    decimal = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{decimal.quantize(Decimal('1e-6')).normalize():f}"
