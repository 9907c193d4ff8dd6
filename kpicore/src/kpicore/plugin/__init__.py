"""Plugins: the hooks they implement, how they are found and checked, and the registry of what they contribute."""
