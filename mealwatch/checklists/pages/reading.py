"""Lists and their versions, as everybody reads them who visits schools."""

from flask import render_template

from mealwatch.checklists import queries
from mealwatch.checklists.domain.difference import changes
from mealwatch.checklists.pages.blueprint import READING, blueprint
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/checklists")
@guard(*READING)
def index():
    """All lists of the county."""
    viewer = current_viewer()
    lists = queries.lists(viewer.county_id)
    return render_template("checklists/index.html", lists=lists, may_edit=viewer.may("edit_checklists"))


@blueprint.get("/checklists/<code>")
@guard(*READING)
def show(code):
    """The version that counts now."""
    viewer = current_viewer()
    listed = queries.get_list(viewer.county_id, code)
    if listed.current is None:
        return render_template("checklists/unpublished.html", listed=listed, may_edit=viewer.may("edit_checklists"))
    return _shown(viewer, listed, listed.current)


@blueprint.get("/checklists/<code>/versions/<int:number>")
@guard(*READING)
def version(code, number):
    """One version, whether it still counts or not."""
    viewer = current_viewer()
    listed = queries.get_list(viewer.county_id, code)
    return _shown(viewer, listed, queries.version(viewer.county_id, code, number))


@blueprint.get("/checklists/<code>/versions/<int:number>/changes")
@guard(*READING)
def version_changes(code, number):
    """What a version changed in the one before it."""
    viewer = current_viewer()
    versions = queries.versions(viewer.county_id, code)
    found = queries.version(viewer.county_id, code, number)
    before = next((one.list for one in reversed(versions) if one.number < number), None)
    told = changes(before, found.list)
    return render_template("checklists/changes.html", one=found, changes=told, first=before is None)


def _shown(viewer, listed, one):
    return render_template(
        "checklists/version.html",
        listed=listed,
        one=one,
        versions=queries.versions(viewer.county_id, listed.code)[::-1],
        may_edit=viewer.may("edit_checklists"),
    )
