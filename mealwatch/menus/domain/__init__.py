"""The rules of menus with quantities."""
