"""What stays as it is for long is told once a month, not every week."""


def once_a_month(week):
    """Whether a month begins in this week."""
    return any(day.day == 1 for day in week.days)
