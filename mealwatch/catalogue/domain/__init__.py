"""The rules of the catalogue: ingredients, pinyin, search."""
