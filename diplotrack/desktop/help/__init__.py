"""The help pages: reading them, finding in them, setting them in the theme's hand."""
