"""The settings page: one section each, every change kept at once."""
