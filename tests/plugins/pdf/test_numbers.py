import pytest

from kpicore_pdf.numbers import plain, points, share, signed


@pytest.mark.parametrize(
    ("number", "digits", "said"),
    [
        (8.5, 2, "8.50"),
        (100.0, 2, "100.00"),
        (0.125, 2, "0.13"),
        (-0.125, 2, "-0.13"),
        (2.675, 2, "2.68"),
        (-0.0, 2, "0.00"),
        (-0.001, 2, "0.00"),
        (1e-7, 4, "0.0000"),
        (12.0, 0, "12"),
        (123456.0, 1, "123456.0"),
    ],
)
def test_points_have_all_their_places_and_no_negative_nothing(number: float, digits: int, said: str) -> None:
    assert points(number, digits) == said


@pytest.mark.parametrize(
    ("number", "said"), [(15.0, "15"), (2.5, "2.5"), (5 / 3, "1.6667"), (100.0, "100"), (0.0, "0"), (-0.00001, "0")]
)
def test_other_numbers_have_no_more_places_than_they_need(number: float, said: str) -> None:
    assert plain(number) == said


@pytest.mark.parametrize(("number", "said"), [(1.5, "+1.50"), (0.0, "0.00"), (-1.5, "-1.50")])
def test_points_that_are_added_have_a_plus(number: float, said: str) -> None:
    assert signed(number, points(number, 2)) == said


@pytest.mark.parametrize(
    ("number", "full", "part"), [(7.5, 10, 0.75), (12, 10, 1), (-1, 10, 0), (0, 0, 0), (1, 3, 0.3333)]
)
def test_a_bar_ends_at_nothing_and_at_full_marks(number: float, full: float, part: float) -> None:
    assert share(number, full) == part
