"""The sums of the agents as metrics."""

from __future__ import annotations

import polars as pl

from kpicore_asterisk.presence import common, seconds, united
from kpicore_asterisk.tally import Agent, Tally

COLUMNS: dict[str, type[pl.DataType]] = {
    "employee": pl.String,
    "calls": pl.Int64,
    "wait_seconds": pl.Float64,
    "wait_seconds_n": pl.Int64,
    "answered_in_time": pl.Float64,
    "answered_in_time_n": pl.Int64,
    "answer_seconds": pl.Float64,
    "answer_seconds_n": pl.Int64,
    "talk_seconds": pl.Float64,
    "talk_seconds_n": pl.Int64,
    "talk_total": pl.Int64,
    "transfers": pl.Int64,
    "transfer_rate": pl.Float64,
    "transfer_rate_n": pl.Int64,
    "ring_no_answer": pl.Int64,
    "answer_rate": pl.Float64,
    "answer_rate_n": pl.Int64,
    "login_seconds": pl.Int64,
    "pause_seconds": pl.Int64,
}


def metrics(tally: Tally) -> pl.DataFrame:
    """One row per agent of whom the period has anything, in the order in which the log names them."""
    there = [(name, agent) for name, agent in tally.agents.items() if _has_any(agent)]
    return pl.DataFrame([_row(name, agent) for name, agent in there], schema=COLUMNS, orient="row")


def _has_any(agent: Agent) -> bool:
    return bool(agent.calls or agent.unanswered or agent.ended or agent.logged_in.spans or agent.paused.spans)


def _row(name: str, agent: Agent) -> tuple[object, ...]:
    logged_in, paused = united(agent.logged_in.spans), united(agent.paused.spans)
    is_known = bool(agent.logged_in.known)
    offered = agent.calls + agent.unanswered
    return (
        name,
        agent.calls,
        *_mean(agent.waited, agent.calls),
        *_mean(agent.in_time, agent.calls),
        *_mean(agent.rung, agent.rings),
        *_mean(agent.talked, agent.talks),
        agent.talked,
        agent.transfers,
        *_mean(agent.transfers, agent.ended),
        agent.unanswered,
        *_mean(agent.calls, offered),
        seconds(logged_in) if is_known else None,
        seconds(common(paused, logged_in) if is_known else paused) if is_known or agent.paused.known else None,
    )


def _mean(total: int, cases: int) -> tuple[float | None, int]:
    return (total / cases if cases else None), cases
