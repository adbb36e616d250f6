"""What the pages' scripts get: their words, and the service worker at the root, another for each build."""

from mealwatch.web import assets, scripting


def test_the_worker_answers_for_the_whole_site_and_is_asked_for_anew(app):
    answer = app.test_client().get("/sw.js")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"


def test_another_build_is_another_worker(app, tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    monkeypatch.setattr(scripting, "BUILT", tmp_path)
    (tmp_path / "worker.js").write_text("// the worker\n", "utf-8")
    (tmp_path / "main.js").write_text("one", "utf-8")
    (tmp_path / "main.css").write_text("one", "utf-8")
    first = app.test_client().get("/sw.js").text
    assert first.endswith("// the worker\n")
    (tmp_path / "main.js").write_text("another", "utf-8")
    assert app.test_client().get("/sw.js").text != first


def test_words_are_in_the_readers_language(app):
    with app.test_request_context():
        assert scripting.script_words()["state_local"] == "已存本机"
