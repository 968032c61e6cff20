"""The speed measurement: a seeded library in four forms, and how long each builder takes with it."""
