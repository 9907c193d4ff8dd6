"""Writes the input of the example: an invented hotline of 220 operators in 16 teams, their leaders and their guides.

    python make_people.py [FOLDER]

Nobody in it exists. The same seed gives the same files, byte for byte. Most people are drawn at random; `EDGES` and
`TWINS` put some of them exactly on the edges of the policy.
"""

import csv
import sys
from pathlib import Path
from random import Random

SEED = 137
PERIOD = "2026-10"

TEAMS = ["一班", "二班", "三班", "四班", "五班", "六班", "七班", "八班", "九班", "十班", "十一班", "十二班", "十三班"]
TEAMS += ["十四班", "十五班", "十六班"]
SIZES = [14, 14, 10, 14, 14, 15, 14, 14, 10, 15, 14, 14, 15, 14, 14, 15]
VIP_TEAMS = {"十二班", "十三班", "十四班"}
MIXED_TEAMS = {"十五班", "十六班"}
STRONG_TEAM, WEAK_TEAM = "三班", "九班"

MEAN_CALLS = {"ordinary": 2600, "vip": 2100}
"""The mean of each skill group comes out exactly so, that 1.2 times the mean is a whole number of calls."""

IVR_BAND = {"ordinary": ("0.0310", "0.0190"), "vip": ("0.0420", "0.0230")}

EDGES = {
    # Where the points just run out, and a ten-thousandth to either side.
    5: {
        "exam_score": "60",
        "hangup_satisfaction": "0.9700",
        "satisfaction_trigger": "0.2500",
        "ivr_transfer_rate": "0.0310",
        "seat_transfer_rate": "0.0200",
    },
    11: {
        "exam_score": "59.5",
        "hangup_satisfaction": "0.9699",
        "satisfaction_trigger": "0.2499",
        "ivr_transfer_rate": "0.0311",
        "seat_transfer_rate": "0.0201",
    },
    17: {
        "exam_score": "60.5",
        "hangup_satisfaction": "0.9701",
        "satisfaction_trigger": "0.2501",
        "ivr_transfer_rate": "0.0309",
        "seat_transfer_rate": "0.0199",
    },
    # Where all points are just reached, and a ten-thousandth to either side.
    29: {
        "exam_score": "90",
        "hangup_satisfaction": "0.9900",
        "satisfaction_trigger": "0.3400",
        "ivr_transfer_rate": "0.0190",
        "seat_transfer_rate": "0.0080",
    },
    45: {
        "exam_score": "89.5",
        "hangup_satisfaction": "0.9899",
        "satisfaction_trigger": "0.3399",
        "ivr_transfer_rate": "0.0191",
        "seat_transfer_rate": "0.0081",
    },
    58: {
        "exam_score": "90.5",
        "hangup_satisfaction": "0.9901",
        "satisfaction_trigger": "0.3401",
        "ivr_transfer_rate": "0.0189",
        "seat_transfer_rate": "0.0079",
    },
    # The same for transfers to IVR in the VIP group.
    160: {"ivr_transfer_rate": "0.0420"},
    163: {"ivr_transfer_rate": "0.0421"},
    166: {"ivr_transfer_rate": "0.0419"},
    169: {"ivr_transfer_rate": "0.0230"},
    172: {"ivr_transfer_rate": "0.0231"},
    175: {"ivr_transfer_rate": "0.0229"},
    # Calls at exactly 1.2 times the mean, one less, one more.
    62: {"calls": "3120"},
    66: {"calls": "3119"},
    70: {"calls": "3121"},
    178: {"calls": "2520"},
    181: {"calls": "2519"},
    184: {"calls": "2521"},
    # All 15 points of attendance taken, one left, one too many; half a day; nothing taken.
    75: {"late_events": "0", "leave_days": "0", "absent_days": "3", "discipline_breaches": "0"},
    80: {"late_events": "2", "leave_days": "0", "absent_days": "2", "discipline_breaches": "1"},
    85: {"late_events": "1", "leave_days": "0", "absent_days": "3", "discipline_breaches": "0"},
    90: {"late_events": "0", "leave_days": "1.5", "absent_days": "0.5", "discipline_breaches": "0"},
    95: {"late_events": "0", "leave_days": "0", "absent_days": "0", "discipline_breaches": "0"},
    # Points that end in half a cent: 13.125, 13.995, 4.625, 2.375.
    100: {
        "qa_process": "87.5",
        "qa_accuracy": "93.3",
        "first_contact_resolution": "0.9250",
        "ivr_transfer_rate": "0.0253",
    },
    # Transfers to expert seats where the policy's words leave a gap.
    105: {"seat_transfer_rate": "0.0140"},
    110: {"seat_transfer_rate": "0.0180"},
    # Everything, and nothing.
    32: {
        "qa_process": "100.0",
        "qa_accuracy": "100.0",
        "exam_score": "100",
        "calls": "3300",
        "hangup_satisfaction": "1.0000",
        "satisfaction_trigger": "0.4000",
        "first_contact_resolution": "1.0000",
        "ivr_transfer_rate": "0.0000",
        "seat_transfer_rate": "0.0000",
        "late_events": "0",
        "leave_days": "0",
        "absent_days": "0",
        "discipline_breaches": "0",
    },
    115: {
        "qa_process": "0.0",
        "qa_accuracy": "0.0",
        "exam_score": "0",
        "calls": "0",
        "hangup_satisfaction": "0.0000",
        "satisfaction_trigger": "0.0000",
        "first_contact_resolution": "0.0000",
        "ivr_transfer_rate": "1.0000",
        "seat_transfer_rate": "1.0000",
        "late_events": "4",
        "leave_days": "2",
        "absent_days": "4",
        "discipline_breaches": "3",
    },
}
"""Figures of single operators, by their place in the roster."""

TWINS = {51: 21, 72: 23, 83: 25, 102: 26, 113: 27, 122: 36, 130: 37, 141: 39, 146: 40, 148: 48}
"""Who has exactly the figures of whom, by place in the roster: ties, some of them across the edge of a quota."""

LEADER_EDGES = {
    1: {"exam_score": "70"},
    2: {"exam_score": "90"},
    3: {"exam_score": "69.5"},
    4: {"exam_score": "90.5"},
    5: {"reporting_errors": "3", "management_lapses": "5", "production_record_errors": "5"},
    6: {"reporting_errors": "2", "management_lapses": "6", "production_record_errors": "6"},
    7: {"activity_participation": "0.9300", "activity_quality": "86.2"},  # 2.325 and 2.155 points
    15: {"other_work_lapses": "0", "late_events": "0", "leave_days": "0", "absent_days": "0", "site_lapses": "0"},
    # More is taken off than there is: the total stays at 0.
    16: {
        "exam_score": "55",
        "activity_participation": "0.0000",
        "activity_quality": "0.0",
        "reporting_errors": "4",
        "management_lapses": "7",
        "production_record_errors": "6",
        "other_work_lapses": "9",
        "late_events": "5",
        "leave_days": "4.5",
        "absent_days": "4",
        "site_lapses": "10",
    },
}
GUIDE_EDGES = {1: {"exam_score": "70", "key_work_rating": "100.0"}, 2: {"exam_score": "90", "key_work_rating": "0.0"}}
GUIDED_TEAMS = ["一班", "三班", "六班", "九班", "十二班", "十五班"]

Person = dict[str, str]


def operators(random: Random) -> list[Person]:
    """The operators in the order of the roster, with all their figures."""
    people: list[Person] = []
    for number, (team, size) in enumerate(zip(TEAMS, SIZES, strict=True), start=1):
        for seat in range(1, size + 1):
            group = "vip" if team in VIP_TEAMS or (team in MIXED_TEAMS and seat % 2) else "ordinary"
            place = len(people) + 1
            who = {
                "employee": f"00{number:02}{seat:02}",
                "name": f"话务员{'乙' if group == 'vip' else '甲'}{place:03}",
                "team": team,
                "skill_group": group,
                "position": "话务员",
            }
            people.append({**who, **figures(random, group, ability(random, team)), **EDGES.get(place, {})})
    for place, other in TWINS.items():
        kept = ("employee", "name", "team", "position")
        people[place - 1] = {**people[other - 1], **{column: people[place - 1][column] for column in kept}}
    # As numbers these two would be one.
    people[1]["employee"], people[2]["employee"] = "100000000000000001", "100000000000000002"
    bring_calls_to_their_mean(people)
    return people


def figures(random: Random, group: str, able: float) -> Person:
    """An operator's figures of the month; `able` is about 0 to 1."""
    ivr_none, ivr_all = (float(rate) for rate in IVR_BAND[group])
    return {
        "qa_process": within(random, 62 + 36 * able, 5, 100, places=1),
        "qa_accuracy": within(random, 60 + 38 * able, 5, 100, places=1),
        "exam_score": within(random, 55 + 42 * able, 9, 100, places=0),
        "calls": within(random, MEAN_CALLS[group] * (0.78 + 0.44 * able), 150, 9999, places=0),
        "hangup_satisfaction": within(random, 0.966 + 0.028 * able, 0.005, 1, places=4),
        "satisfaction_trigger": within(random, 0.23 + 0.13 * able, 0.03, 1, places=4),
        "first_contact_resolution": within(random, 0.72 + 0.25 * able, 0.04, 1, places=4),
        "ivr_transfer_rate": within(random, ivr_none + 0.003 - (ivr_none - ivr_all + 0.006) * able, 0.003, 1, places=4),
        "seat_transfer_rate": within(random, 0.022 - 0.016 * able, 0.003, 1, places=4),
        "late_events": one_of(random, "0000000000001112"),
        "leave_days": one_of(random, "000000000000001112").replace("2", "0.5"),
        "absent_days": "1" if random.random() < 0.015 else "0",
        "discipline_breaches": one_of(random, "000000000000000011"),
    }


def bring_calls_to_their_mean(people: list[Person]) -> None:
    """One call more or less for one after another, until each skill group has its mean."""
    fixed = {place for place, edge in EDGES.items() if "calls" in edge} | TWINS.keys() | set(TWINS.values())
    for group, mean in MEAN_CALLS.items():
        members = [person for person in people if person["skill_group"] == group]
        lacking = mean * len(members) - sum(int(person["calls"]) for person in members)
        free = [p for place, p in enumerate(people, start=1) if p["skill_group"] == group and place not in fixed]
        for turn in range(abs(lacking)):
            person = free[turn % len(free)]
            person["calls"] = str(int(person["calls"]) + (1 if lacking > 0 else -1))


def shift_leaders(random: Random) -> list[Person]:
    """One for each team."""
    return [
        {
            "employee": f"0090{number:02}",
            "name": f"值班长{number:02}",
            "team": team,
            "skill_group": "",
            "position": "值班长",
            "exam_score": within(random, 82, 8, 100, places=0),
            "activity_participation": within(random, 0.88, 0.08, 1, places=4),
            "activity_quality": within(random, 85, 8, 100, places=1),
            "reporting_errors": one_of(random, "00000112"),
            "management_lapses": one_of(random, "00000112"),
            "production_record_errors": one_of(random, "00000112"),
            "other_work_lapses": one_of(random, "00000011"),
            "late_events": one_of(random, "00000001"),
            "leave_days": one_of(random, "00000011"),
            "absent_days": "0",
            "site_lapses": one_of(random, "00000112"),
            **LEADER_EDGES.get(number, {}),
        }
        for number, team in enumerate(TEAMS, start=1)
    ]


def business_guides(random: Random) -> list[Person]:
    """One for each of a few teams."""
    return [
        {
            "employee": f"0080{number:02}",
            "name": f"业务指导{number:02}",
            "team": team,
            "skill_group": "",
            "position": "业务指导",
            "exam_score": within(random, 84, 8, 100, places=0),
            "activity_participation": within(random, 0.88, 0.08, 1, places=4),
            "activity_quality": within(random, 85, 8, 100, places=1),
            "key_work_rating": within(random, 85, 8, 100, places=1),
            **GUIDE_EDGES.get(number, {}),
        }
        for number, team in enumerate(GUIDED_TEAMS, start=1)
    ]


# Only `Random.random` promises the same numbers in every version of Python, so all is drawn from it.


def ability(random: Random, team: str) -> float:
    """How good an operator is, from about 0 to about 1."""
    lift = {STRONG_TEAM: 0.1, WEAK_TEAM: -0.15}.get(team, 0)
    return (random.random() + random.random()) / 2 + lift


def within(random: Random, middle: float, spread: float, top: float, places: int) -> str:
    """A figure around `middle`, not under 0 and not over `top`."""
    swing = random.random() + random.random() + random.random() - 1.5
    return f"{min(max(middle + swing * spread, 0), top):.{places}f}"


def one_of(random: Random, choices: str) -> str:
    """One of the characters."""
    return choices[int(random.random() * len(choices))]


ROSTER = {"employee": "工号", "name": "姓名", "team": "班组", "skill_group": "技能组", "position": "岗位"}
PHONE_SYSTEM = {
    "employee": "agent",
    "calls": "calls",
    "hangup_satisfaction": "hangup_satisfaction",
    "satisfaction_trigger": "satisfaction_trigger",
    "first_contact_resolution": "first_contact_resolution",
    "ivr_transfer_rate": "ivr_transfer_rate",
    "seat_transfer_rate": "seat_transfer_rate",
}
QUALITY = {"employee": "工号", "qa_process": "过程规范性", "qa_accuracy": "结果准确性", "exam_score": "季度考试"}
ATTENDANCE = {
    "employee": "工号",
    "late_events": "迟到早退次数",
    "leave_days": "事假天数",
    "absent_days": "旷工天数",
    "discipline_breaches": "违纪次数",
}
LEADERS = {
    "employee": "工号",
    "exam_score": "季考成绩",
    "activity_participation": "活动参与率",
    "activity_quality": "参与质量",
    "reporting_errors": "数据上报差错",
    "management_lapses": "团队管理失误",
    "production_record_errors": "生产记录差错",
    "other_work_lapses": "其他工作失误",
    "late_events": "迟到早退次数",
    "leave_days": "事假天数",
    "absent_days": "旷工天数",
    "site_lapses": "现场管理失误",
}
GUIDES = {
    "employee": "工号",
    "exam_score": "季考成绩",
    "activity_participation": "活动参与率",
    "activity_quality": "参与质量",
    "key_work_rating": "重点工作评分",
}


def write(path: Path, headings: dict[str, str], people: list[Person], encoding: str) -> None:
    """A CSV file with one row per person; `headings` maps our columns to the file's."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings.values())
        writer.writerows([[person[column] for column in headings] for person in people])


def main(folder: Path) -> None:
    """All files of the period, into `folder`."""
    random = Random(SEED)
    staff, leaders, guides = operators(random), shift_leaders(random), business_guides(random)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "people.csv", ROSTER, [*staff, *leaders, *guides], "gb18030")
    write(folder / "calls.csv", PHONE_SYSTEM, sorted(staff, key=lambda person: person["employee"]), "utf-8")
    write(folder / "quality.csv", QUALITY, staff, "utf-8-sig")
    write(folder / "attendance.csv", ATTENDANCE, staff, "utf-8-sig")
    write(folder / "leaders.csv", LEADERS, leaders, "utf-8-sig")
    write(folder / "guides.csv", GUIDES, guides, "utf-8-sig")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "in" / PERIOD)
