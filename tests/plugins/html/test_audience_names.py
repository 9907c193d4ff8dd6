"""Names of files: secret, or those of people and teams as far as every system can have them."""

import re
from collections import Counter
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicore_html.names import plain_names, secret_names

KEY = bytes(range(32))


def test_secret_names_come_from_key_period_and_id_and_from_nothing_else() -> None:
    # HMAC-SHA256 of "2026-10", a zero byte and the id, its first 16 bytes in base 32: by openssl and coreutils,
    # printf '2026-10\0E1' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102… -binary | head -c16 | base32
    assert secret_names(KEY, "2026-10", ["E1", "E2"])["E1"] == "2cw5k4a3oisisoieutgmb6ty7e"
    assert len(set(secret_names(KEY, "2026-10", map(str, range(5_000))).values())) == 5_000


@pytest.mark.parametrize("one", ["007", "440101199001011234", "一班", "Ａ组", "甲.1", "x-y_z"])
def test_a_name_that_every_system_can_have_stays_as_it_is(one: str) -> None:
    assert plain_names(KEY, "2026-10", [one]) == {one: one}


@pytest.mark.parametrize(
    ("one", "begins"),
    [
        ("a/b", "a_b-"),
        ("a b", "a_b-"),
        ("..\\..\\x", "_.._x-"),
        ("c:d", "c_d-"),
        ('<>:"|?*', "_______-"),
        ("a\x00\n\u202eb", "a___b-"),
        ("NUL", "NUL-"),
        ("com1.txt", "com1.txt-"),
        ("index", "index-"),
        (".hidden", "hidden-"),
        ("end.", "end-"),
        ("...", "_-"),
        ("员" * 100, "员" * 40 + "-"),
        ("e\u0301", "é-"),
    ],
)
def test_a_name_that_some_system_cannot_have_becomes_one_like_it_with_a_part_that_nobody_can_guess(
    one: str, begins: str
) -> None:
    name = plain_names(KEY, "2026-10", [one])[one]

    assert name == begins + secret_names(KEY, "2026-10", [one])[one]


def test_whoever_would_share_a_name_on_some_system_gets_a_part_of_their_own() -> None:
    alike = ["e1", "E1", "é", "e\u0301", "É", "2"]
    names = plain_names(KEY, "2026-10", alike)

    assert names["2"] == "2"
    assert all(re.search(r"-[a-z2-7]{26}$", names[one]) for one in alike[:-1])
    assert plain_names(KEY, "2026-10", reversed(alike)) == names


@given(st.lists(st.text(min_size=1, max_size=80), unique=True, max_size=8))
@settings(max_examples=300, deadline=None)
def test_no_two_share_a_file_and_every_name_is_one(whose: list[str]) -> None:
    names = plain_names(KEY, "2026-10", whose)

    assert names.keys() == set(whose)
    shared = Counter(normalize("NFC", name.casefold()) for name in names.values())
    assert not whose or max(shared.values()) == 1
    for name in names.values():
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert 0 < len(f"{name}.html".encode()) <= 200
        assert not name.startswith(".")
