"""The rules of meals served."""
