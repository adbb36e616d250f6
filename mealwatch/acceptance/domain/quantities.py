"""The five quantities of a line of goods in: ordered, noted on the slip, weighed here, returned, accepted.

All are whole base units (portions on a delivery note); None is unknown. What
is accepted is what was weighed less what went back, unless somebody says less.
"""

from dataclasses import dataclass

from mealwatch.acceptance import errors


@dataclass(frozen=True)
class Quantities:
    ordered: int | None = None
    noted: int | None = None
    weighed: int = 0
    returned: int = 0
    accepted: int = 0

    @property
    def came(self):
        """Did anything come at all?"""
        return self.weighed > 0

    def differences(self):
        """``[(what, than, difference)]`` where two that are known differ; below zero there was less."""
        found = []
        if self.noted is not None and self.ordered is not None and self.noted != self.ordered:
            found.append(("noted", "ordered", self.noted - self.ordered))
        if self.noted is not None and self.weighed != self.noted:
            found.append(("weighed", "noted", self.weighed - self.noted))
        elif self.noted is None and self.ordered is not None and self.weighed != self.ordered:
            found.append(("weighed", "ordered", self.weighed - self.ordered))
        return found


def settled(place, *, weighed, ordered=None, noted=None, returned=None, accepted=None):
    """The Quantities of a line at ``place`` (``lines.0.``).

    Nothing weighed of what was ordered or noted: it did not come. Raises NotWeighed, ReturnedMore, AcceptedMore.
    """
    if weighed is None:
        if ordered is None and noted is None:
            raise errors.NotWeighed(field=place + "weighed")
        weighed = 0
    back = returned or 0
    if back > weighed:
        raise errors.ReturnedMore(field=place + "returned", weighed=weighed, returned=back)
    taken = weighed - back if accepted is None else accepted
    if taken > weighed - back:
        raise errors.AcceptedMore(field=place + "accepted", most=weighed - back, accepted=taken)
    return Quantities(ordered, noted, weighed, back, taken)
