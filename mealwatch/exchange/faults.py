"""Faults of a set: where each stands, what is wrong, what to do. All are counted, the first of them are kept."""

from dataclasses import dataclass

from mealwatch.exchange.format import FILES
from mealwatch.kernel.errors import Invalid, Problem, mark

KEPT = 2000
_ORDER = {name: number for number, name in enumerate(FILES)}


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty cell (or row, or file): ``row`` counts as a spreadsheet does, the heading is row 1."""

    problem: Problem
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    @property
    def code(self):
        return self.problem.code

    @property
    def place(self):
        """Its place in a list: by file, row and column."""
        name = self.file.lower().removesuffix(".csv")
        headings = [heading for column in FILES[name].columns for heading in column[:2]] if name in FILES else []
        at = headings.index(self.column) // 2 if self.column in headings else -1
        return _ORDER.get(name, len(_ORDER)), self.file, self.row or 0, at


class Faults:
    """Collects faults; a file with a million bad rows fills no memory."""

    def __init__(self):
        self._kept = []
        self.count = 0

    def add(self, problem, file, row=None, column=None, value=None):
        """Add one; ``value`` defaults to what the problem says it met."""
        self.count += 1
        if len(self._kept) < KEPT:
            met = problem.facts.get("value") if value is None else value
            self._kept.append(Fault(problem, file, row, column, None if met is None else str(met)))

    def listed(self):
        """The faults that were kept, by place."""
        return sorted(self._kept, key=lambda fault: fault.place)

    def __bool__(self):
        return self.count > 0


class Refused(Invalid):
    """The set has faults; nothing was changed."""

    code = "exchange.refused"
    says = mark("数据有 {count} 处错误，没有导入任何内容")
    remedy = mark("请按清单改正后重新导入")

    def __init__(self, faults):
        super().__init__(count=faults.count)
        self.faults = faults
