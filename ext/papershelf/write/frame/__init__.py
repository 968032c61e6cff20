"""What a page has around its text: head, sidebar, colours, print style."""
