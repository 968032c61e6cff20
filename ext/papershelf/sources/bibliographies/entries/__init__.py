"""An entry on its way to a record, whatever form it has: text, groups, guesses."""
