"""The metric source ``kind = "http"``."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal
from urllib.parse import parse_qsl, urlsplit

from attrs import field, frozen

from kpicore import InvalidOption, Place, SourceContext, time_zone
from kpicore_http import messages
from kpicore_http.figures import Figures
from kpicore_http.paging import Paging, path_option
from kpicore_http.records import Mapped, Records
from kpicore_http.spans import DAYS, TIMES, check_holes, holes

if TYPE_CHECKING:
    import polars as pl

_SECRET = re.compile(r"(?i)pass(wor|phrase|wd)|pwd|secret|token|credential|authori[sz]ation|api.?key|signature")


@frozen
class Http:
    """Reads JSON from a service, page by page, and keeps what it answered.

    `url` and `params` may hold ``{period}``, and the days of the span that is asked for: ``{first}``, ``{last}``,
    ``{after}`` (the day behind it), with a `time_zone` also ``{first_time}``, ``{first_unix}``, ``{first_ms}`` and the
    same of ``after``. `span_days` splits the period into spans of at most so many days. `rows` is the path of the list
    of records, `fields` maps our names to paths in a record, `id` is the path of the record's own id, which paging
    needs.

    Without figures there is one row per record. With `sums`, `means`, `weighted`, `counts` or `shares` there is one per
    employee: see `Figures`.

    `token_env` names the environment variable with the access token, sent as `token_header` behind `token_prefix`.
    Answers are kept in the file `snapshot` together with the run; with `offline` they are read from there instead.
    """

    kind: ClassVar[str] = "http"

    url: str
    fields: Mapping[str, str]
    snapshot: str
    rows: str = ""
    params: Mapping[str, str] = field(factory=dict)
    headers: Mapping[str, str] = field(factory=dict)
    paging: Paging | None = None
    span_days: int | None = None
    time_zone: str | None = None
    id: str | None = None
    id_within: Literal["period", "span"] = "period"
    sums: Mapping[str, str] = field(factory=dict)
    means: Mapping[str, str] = field(factory=dict)
    weighted: Mapping[str, tuple[str, str]] = field(factory=dict)
    counts: Mapping[str, str] = field(factory=dict)
    shares: Mapping[str, Mapping[str, tuple[str, ...]]] = field(factory=dict)
    token_env: str | None = None
    token_header: str = "Authorization"
    token_prefix: str = "Bearer "
    timeout: Decimal = Decimal(30)
    tries: int = 5
    wait: Decimal = Decimal(1)
    longest_wait: Decimal = Decimal(120)
    pause: Decimal = Decimal(0)
    allow_http: bool = False
    offline: bool = False

    def __attrs_post_init__(self) -> None:
        self._check_address()
        self._check_mapping()
        for option, least in (("tries", 1), ("wait", 0), ("longest_wait", 0), ("pause", 0), ("span_days", 1)):
            value = getattr(self, option)
            if value is not None and value < least:
                raise InvalidOption(messages.AT_LEAST, option, name=option, least=least)
        if self.timeout < Decimal("0.1"):
            raise InvalidOption(messages.AT_LEAST, "timeout", name="timeout", least="0.1")

    def read(self, context: SourceContext) -> pl.DataFrame:
        """One row per record, every field as text: or, with figures, one row per employee, figures as numbers and
        ``NAME_n`` beside each mean and share.

        Raises `Refused` where the server, its answers or the snapshot are not as they should be; nothing is kept then.
        """
        import polars as pl

        from kpicore_http.figures import figures_of
        from kpicore_http.reading import from_server, from_snapshot

        mapped = self._mapped(context.name)
        records = Records(mapped, self.id_within)
        (from_snapshot if self.offline else from_server)(self, context, records)
        records.check()
        context.warn(*records.warnings())
        found = records.all()
        if self._figures:
            return figures_of(found, mapped, self._figures)
        columns = zip(*found, strict=True) if found else ([] for _ in self.fields)
        return pl.DataFrame(
            [pl.Series(name, texts, pl.String) for name, texts in zip(self.fields, columns, strict=True)]
        )

    @property
    def _figures(self) -> Figures:
        return Figures(self.sums, self.means, self.weighted, self.counts, self.shares)

    def _mapped(self, name: str) -> Mapped:
        paths = {name: path_option(text, name) for name, text in self.fields.items()}
        id = path_option(self.id, "id") if self.id is not None else None
        texts = {**self.fields, "rows": self.rows, "id": self.id or ""}
        return Mapped(path_option(self.rows, "rows"), paths, id, texts, Place(key=f"sources.{name}"))

    def _check_address(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise InvalidOption(messages.BAD_URL, "url")
        if parts.username is not None or parts.password is not None:
            raise InvalidOption(messages.SECRET, "url", name="url")
        if parts.scheme == "http" and not self.allow_http and not _is_loopback(parts.hostname):
            raise InvalidOption(messages.PLAIN_HTTP, "url")
        query = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
        for option, names in (("url", query), ("params", self.params), ("headers", self.headers)):
            for name in names:
                if _SECRET.search(name):
                    raise InvalidOption(messages.SECRET, option, name=name)
        zone = time_zone(self.time_zone) if self.time_zone is not None else None
        used = []
        for option, texts in (("url", [self.url]), ("params", self.params.values())):
            for text in texts:
                check_holes(text, zone, option)
                used += holes(text)
        if self.span_days is not None and not set(used) & {*DAYS, *TIMES}:
            raise InvalidOption(messages.SPAN_UNUSED, "span_days")

    def _check_mapping(self) -> None:
        if "employee" not in self.fields:
            raise InvalidOption(messages.NO_EMPLOYEE, "fields")
        self._mapped("")
        if self.paging is not None and self.id is None:
            raise InvalidOption(messages.ID_NEEDED, "paging")
        self._figures.check(list(self.fields))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
