"""Words and their order as plain text: values, spans of markup, Latin letters, 가나다 order."""
