"""How a service gives its records page by page, and how the next page is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from attrs import frozen

from kpicore import InvalidOption, Place, Refused, Text
from kpicore_http import messages
from kpicore_http.client import Answer, origin
from kpicore_http.paths import Path, parsed, value_at


@frozen
class Paging:
    """How pages are asked for.

    `by` = "number": `param` counts pages from `first` (1) on; "offset": it counts records from `first` (0) on;
    "cursor": it takes what the last answer holds at the path `cursor`; "link": the next address is in the header
    ``Link``. `size_param` and `size` ask for so many records a page. `total` is the path at which answers have the
    number of all records: with it nothing can be missed. At most so many pages are read of a span.
    """

    by: Literal["number", "offset", "cursor", "link"]
    param: str | None = None
    first: int | None = None
    cursor: str | None = None
    size_param: str | None = None
    size: int | None = None
    total: str | None = None
    most: int = 1000

    def __attrs_post_init__(self) -> None:
        needed = {"number": ("param",), "offset": ("param",), "cursor": ("param", "cursor"), "link": ()}[self.by]
        of_some: Mapping[str, object] = {"param": self.param, "cursor": self.cursor, "first": self.first}
        useless = {"number": ("cursor",), "offset": ("cursor",), "cursor": ("first",), "link": tuple(of_some)}[self.by]
        for option in needed:
            if of_some[option] is None:
                raise InvalidOption(messages.PAGING_NEEDS, option, by=self.by, name=option)
        for option in useless:
            if of_some[option] is not None:
                raise InvalidOption(messages.PAGING_UNUSED, option, by=self.by, name=option)
        if (self.size is None) != (self.size_param is None):
            option = "size" if self.size is None else "size_param"
            raise InvalidOption(messages.PAGING_NEEDS, option, by=self.by, name=option)
        for option, value in (("size", self.size), ("most", self.most)):
            if value is not None and value < 1:
                raise InvalidOption(messages.AT_LEAST, option, name=option, least=1)
        for option, path in (("cursor", self.cursor), ("total", self.total)):
            if path is not None:
                path_option(path, option)


def path_option(text: str, option: str) -> Path:
    """The path that an option gives; an `InvalidOption` where it is none."""
    try:
        return parsed(text)
    except ValueError:
        raise InvalidOption(messages.BAD_PATH, option, path=text or '""') from None


def first_address(url: str, params: Mapping[str, str], paging: Paging | None) -> str:
    """The address of the first page of a span."""
    own: dict[str, str] = {}
    if paging is not None:
        if paging.by in ("number", "offset"):
            own[str(paging.param)] = str(_first(paging))
        if paging.size_param is not None:
            own[paging.size_param] = str(paging.size)
    return _with(url, {**params, **own})


def next_address(address: str, paging: Paging, answer: Answer, records: int, call: Text, place: Place) -> str | None:
    """The address of the page behind the one at `address`, which held so many `records`; None where it was the last.

    A next page at another server, or that is the same again, is `Refused`. `records` of all pages up to now are needed
    for an offset only; a page without any is the last.
    """
    match paging.by:
        case "link":
            if answer.following is None:
                return None
            if origin(answer.following) != origin(address):
                other = urlsplit(answer.following)
                host = f"{other.scheme}://{other.hostname}"
                raise Refused(messages.OTHER_HOST.at(place, call=call, host=host))
            following = answer.following
        case "cursor":
            cursor = value_at(answer.value, parsed(str(paging.cursor)))
            if cursor is None or cursor == "" or cursor is False:
                return None
            if not isinstance(cursor, str | int) or isinstance(cursor, bool):
                raise Refused(messages.NO_CURSOR.at(place, call=call, path=paging.cursor))
            following = _with(address, {str(paging.param): str(cursor)})
        case _:
            if not records:
                return None
            step = 1 if paging.by == "number" else records
            query = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
            following = _with(address, {str(paging.param): str(int(query[str(paging.param)]) + step)})
    if following == address:
        raise Refused(messages.ENDLESS.at(place, call=call))
    return following


def total_of(value: Any, paging: Paging | None, call: Text, place: Place) -> int | None:
    """How many records the server says that there are; None where it is not asked."""
    if paging is None or paging.total is None:
        return None
    total = value_at(value, parsed(paging.total))
    if isinstance(total, str) and total.isascii() and total.isdigit():
        total = int(total)
    if not isinstance(total, int) or isinstance(total, bool) or total < 0:
        raise Refused(messages.NO_TOTAL.at(place, call=call, path=paging.total))
    return total


def _first(paging: Paging) -> int:
    return paging.first if paging.first is not None else {"number": 1}.get(paging.by, 0)


def _with(url: str, params: Mapping[str, str]) -> str:
    """The address with these parameters in its query, in the place of others of the same name."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in params]
    return urlunsplit(parts._replace(query=urlencode([*kept, *params.items()]), fragment=""))
