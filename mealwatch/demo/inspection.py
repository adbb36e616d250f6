"""One visit of the demo county as an inspector would have made it: answers, blind measurements, signatures."""

from datetime import timedelta

from mealwatch.checklists.domain.score import score
from mealwatch.demo.tablet import DRAWN, hashed, number_of
from mealwatch.inspections.domain.draw import DRAWN as HOW_MANY
from mealwatch.inspections.domain.draw import draw
from mealwatch.inspections.domain.visit import content_digest

_WITNESS = {"name": "刘伟", "post": "库管员"}
_DAYS = {"on_the_spot": 0, "ordinary": 7, "serious": 15}


class Inspection:
    """A visit being filled in from a pack; ``body()`` is what is deposited, ``photos`` its pictures."""

    def __init__(self, pack, version, on, team, *, kind="surprise", stop=None):
        self.pack, self.version, self.on, self.team, self.kind, self.stop = pack, version, on, team, kind, stop
        self.photos, self.log = {}, []
        self.weighings, self.counts, self.rechecks, self.red_lines = [], [], [], {}
        #: Why the school does not sign, if it does not.
        self.refusal = ""
        self.answers = {item.code: _answer("full") for item in version.list.items if item.scored}

    def picture(self, content):
        """Keep a picture; returns its hash."""
        self.photos[hashed(content)] = content
        return hashed(content)

    def lose(self, code, answer, severity="ordinary", note="", photos=(), fixed=()):
        """An item lost points; without a note the list's own first phrase says why."""
        phrases = [] if note else list(self.version.list.item(code).phrases[:1])
        self.answers[code] = _answer(answer, note, photos) | {
            "phrases": phrases,
            "severity": severity,
            "due_on": (self.on + timedelta(days=_DAYS[severity])).isoformat(),
            "responsible": self.pack.content["school"]["principal"],
            "fixed": bool(fixed),
            "fixed_photos": list(fixed),
        }

    def leave_out(self, *codes):
        """Items that do not apply here."""
        for code in codes:
            self.answers[code] = _answer("na")

    def weigh(self, *gaps, photo=None):
        """Weigh what the draw says, each so many grams from its paper."""
        for place, one in enumerate(self._drawn("weigh")):
            value, seal = self.pack.open(one["seal"])
            net = max(0, value["quantity"] + (gaps[place] if place < len(gaps) else 0))
            first = {"gross": net + 500, "tare": 500, "net": net, "photos": [photo] if photo and not place else []}
            self._blind("weigh", f"w{place + 1}")
            self.weighings.append(
                self._measured(one, f"w{place + 1}", first, seal) | {"source": "sealed", "paper": value["quantity"]}
            )

    def count(self, *gaps):
        """Count what the draw says, each so many base units from the book."""
        for place, one in enumerate(self._drawn("count")):
            value, seal = self.pack.open(one["seal"])
            found = max(0, value["quantity"] + (gaps[place] if place < len(gaps) else 0))
            self._blind("count", f"s{place + 1}")
            first = {"quantity": found, "photos": []}
            self.counts.append(self._measured(one, f"s{place + 1}", first, seal) | {"book": value["quantity"]})

    def see_again(self, findings, mended):
        """Look at earlier findings: those with these items are mended, the others not."""
        self.rechecks = [
            {"finding": one.id, "mended": one.code in mended, "note": "现场查看", "photos": []} for one in findings
        ]

    def body(self):
        """The body, signed."""
        given = self._content()
        told = {code: one["answer"] for code, one in self.answers.items()}
        points = score(self.version, told, self.red_lines)
        given["score"] = {"got_halves": points.got_halves, "base": points.base, "grade": points.grade}
        signed = [("inspector" if one["leader"] else "member", one["name"], one["department"]) for one in self.team]
        school = _signature("principal", given["school_side"]["name"], self.pack.content["school"]["name"])
        if self.refusal:
            witness = {"name": "郭玉梅", "strokes": hashed(DRAWN)}
            school |= {"strokes": None, "refused": True, "reason": self.refusal, "witness": witness}
        return given | {
            "content_digest": content_digest(given),
            "signatures": [*(_signature(*one) for one in signed), school],
        }

    def _content(self):
        pack = self.pack.content
        leader = next(one["name"] for one in self.team if one["leader"])
        return {
            "visit": {
                "id": number_of(pack["school"]["code"], self.on, leader),
                "stop": self.stop,
                "school": pack["school"]["code"],
                "canteen": pack["canteen"]["code"],
                "kind": self.kind,
                "unannounced": self.kind != "joint",
                "dated_on": self.on.isoformat(),
                "arrived": "06:20",
                "left": "12:50",
                "gps": None,
            },
            "list": {name: pack["list"][name] for name in ("code", "version", "digest")},
            "pack": {name: pack[name] for name in ("id", "digest")},
            "team": self.team,
            "school_side": {"name": pack["school"]["principal"] or "值班领导", "post": "校长"},
            "heads": {"meal": "lunch", "enrolled": pack["school"]["pupils"], "present": None, "served": None},
            "answers": self.answers,
            "red_lines": self.red_lines,
            "unchecked_reason": "",
            "rechecks": self.rechecks,
            "weighings": self.weighings,
            "counts": self.counts,
            "portions": [],
            "matches": [self._match(day) for day in pack["match_days"]],
            "meal_eaten": {"who": [one["name"] for one in self.team], "meal": "lunch", "words": "饭菜是热的，份量够"},
            "tally": {"asked": 10, "satisfied": 9, "enough": 9, "warm": 8, "paid_extra": 0},
            "log": self.log,
            "reply": {"text": "问题属实，按期整改。"},
        }

    def _drawn(self, kind):
        held = {one["ref"]: one for one in self.pack.content[kind]}
        return [held[ref] for ref in draw(self.pack.content["seed"], kind, list(held), HOW_MANY[kind])]

    def _blind(self, kind, ref):
        for what in ("entered", "opened"):
            self.log.append({"n": len(self.log) + 1, "what": f"{kind}.{what}", "ref": ref})

    def _measured(self, one, number, first, seal):
        return {
            "id": number,
            "good": {name: one[name] for name in ("ref", "code", "name")},
            "drawn": True,
            "base": one["base"],
            "first": first,
            "second": None,
            "witness": _WITNESS,
            "seal": seal,
        }

    def _match(self, day):
        dishes = [dish["name"] for menu in self.pack.content["menus"] if menu["on"] == day for dish in menu["dishes"]]
        rows = [{"what": name, "menu": True, "issued": True, "sample": True} for name in dict.fromkeys(dishes)]
        return {"day": day, "drawn": True, "rows": rows, "agrees": True, "note": "", "photos": []}


def _answer(answer, note="", photos=()):
    return {"answer": answer, "note": note, "photos": list(photos), "suggested": None}


def _signature(role, name, department):
    about = {"role": role, "name": name, "department": department, "strokes": hashed(DRAWN)}
    return about | {"refused": False, "reason": "", "witness": None}
