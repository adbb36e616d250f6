"""The people of a county: listed, made, given roles, given a new password, switched off."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts import hashing, queries
from mealwatch.accounts.domain.rights import SCOPES_OF, Grant
from mealwatch.accounts.presenters import grant_words
from mealwatch.accounts.schemas import GrantFormSchema, NameSchema, NewPersonSchema, TakenGrantSchema
from mealwatch.accounts.service import grants
from mealwatch.accounts.service import people as service
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from mealwatch.web import words, xlsx
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list

blueprint = Blueprint("people", __name__, template_folder="../templates")


@blueprint.get("/people")
@guard("manage_people", "read_people")
def index():
    """The people of the county, or of the principal's own school."""
    viewer = current_viewer()
    page = page_of_list(_people_for(viewer))
    rows = [(person, grant_words(viewer.county_id, person.grants)) for person in page.rows]
    return render_template("accounts/people.html", page=page, rows=rows)


@blueprint.get("/people.xlsx")
@guard("manage_people", "read_people")
def index_xlsx():
    """The same list as a spreadsheet."""
    viewer = current_viewer()
    columns = [
        xlsx.Column(_("姓名")),
        xlsx.Column(_("用户名")),
        xlsx.Column(_("岗位和范围"), width=48),
        xlsx.Column(_("状态"), width=10),
        xlsx.Column(_("建立日期"), "date"),
    ]
    rows = [
        (
            person.name,
            person.username,
            "；".join(f"{one.role}：{one.place}" for one in grant_words(viewer.county_id, person.grants)),
            _("在用") if person.active else _("已停用"),
            person.created_at.date(),
        )
        for person in _people_for(viewer)
    ]
    return xlsx.spreadsheet(_("人员名单"), columns, rows)


@blueprint.route("/people/new", methods=["GET", "POST"])
@guard("manage_people")
def new_person():
    """Make a person with a first role; the first password is shown once."""
    viewer, form = current_viewer(), Form(NewPersonSchema())
    password = hashing.first_password()
    if form.sent and form.accepted(lambda given: _made(viewer, password, given)):
        return _person_page(form.result, first_password=password)
    return _with_places("accounts/new_person.html", form=form), form.status


@blueprint.get("/people/<username>")
@guard("manage_people")
def person(username):
    """One person: name, roles, whether they may sign in."""
    return _person_page(queries.get_account(current_viewer().county_id, username))


@blueprint.post("/people/<username>/name")
@guard("manage_people")
def rename(username):
    """Change a person's name."""
    form = Form(NameSchema())
    return _done(username, form, lambda given: _call(service.change_account, username, **given), "name")


@blueprint.post("/people/<username>/grants")
@guard("manage_people")
def add_grant(username):
    """Give a person a role."""
    form = Form(GrantFormSchema())
    return _done(username, form, lambda given: _call(grants.grant, username, **_placed(given)), "grant")


@blueprint.post("/people/<username>/grants/remove")
@guard("manage_people")
def remove_grant(username):
    """Take a role away."""
    form = Form(TakenGrantSchema())
    return _done(username, form, lambda given: _call(grants.revoke, username, taken=Grant(**given)), "taken")


@blueprint.post("/people/<username>/password")
@guard("manage_people")
def reset_password(username):
    """Give a person a new first password; it is shown once."""
    password = hashing.first_password()
    account = in_transaction(lambda: _call(service.set_password, username, password=password, must_change=True))
    return _person_page(account, first_password=password)


@blueprint.post("/people/<username>/<any(disable, enable):what>")
@guard("manage_people")
def switch(username, what):
    """Let a person sign in, or no longer."""
    active = what == "enable"
    form = Form(NameSchema())
    if form.done(lambda: in_transaction(lambda: _call(service.change_account, username, active=active))):
        flash(_("已启用") if active else _("已停用，原有登录立即失效"), "done")
        return redirect(url_for("people.person", username=username))
    return _person_page(queries.get_account(current_viewer().county_id, username), switch=form)


def _people_for(viewer):
    """Everybody of the county, or those with a role at the schools that the viewer reads."""
    everybody = queries.people_of(viewer.county_id)
    if viewer.may("manage_people") or viewer.reach("read_people").everywhere:
        return everybody
    reach = viewer.reach("read_people")
    near = {("school", str(id)) for id in reach.schools} | {("canteen", str(id)) for id in reach.canteens}
    return [one for one in everybody if any((given.scope_kind, given.scope_key) in near for given in one.grants)]


def _call(work, username, **given):
    viewer = current_viewer()
    return work(viewer.county_id, username, by=viewer.actor(), now=clock.now(), **given)


def _made(viewer, password, given):
    role = _placed(given)
    account = service.create_account(
        viewer.county_id,
        username=given["username"],
        name=given["name"],
        password=password,
        is_admin=given["role"] == "bureau_admin",
        by=viewer.actor(),
        now=clock.now(),
    )
    return _call(grants.grant, account.username, **role)


def _placed(given):
    """The role and place of a form: the narrowest place that was chosen among those that fit the role."""
    for kind in reversed(SCOPES_OF[given["role"]]):
        place = given.get(kind, "")
        if place or kind == "county" or kind == SCOPES_OF[given["role"]][0]:
            return {"role": given["role"], "scope_kind": kind, "place": place}
    raise AssertionError("every role has a scope")


def _done(username, form, work, name):
    if form.accepted(work):
        flash(_("已保存"), "done")
        return redirect(url_for("people.person", username=username))
    return _person_page(queries.get_account(current_viewer().county_id, username), **{name: form})


def _person_page(account, *, first_password=None, **forms):
    sent = next(iter(forms.values()), None)
    html = _with_places(
        "accounts/person.html",
        person=account,
        grants=grant_words(current_viewer().county_id, account.grants),
        first_password=first_password,
        name_form=forms.get("name") or Form(start={"name": account.name}).fresh(),
        grant_form=forms.get("grant") or Form().fresh(),
        form=sent,
    )
    return html, sent.status if sent else 200


def _with_places(template, **values):
    """A page on which a place can be chosen for a role."""
    county_id = current_viewer().county_id
    return render_template(
        template,
        roles=words.choices("role"),
        towns=[(town, town) for town in schools.towns_of(county_id)],
        schools=[(row.code, f"{row.name}（{row.code}）") for row in schools.schools_of(county_id)],
        canteens=[(row.code, f"{row.name}（{row.code}）") for row in schools.canteens_of(county_id)],
        roles_of={
            kind: " ".join(role for role, kinds in SCOPES_OF.items() if kind in kinds)
            for kind in ("town", "school", "canteen")
        },
        **values,
    )
