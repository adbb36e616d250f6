"""Photos that a school puts to its explanation: they are kept with the canteen that feeds it."""

from mealwatch.attachments import queries as attachments
from mealwatch.schools import queries as schools
from mealwatch.web.guards import current_viewer


def canteen_of(school):
    """The canteen that stands at the school, else None."""
    return next(iter(schools.canteens_of(current_viewer().county_id, [school.id])), None)


def known_photos(canteen, steps):
    """{digest: Attachment} of what has arrived of the photos of these steps."""
    digests = {digest for step in steps for digest in step.photos.split()}
    if not canteen or not digests:
        return {}
    return attachments.attachments_of(current_viewer().county_id, canteen.id, digests)
