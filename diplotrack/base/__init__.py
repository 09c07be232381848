"""What everything stands on: no Qt, no SQLAlchemy, nothing of ours below it."""
