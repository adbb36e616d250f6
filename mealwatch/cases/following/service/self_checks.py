"""Asking other schools about a cause, and their answers."""

import json
from datetime import timedelta

from mealwatch.audit import service as journal
from mealwatch.cases import queries as cases
from mealwatch.cases import service as case_service
from mealwatch.cases.domain import deadlines
from mealwatch.cases.following import errors, models, queries
from mealwatch.cases.following.domain.checks import COUNTY, MINE, MOST_DAYS, MOST_QUESTIONS, TOWN
from mealwatch.cases.following.domain.looks import VERIFICATION
from mealwatch.cases.following.service.writing import put
from mealwatch.kernel import checks
from mealwatch.kernel.errors import mark
from mealwatch.messages import service as messages
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id

_WORDS, _TITLE, _QUESTION = 1000, 80, 200
_ASKED = mark("请自查：{title}，{day}前答复")
_FOUND = mark("自查发现：{detail}（{title}，源自 {number}）")
_BASIS = mark("《{title}》自查答复")


def ask(
    county_id,
    case_id,
    *,
    title,
    questions,
    due_on,
    scope=MINE,
    town="",
    cause="",
    key="",
    text="",
    first,
    last,
    by,
    now,
):
    """Put questions to the schools that a cause reached (``scope`` exposed), or to a town's or the county's schools.

    Returns the self-check's number. Raises NoCase, CauseMissing, TownMissing, QuestionsMissing, DueInvalid,
    NobodyExposed, Invalid.
    """
    journal.lock(county_id)
    case, today = cases.case(county_id, case_id), now.date()
    checks.refuse(checks.text("title", title, most=_TITLE))
    questions = tuple(one.strip() for one in questions if one.strip())[:MOST_QUESTIONS]
    if not questions:
        raise errors.QuestionsMissing(field="questions-0-text")
    for one in questions:
        checks.refuse(checks.text("questions-0-text", one, most=_QUESTION))
    if not today < due_on <= today + timedelta(days=MOST_DAYS):
        raise errors.DueInvalid(field="due_on")
    reached = _reached(county_id, case, scope, town, cause, key, first, last)
    if not reached:
        raise errors.NobodyExposed(field="cause")
    check_id = next_id(models.SelfCheck, county_id)
    row = {
        "county_id": county_id,
        "id": check_id,
        "case_id": case_id,
        "scope": scope,
        "town": town if scope == TOWN else "",
        "cause": cause,
        "cause_key": key,
        "cause_text": text,
        "first_day": first,
        "last_day": last,
        "title": title.strip(),
        "questions": json.dumps(questions, ensure_ascii=False),
        "due_on": due_on,
        "entered_at": now,
        "entered_by": by.name,
        "entered_by_id": by.account_id,
    }
    put(county_id, models.SelfCheck, row, "self_check", "id", by=by, now=now)
    for school_id, rows in sorted(reached.items()):
        _ask_one(county_id, row, school_id, rows, by=by, now=now)
    return check_id


def _ask_one(county_id, check, school_id, rows, *, by, now):
    row = {
        "county_id": county_id,
        "check_id": check["id"],
        "school_id": school_id,
        "rows": json.dumps([one.says for one in rows], ensure_ascii=False),
    }
    put(county_id, models.SelfCheckSchool, row, "self_check_school", "check_id", "school_id", by=by, now=now)
    messages.tell(
        county_id,
        to=("school", school_id),
        kind="self_check",
        says=_ASKED,
        facts={"title": check["title"], "day": check["due_on"].isoformat()},
        link=f"/self-checks/{check['id']}/{schools.school_by_id(county_id, school_id).code}",
        key=f"self-check/{check['id']}/{school_id}",
        by=by,
        now=now,
    )


def _reached(county_id, case, scope, town, cause, key, first, last):
    """``{school id: rows}`` of whom a self-check asks; the case's own school has the case itself."""
    found = {}
    if cause:
        found = queries.exposed(county_id, cause, key, first, last, but={case.school_id})
    if scope == MINE:
        if not cause:
            raise errors.CauseMissing(field="cause")
        return found
    if scope == TOWN and town not in schools.towns_of(county_id):
        raise errors.TownMissing(field="town")
    return {
        one.id: found.get(one.id, [])
        for one in schools.schools_of(county_id)
        if one.id != case.school_id and (scope == COUNTY or one.town == town)
    }


def reply(county_id, check_id, school_id, *, answers, words="", photos=(), by, now):
    """A school's answer: for each question whether the matter is there. A later answer takes the place of an earlier.

    Raises NoCheck, NotAsked, AnswerMissing, WordsMissing, TooLate, Invalid.
    """
    journal.lock(county_id)
    check = queries.get_check(county_id, check_id)
    asked = check.of(school_id)
    if asked is None:
        raise errors.NotAsked(what="", key=str(check_id))
    for place in range(len(check.questions)):
        if place >= len(answers) or answers[place] is None:
            raise errors.AnswerMissing(field=f"answers-{place}-has", number=place + 1)
    has, words = any(answers), (words or "").strip()
    if has and not words:
        raise errors.WordsMissing(field="words")
    checks.refuse(checks.optional_text("words", words, most=_WORDS))
    if not has and queries.draws(county_id, now, kind=VERIFICATION, subject_ids=[check_id]):
        raise errors.TooLate(field="answers-0-has")
    last = asked.reply
    if last and (last.answers, last.words, last.photos) == (tuple(answers), words, tuple(photos)):
        return
    row = {
        "county_id": county_id,
        "check_id": check_id,
        "school_id": school_id,
        "number": last.number + 1 if last else 1,
        "has": has,
        "answers": json.dumps(list(answers)),
        "words": words,
        "photos": " ".join(photos),
        "replied_at": now,
        "replied_by": by.name,
        "replied_by_id": by.account_id,
    }
    put(county_id, models.SelfCheckReply, row, "self_check_reply", "check_id", "school_id", "number", by=by, now=now)


def request_key(check_id, school_id):
    """By what the case of a school's answer is known: asking for it twice opens one."""
    return f"self-check-{check_id}-{school_id}"


def open_case(county_id, check_id, school_id, *, by, now):
    """Open a school's own case from what it answered (or from what a visit saw against it). Returns the case's id.

    Raises NoCheck, NotAsked.
    """
    journal.lock(county_id)
    check = queries.get_check(county_id, check_id)
    asked = check.of(school_id)
    if asked is None or asked.reply is None:
        raise errors.NotAsked(what="", key=str(check_id))
    origin = cases.case(county_id, check.case_id)
    seen = [
        one.result.words
        for draw in queries.draws(county_id, now, kind=VERIFICATION, subject_ids=[check_id])
        for one in draw.looks
        if one.result and one.result.school_id == school_id
    ]
    detail = "；".join(part for part in (asked.reply.words, *seen) if part) or check.questions[0]
    return case_service.open(
        county_id,
        school_id,
        source=("hand", request_key(check_id, school_id)),
        text=_FOUND.format(detail=detail, title=check.title, number=origin.number),
        basis=_BASIS.format(title=check.title),
        severity=origin.severity,
        kind=deadlines.DATED,
        request_key=request_key(check_id, school_id),
        by=by,
        now=now,
    )
