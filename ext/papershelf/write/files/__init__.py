"""Files beside the pages: cards, indices, twins, feeds, redirects; each made when it would come out otherwise."""
