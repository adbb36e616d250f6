"""What travels is compressed as the browser asks, and says the same."""

import gzip

import pytest


@pytest.mark.parametrize(("path", "kind"), [("/login", "text/html"), ("/api/v1/openapi.json", "application/json")])
def test_pages_travel_compressed(site, path, kind):
    client = site.app.test_client()
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.mimetype == plain.mimetype == kind
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < 0.6 * len(plain.data)
    assert len(gzip.decompress(packed.data)) == len(plain.data)


def test_scripts_and_styles_travel_compressed_and_are_kept(site):
    client = site.app.test_client()
    for name in ("main.js", "main.css"):
        answer = client.get(f"/static/build/{name}?v=1", headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert "immutable" in answer.headers["Cache-Control"]


def test_who_does_not_ask_gets_it_plain(site):
    assert "Content-Encoding" not in site.app.test_client().get("/login").headers
