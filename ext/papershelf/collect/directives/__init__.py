"""The directives: their options, and what each leaves in the domain."""
