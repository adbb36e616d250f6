"""The rules, by family: each module registers its own with ``@rule``; ``mealwatch.alerts.known`` loads them all."""
