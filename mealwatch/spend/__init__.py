"""The main job: unit prices, weekly spend against the floor, why it stands there, week close."""
