"""The map of the world: engagement, what is owed and gaps by country."""
