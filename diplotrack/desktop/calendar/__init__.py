"""The calendar: a month, a week, or days one below the other."""
