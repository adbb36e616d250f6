"""The catalogue: ingredients with their units, and suppliers with their licences."""
