"""The rules of the store, over plain values."""
