"""One paper: its fields, from what an author wrote to a record and back."""
