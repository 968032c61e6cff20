"""Pages of a library as source text: their fences, summaries, options and queues. Nothing is parsed."""
