"""A small centre: three invented people, scored by a scheme that shows what a card can show. Worked out by hand:

0001  50 × 0.08/0.1 = 40, 30 × 0.9 = 27, 20, nothing off: 87.00, place 2, B
0002  50, 30, 20, one late arrival: 99.00, place 1, A
0003  50 × 0.05/0.1 = 25, no exam, 10: 35 × 100/70 = 50.00, place 3, C
"""

SCHEME = """\
format  = 1
id      = "desk/agent"
version = "3"
title   = { zh = "服务台座席", en = "Desk agent" }
policy  = "服务台考核办法"
full    = 100
valid   = { from = 2024-01-01 }

[groups.skill]
label  = { zh = "技能组", en = "Skill" }
values = { phone = { zh = "电话", en = "Phone" }, mail = { zh = "邮件", en = "Mail" } }

[metrics]
satisfaction = { unit = "ratio", better = "higher", label = { zh = "满意率", en = "Satisfaction" } }
exam         = { unit = "score", label = { zh = "考试成绩", en = "Exam score" } }
late         = { unit = "count", whole = true, label = { zh = "迟到次数", en = "Late arrivals" } }
manner       = { unit = "rating", label = { zh = "服务态度", en = "Manner" } }

[sections.service]
label  = { zh = "服务", en = "Service" }
points = 70

[indicators.satisfied]
section    = "service"
label      = { zh = "满意", en = "Satisfied" }
points     = 50
clause     = "服务台考核办法·第一条"
calculator = { kind = "linear", metric = "satisfaction", zero = 0.9, full = 1 }

[indicators.polite]
section    = "service"
label      = { zh = "礼貌", en = "Polite" }
points     = 20
calculator = { kind = "rating", metric = "manner", table = { A = 20, B = 10 } }

[indicators.knows]
label      = { zh = "业务考试", en = "Knows the work" }
points     = 30
missing    = "exclude"
status     = "assumed"
assumed    = ["points", "calculator.full"]
note       = { zh = "细则没有写分值。", en = "The policy gives no points." }
calculator = { kind = "proportional", metric = "exam", full = 100 }

[adjustments.punctual]
label      = { zh = "准时", en = "Punctual" }
calculator = { kind = "per-event", metrics = { late = -1 } }

[grades]
kind = "cutoffs"
A    = 90
B    = 60
C    = "otherwise"

[grades.outcomes]
A = { zh = "表扬", en = "Commendation" }

[[examples]]
given  = { satisfaction = 0.95 }
expect = { satisfied = 25 }
"""

PIPELINE = """\
title  = "服务台十月考核"
period = "2026-10"

[sources.people]
kind = "csv"
path = "in/{period}.csv"

[stages.agents]
scheme = "desk.toml"
from   = ["people"]

[exports.scores]
kind = "csv"
"""

PEOPLE = """\
employee,name,team,skill,satisfaction,exam,late,manner
0001,王示例,一组,phone,0.98,90,0,A
0002,李示例,一组,mail,1,100,1,A
0003,赵示例,二组,phone,0.95,,0,B
"""
