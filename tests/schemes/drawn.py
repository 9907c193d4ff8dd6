"""People drawn on and around the edges of a policy, as cells of text."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from attrs import frozen
from hypothesis import strategies as st


@frozen
class Cell:
    """What a metric is drawn from: values that tell right from wrong, or any in `range` with so many `places`."""

    telling: tuple[str, ...]
    range: tuple[int, int] | None = None
    places: int = 0

    def strategy(self) -> st.SearchStrategy[str]:
        """Cells for Hypothesis."""
        telling = st.sampled_from(self.telling)
        if self.range is None:
            return telling
        return telling | st.decimals(*self.range, places=self.places).map(lambda value: f"{value:f}")

    def draw(self, random: Random) -> str:
        """A cell from a seeded generator, half of them telling."""
        if self.range is None or random.random() < 0.5:
            return random.choice(self.telling)
        return f"{random.uniform(*self.range):.{self.places}f}"


MARK = Cell(("0", "0.1", "0.3", "50", "62.5", "82.5", "86.1", "87.3", "91.25", "99.8", "99.9", "100"), (0, 100), 1)
RATIO = Cell(("0", "0.0005", "0.001", "0.8125", "0.915", "0.9785", "0.9835", "0.999", "0.9995", "1"), (0, 1), 4)
EVENTS = Cell(("0", "1", "3", "9", "10", "11", "12"), (0, 15))


def people(cells: Mapping[str, Cell]) -> st.SearchStrategy[list[dict[str, str]]]:
    """Up to thirty people, of whom several may have the same figures: ties at every place."""
    different = st.lists(
        st.fixed_dictionaries({metric: cell.strategy() for metric, cell in cells.items()}), min_size=1, max_size=6
    )
    return different.flatmap(lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=30))


def crowd(cells: Mapping[str, Cell], size: int, seed: int) -> list[dict[str, str]]:
    """So many people from a seeded generator."""
    random = Random(seed)
    return [{metric: cell.draw(random) for metric, cell in cells.items()} for _ in range(size)]
