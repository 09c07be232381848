"""vCard both ways: people in and out."""
