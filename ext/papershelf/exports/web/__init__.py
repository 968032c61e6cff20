"""What pages of a site tell machines: JSON-LD, COinS, Highwire tags, the sitemap, redirects."""
