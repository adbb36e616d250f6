"""What a file is by its bytes, and which are taken."""
