"""The bureau's papers in the official layout: numbered, issued and kept."""
