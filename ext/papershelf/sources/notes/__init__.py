"""Notes: papers with the files of their notes in, pages out.

``division`` takes a note apart (front matter, title, properties, sections), ``tables`` makes its HTML tables Markdown,
``adoption`` makes it a page: links and figures are led to where they are now, nothing of the text is lost.
"""
