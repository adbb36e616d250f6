"""Photos and papers of canteens, and what schools put to a case, an alert or a finding.

They are kept under the hash of their bytes. A canteen's are shown to those who may read the canteen, a school's to
those who may read what they are about (domain/matters.py).

A form carries the digests in one field (``photo_field`` in templates/attachments/field.html, ``schemas.PhotosField``).
A digest may reach the server before its photo: the browser makes it, and a phone without network sends the photo later.
"""


def init_app(app):
    """Add taking in and giving out."""
    from mealwatch.attachments.pages import blueprint

    app.register_blueprint(blueprint)
