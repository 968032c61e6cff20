"""What words and addresses say wherever they stand: dates, links, the vocabulary of lists."""
