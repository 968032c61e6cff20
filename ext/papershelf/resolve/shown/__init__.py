"""What each page shows of others, as digests: a page whose digest changed is written again."""
