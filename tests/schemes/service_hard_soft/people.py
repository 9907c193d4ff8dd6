"""What specialists and supervisors are drawn from."""

from __future__ import annotations

from collections.abc import Mapping

from tests.schemes.drawn import EVENTS, MARK, RATIO, Cell

COUNT = Cell(("0", "1", "99", "100", "100.5", "101", "200", "12.5"), (0, 300))
TIME = Cell(("0", "99", "100", "101", "199", "200", "201", "60.5"), (0, 600), 1)

CELLS: Mapping[str, Mapping[str, Cell]] = {
    "service-hard-soft/specialist": {
        "customers_received": COUNT,
        "problems_solved": COUNT,
        "questions_answered": COUNT,
        "handling_time": TIME,
        "customer_satisfaction": RATIO,
        "leader_satisfaction": MARK,
        "payment_collection": RATIO,
        "attendance_events": EVENTS,
        "work_attitude": MARK,
        "warmth": MARK,
        "adaptability": MARK,
        "customer_relations": MARK,
        "time_planning": MARK,
    },
    "service-hard-soft/supervisor": {
        "team_customers_received": COUNT,
        "hard_cases_solved": RATIO,
        "customer_satisfaction": RATIO,
        "member_performance": MARK,
        "attendance_events": EVENTS,
        "member_management": MARK,
        "team_performance": MARK,
        "assigned_tasks": RATIO,
        "work_attitude": MARK,
        "member_relations": MARK,
        "task_allocation": MARK,
        "adaptability": MARK,
        "bridge": MARK,
    },
}
