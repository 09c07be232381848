"""People met in texts: found among those known, told apart, joined, or made."""
