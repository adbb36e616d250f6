"""What is kept of a signal and of a run, as JSON values and back; equal findings make equal text."""

from typing import NamedTuple

from mealwatch.alerts.domain.signal import Line


class Content(NamedTuple):
    """A signal's texts, and by what it was judged: ``limits`` ((name, exact text), ...) and since when those hold.

    ``since``: the ISO date of the county's own setting, "" for the defaults. ``mode``: on or watch.
    """

    sentence: Line
    arithmetic: tuple[Line, ...]
    rows: tuple[Line, ...]
    limits: tuple[tuple[str, str], ...]
    since: str
    mode: str

    def as_json(self):
        return {
            "sentence": self.sentence.as_json(),
            "arithmetic": [line.as_json() for line in self.arithmetic],
            "rows": [line.as_json() for line in self.rows],
            "limits": [list(pair) for pair in self.limits],
            "since": self.since,
            "mode": self.mode,
        }

    @classmethod
    def of_json(cls, values):
        return cls(
            Line.of_json(values["sentence"]),
            tuple(Line.of_json(line) for line in values["arithmetic"]),
            tuple(Line.of_json(line) for line in values["rows"]),
            tuple((name, value) for name, value in values["limits"]),
            values["since"],
            values["mode"],
        )


class Lack(NamedTuple):
    """That a rule could not be judged for some schools (None: for nobody), and why."""

    rule: str
    what: Line
    school_ids: tuple[int, ...] | None


def lacks(found):
    """Lack values, in order, of ``{rule id: [Lacking, ...]}``: those with the same words together."""
    together = {}
    for rule_id, some in found.items():
        for one in some:
            together.setdefault((rule_id, one.what.says, tuple(sorted(one.what.facts.items()))), []).append(one)
    return tuple(
        Lack(rule_id, some[0].what, _school_ids(some))
        for (rule_id, _, _), some in sorted(together.items(), key=lambda item: item[0])
    )


def _school_ids(some):
    found = {one.school_id for one in some}
    return None if None in found else tuple(sorted(found))


def run_json(judged, lacking):
    """A run's content: ``judged`` {school id: version of its statement, 0 for a week that is only overdue}."""
    return {
        "judged": {str(school_id): version for school_id, version in sorted(judged.items())},
        "lacking": [[one.rule, one.what.as_json(), one.school_ids and list(one.school_ids)] for one in lacking],
    }


def run_of_json(values):
    """What ``run_json`` wrote: (judged, lacking)."""
    judged = {int(school_id): version for school_id, version in values["judged"].items()}
    return judged, tuple(
        Lack(rule_id, Line.of_json(what), None if school_ids is None else tuple(school_ids))
        for rule_id, what, school_ids in values["lacking"]
    )
