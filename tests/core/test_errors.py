import pytest

from kpicore.errors import Place


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(), ""),
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", 3, 5), "a.csv:3:5"),
        (Place(line=3), "3"),
        (Place("a.xlsx", sheet="十月", cell="C7"), "a.xlsx!十月!C7"),
        (Place("a.xlsx", sheet="十月", cell="C"), "a.xlsx!十月!C"),
        (Place("a.xlsx", sheet="十月"), "a.xlsx!十月"),
        (Place("a.xlsx", cell="C7"), "a.xlsx!C7"),
        (Place(sheet="十月", cell="C7"), "十月!C7"),
    ],
)
def test_a_place_is_said_by_the_parts_that_are_known(place: Place, said: str) -> None:
    assert str(place) == said
