"""Other libraries, each known by its ``papers.json`` alone: which there are, and which papers keys mean."""
