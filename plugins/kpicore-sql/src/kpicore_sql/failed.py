"""What went wrong in a query, before it is said where that stands."""

from __future__ import annotations

from attrs import evolve

from kpicore import Message, Place, Problem
from kpicore_sql import messages


class Failed(Exception):
    """A query that cannot be run, or was refused by its database.

    `at` is the place in the query's text, counted in characters from 0, where it is known. `option` is the one that has
    to be changed. Whatever a driver said is in `facts` without secrets.
    """

    def __init__(self, says: Message, at: int | None = None, option: str = "query", **facts: object) -> None:
        super().__init__(says.code)
        self.problem = says.at(**facts)
        self.at = at
        self.option = option

    def placed(self, source: str, text: str, file: str | None) -> Problem:
        """The problem of the source of that name whose query is `text`, in a file of its own or in the document."""
        key = f"sources.{source}.{self.option}"
        if self.option != "query":
            return self.problem.at(Place(key=key))
        line, column = (None, None) if self.at is None else position(text, self.at)
        if file is not None:
            return self.problem.at(Place(file, line, column, f"sources.{source}"))
        return self.in_document(text).at(Place(key=key))

    def in_document(self, text: str) -> Problem:
        """The problem of a query that stands in a document: its message says where in the query."""
        if self.at is None or self.option != "query":
            return self.problem
        line, column = position(text, self.at)
        return evolve(self.problem, message=messages.AT.fill(line=line, column=column, says=self.problem.message))


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column, counted from 1, of a character of the text."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
