"""One library as several, and several as one: what goes where, and how what names a paper follows it."""
