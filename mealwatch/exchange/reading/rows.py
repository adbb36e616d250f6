"""From the cells of a row to its values, by the layout of its file."""

from mealwatch.exchange import cells
from mealwatch.exchange.errors import cells as errors
from mealwatch.exchange.headings import DEFINED_IN
from mealwatch.kernel.errors import Problem
from mealwatch.web.workbooks import Marked

#: In place of a value that could not be read: its fault is on the list, or that of the row it refers to.
SPOILED = object()
_MEMO = 5000


class RowReader:
    """Reads the rows of one file. Values that were read once are remembered: most cells repeat."""

    def __init__(self, file, layout, known, faults, shown):
        self.file, self.known = file, known
        self._faults, self._shown = faults, shown
        self._width, self._blank = layout.width, layout.without_heading
        self._plan = [(place.at, place.heading, self._function(place), {}) for place in layout.places]
        self._headings = {place.column.name: place.heading for place in layout.places}
        self.given = {place.column.name for place in layout.places if place.at is not None}
        self.by_name = {place.column.refers for place in layout.places if place.by_name}
        self.number = 0
        self._texts = ()

    def read(self, number, texts):
        """The values in the order of the format's columns; SPOILED stands for those with a fault."""
        self.number, self._texts = number, texts
        if len(texts) > self._width or self._blank:
            self._refuse_stray(texts)
        values = []
        for at, heading, function, memo in self._plan:
            text = texts[at] if at is not None and at < len(texts) else ""
            value = memo.get(text)
            if value is None:
                value = self._value(heading, function, text)
                if value is not SPOILED and value is not None and len(memo) < _MEMO:
                    memo[text] = value
            values.append(value)
        return values

    def refuse(self, column, problem, value=None):
        """Put a fault on the list for a column of the current row."""
        self._faults.add(problem, self._shown, self.number, self._headings.get(column, column), value)

    def group(self, school, text):
        """The ref of the pupil group that a cell names, SPOILED where there is none."""
        if school is SPOILED or text is SPOILED:
            return SPOILED
        register = self.known.group
        try:
            if "group" in self.by_name:
                ref = register.find_named(text, self.known.matches, within=school)
            else:
                ref = register.find((school, text))
        except Problem as problem:
            self.refuse("group_code", problem, text)
            return SPOILED
        return SPOILED if ref is None else ref

    def _value(self, heading, function, text):
        try:
            if isinstance(text, Marked):
                raise text.problem
            return function(text)
        except Problem as problem:
            self._faults.add(problem, self._shown, self.number, heading, text)
            return SPOILED

    def _function(self, place):
        column = place.column
        read = cells.reader(column)
        if not column.refers or column.refers == "group" or DEFINED_IN.get(self.file.name) == column.refers:
            return read
        register = self.known.register(column.refers)

        def find(text):
            written = read(text)
            if written is None:
                return None
            found = register.find_named(written, self.known.matches) if place.by_name else register.find(written)
            return SPOILED if found is None else found

        return find

    def _refuse_stray(self, texts):
        stray = [text for text in texts[self._width :] if text]
        stray += [texts[at] for at in self._blank if at < len(texts) and texts[at]]
        if stray:
            problem = errors.TooManyCells(value=stray[0])
            self._faults.add(problem, self._shown, self.number, None, stray[0])
