"""What a stretch of text is: names, a venue, a date, a state, a citation in full."""
