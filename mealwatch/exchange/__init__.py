"""The door through which a county's books come and go: import, export, templates, matching."""
