"""What the journal keeps of these tables, row by row. No drawn day stands in a row before its morning."""

from mealwatch.audit.kept import Kept
from mealwatch.cases.following import models

KEPT = (
    Kept("field_draw", models.FieldDraw.__table__),
    Kept("field_slate", models.FieldSlate.__table__),
    Kept("field_step", models.FieldStep.__table__),
    Kept("self_check", models.SelfCheck.__table__),
    Kept("self_check_school", models.SelfCheckSchool.__table__),
    Kept("self_check_reply", models.SelfCheckReply.__table__),
    Kept("escalation", models.Escalation.__table__),
    Kept("escalation_record", models.EscalationRecord.__table__),
    Kept("case_meeting", models.Meeting.__table__),
    Kept("case_rule", models.CaseRule.__table__),
)
