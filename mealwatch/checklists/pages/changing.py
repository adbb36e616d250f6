"""Making a special list, publishing what was changed, letting it go, and no longer using a list."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.checklists import queries, service
from mealwatch.checklists.domain.difference import changes
from mealwatch.checklists.pages.blueprint import blueprint
from mealwatch.checklists.schemas import NewForm, PublishForm
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.route("/checklists/new", methods=["GET", "POST"])
@guard("edit_checklists")
def new():
    """Make a special list of some sections of another."""
    viewer = current_viewer()
    sources = [one for one in queries.lists(viewer.county_id) if one.current]
    wanted = request.values.get("source", "default")
    source = next((one for one in sources if one.code == wanted), sources[0])
    form = Form(NewForm(), start={"source": source.code})
    letters = [one.letter for one in source.current.list.sections]
    chosen = [letter for letter in letters if form.typed.get(f"section_{letter}")]

    def work(given):
        return service.begin(
            viewer.county_id,
            title=given["title"],
            source=source.code,
            letters=chosen,
            by=viewer.actor(),
            now=clock.now(),
        )

    if form.sent and not chosen:
        form.given()
        form.complain("sections", _("还没有选部分"), _("请至少选一个部分"))
    elif form.sent and form.accepted(work):
        flash(_("专项督查表已建好，发布后就能用"), "done")
        return redirect(url_for("checklists.draft", code=form.result))
    return render_template(
        "checklists/new.html",
        form=form,
        sources=sources,
        source=source,
        chosen=chosen or ([] if form.sent else letters),
    ), form.status


@blueprint.route("/checklists/<code>/publish", methods=["GET", "POST"])
@guard("edit_checklists")
def publish(code):
    """What the next version changes, asked before it is published."""
    viewer = current_viewer()
    listed = queries.get_list(viewer.county_id, code)
    if listed.draft is None:
        return redirect(url_for("checklists.show", code=code))
    form = Form(PublishForm(), start={"revision": listed.draft.revision})

    def work(given):
        return service.publish(
            viewer.county_id,
            code,
            note=given["note"],
            seen=given["revision"],
            by=viewer.actor(),
            now=clock.now(),
        )

    if form.sent and form.accepted(work):
        flash(_("第 %(number)s 版已发布，新下载的督查都用它", number=form.result.number), "done")
        return redirect(url_for("checklists.show", code=code))
    before = listed.current.list if listed.current else None
    if form.sent:  # what is published must be what was seen: the page now shows the newest
        form.typed["revision"] = str(listed.draft.revision)
    return render_template(
        "checklists/publish.html", form=form, listed=listed, changes=changes(before, listed.draft.content)
    ), form.status


@blueprint.post("/checklists/<code>/discard")
@guard("edit_checklists")
def discard(code):
    """Let what was changed go."""
    viewer = current_viewer()
    in_transaction(lambda: service.discard(viewer.county_id, code, by=viewer.actor(), now=clock.now()))
    flash(_("修改稿已放弃"), "done")
    return redirect(url_for("checklists.index"))


@blueprint.post("/checklists/<code>/<any(use, rest):what>")
@guard("edit_checklists")
def use(code, what):
    """Use a special list again, or no longer."""
    viewer = current_viewer()
    in_transaction(
        lambda: service.use(viewer.county_id, code, active=what == "use", by=viewer.actor(), now=clock.now())
    )
    flash(_("已恢复使用") if what == "use" else _("已停用，做过的督查照样可以查看"), "done")
    return redirect(url_for("checklists.index"))
