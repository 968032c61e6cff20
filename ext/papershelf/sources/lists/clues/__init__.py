"""What tells that a line is a paper's, and what belongs to it."""
