"""What texts say: names and aliases, date phrases, promise sentences, roles and titles."""
