"""Papers together: one under the other, side by side, as an interactive list, in counts."""
