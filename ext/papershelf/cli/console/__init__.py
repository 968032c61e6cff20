"""What a person at a terminal sees: progress, tables, colours."""
