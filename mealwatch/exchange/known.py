"""The things that codes stand for: those the county holds and those the set brings, under one small number each.

The numbers (refs, from 1) stay what they are while the set is read, checked and
priced; the county's own ids come in where it is written.
"""

from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.exchange.errors import records as errors
from mealwatch.kernel.errors import mark
from mealwatch.schools import queries as schools

WORDS = {
    "school": mark("学校"),
    "canteen": mark("食堂"),
    "group": mark("供餐年级组"),
    "ingredient": mark("食材"),
    "supplier": mark("供货商"),
}


class Register:
    """One kind of thing. For groups the code is (school ref, code)."""

    def __init__(self, thing):
        self.thing = thing
        self.codes = [None]
        self.ids = [None]
        self.spoiled = set()
        #: False once some of its codes could not be read: a code that is missing then is no fault of its own.
        self.complete = True
        self._refs = {}
        self._by_id = {}
        self._named = {}

    def add(self, code, known_id=None, names=()):
        """The ref of ``code``, made where it is new."""
        ref = self._refs.get(code)
        if ref is None:
            ref = self._refs[code] = len(self.codes)
            self.codes.append(code)
            self.ids.append(known_id)
            if known_id is not None:
                self._by_id[known_id] = ref
        for name in names:
            self._named.setdefault(name, {})[ref] = None
        return ref

    def ref_of(self, known_id):
        """The ref of a thing of the county, by its id (0, the whole, stays 0)."""
        return self._by_id[known_id] if known_id else known_id

    def get(self, code):
        """The ref of a code, or None."""
        return self._refs.get(code)

    def find(self, code):
        """The ref of a code. Raises UnknownCode; None where the code may stand in a row that could not be read."""
        ref = self._refs.get(code)
        if ref is None and self.complete:
            shown = code[1] if isinstance(code, tuple) else code
            raise errors.UnknownCode(value=shown, thing=WORDS[self.thing])
        return ref

    def find_named(self, name, matches, within=None):
        """The ref of the one thing with this name, or that the matching table gives for it.

        ``within``: the school ref among whose groups it is looked for. Raises NameMatchesNone or NameMatchesSeveral.
        """
        given = [code if within is None else (within, code) for code in matches.get(name, ())]
        refs = [self._refs[code] for code in given if code in self._refs] or list(self._named.get(name, ()))
        if within is not None:
            refs = [ref for ref in refs if self.codes[ref][0] == within]
        if len(refs) == 1:
            return refs[0]
        if refs:
            codes = "、".join(sorted(self.shown(ref) for ref in refs))
            raise errors.NameMatchesSeveral(value=name, thing=WORDS[self.thing], codes=codes)
        if self.complete:
            raise errors.NameMatchesNone(value=name, thing=WORDS[self.thing])
        return None

    def shown(self, ref):
        """Its code as people write it."""
        code = self.codes[ref]
        return code[1] if isinstance(code, tuple) else code

    def __len__(self):
        return len(self.codes) - 1


class Known:
    """All registers, and what holds of the things in the county before the set is read."""

    def __init__(self, matches=None):
        self.matches = matches or {}
        self.school, self.canteen, self.group, self.ingredient, self.supplier = (Register(thing) for thing in WORDS)
        #: By ref: name and Measure of an ingredient, name of a school, school of a canteen.
        self.measures = {}
        self.ingredient_names = {}
        self.school_names = {}
        #: {(group ref, from_date): (canteen ref, beneficiaries, other pupils)}
        self.enrolments = {}
        #: {(date, school ref, group ref): day_type}
        self.calendar = {}
        #: Locks of closed weeks, with refs.
        self.locks = []

    def register(self, thing):
        return getattr(self, thing)

    def load(self, county_id):
        """Take in what the county holds."""
        for school in schools.schools_of(county_id):
            ref = self.school.add(school.code, school.id, (school.name, *school.aliases))
            self.school_names[ref] = school.name
        for canteen in schools.canteens_of(county_id):
            self.add_canteen(canteen.code, canteen.name, self.school.ref_of(canteen.school_id), canteen.id)
        for group in schools.groups_of(county_id):
            self.group.add((self.school.ref_of(group.school_id), group.code), group.id)
        for row in schools.enrolments_of(county_id):
            self._load_enrolment(row)
        for day in schools.calendar_rows(county_id):
            scope = self.school.ref_of(day.school_id), self.group.ref_of(day.group_id)
            self.calendar[day.on, *scope] = day.day_type
        for ingredient in catalogue.ingredients_of(county_id):
            ref = self.ingredient.add(ingredient.code, ingredient.id, (ingredient.name, *ingredient.aliases))
            self.measures[ref] = ingredient.measure
            self.ingredient_names[ref] = ingredient.name
        for supplier in catalogue.suppliers_of(county_id):
            self.supplier.add(supplier.code, supplier.id, (supplier.name, *supplier.aliases))
        for lock in counties.lock_rows(county_id):
            refs = {
                "canteen_id": self.canteen.ref_of(lock.canteen_id),
                "school_id": self.school.ref_of(lock.school_id),
            }
            self.locks.append(lock._replace(**refs))

    def add_canteen(self, code, name, school_ref, known_id=None):
        """A canteen goes by its name, and by its school's name with it: many are called just 食堂."""
        names = [name] if name else []
        if name and school_ref in self.school_names:
            names.append(self.school_names[school_ref] + name)
        return self.canteen.add(code, known_id, names)

    def _load_enrolment(self, row):
        group, canteen = self.group.ref_of(row.group_id), self.canteen.ref_of(row.canteen_id)
        self.enrolments[group, row.from_date] = canteen, row.beneficiaries, row.other_pupils
        self.group.add(self.group.codes[group], names=[row.name])
