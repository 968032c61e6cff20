"""All papers together: the catalogue, its categories, what connects papers, how they are cited."""
