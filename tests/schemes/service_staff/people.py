"""What staff are drawn from, by the three standards."""

from __future__ import annotations

from collections.abc import Mapping

from tests.schemes.documents import Worked
from tests.schemes.drawn import MARK, RATIO, Cell
from tests.schemes.service_staff import by_hand

TICKETS = Cell(("0", "1", "12.5", "12.49375", "20", "20.01", "40"), (0, 60), 2)
TIME = Cell(("0", "99", "100", "101", "199", "200", "201", "60.5"), (0, 900), 1)
BAND = Cell(
    ("0", "0.5999", "0.6", "0.60005", "0.600049", "0.8", "0.85005", "0.850049", "0.9", "0.99995", "1"), (0, 1), 4
)

STAFF, FOUR, CSAT = "service-staff/staff", "service-staff/four-dimension", "service-staff/csat-core"

WORKED: Mapping[str, Worked] = {STAFF: by_hand.staff, FOUR: by_hand.four_dimension, CSAT: by_hand.csat_core}
CELLS: Mapping[str, Mapping[str, Cell]] = {
    STAFF: {
        "survey_attitude": MARK,
        "survey_competence": MARK,
        "survey_efficiency": MARK,
        "survey_communication": MARK,
        "answer_accuracy_rate": RATIO,
        "timeliness_rate": RATIO,
        "communication_rate": RATIO,
        "resolution_rate": RATIO,
        "initiative_attitude": MARK,
        "initiative_drive": MARK,
        "initiative_self_motivation": MARK,
    },
    FOUR: {
        "tickets_per_day": TICKETS,
        "handling_time": TIME,
        "customer_satisfaction": RATIO,
        "satisfaction_rating": MARK,
        "complaint_handling_rate": RATIO,
        "qa_score": MARK,
        "collaboration": MARK,
        "team_goal": RATIO,
        "team_review": MARK,
        "training": RATIO,
        "skill_mastery": MARK,
        "growth_plan": RATIO,
    },
    CSAT: {"customer_satisfaction": BAND, **dict.fromkeys(by_hand.MARKED, MARK)},
}
