"""The text of a note: its sections, tables and headings, as MyST that builds."""
