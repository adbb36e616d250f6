"""Counting what a task costs a person: key presses, clicks and taps, as ux/usability_bars.md counts them.

A keystroke is one key press in a text field or one key command (Ctrl+Enter is one). Letters typed with
``type`` are one each.
"""


class Effort:
    """A page's keyboard, mouse and finger, counted."""

    def __init__(self, page):
        self.page = page
        self.keys = self.clicks = self.taps = 0

    def type(self, text):
        """Type a text into what has the focus, key by key."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def press(self, key):
        """Press one key or one combination."""
        self.keys += 1
        self.page.keyboard.press(key)

    def click(self, target, **options):
        """Click what a selector or locator names."""
        self.clicks += 1
        self._of(target).click(**options)

    def tap(self, target, **options):
        """Tap it with a finger."""
        self.taps += 1
        self._of(target).tap(**options)

    def _of(self, target):
        return self.page.locator(target) if isinstance(target, str) else target
