"""The markup of lists, Markdown or HTML, as a reader sees it: blocks, and runs with their looks."""
