"""Numbered steps of the schema. They import no models: a step must mean the same for ever."""
