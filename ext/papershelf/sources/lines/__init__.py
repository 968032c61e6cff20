"""What a line says: Markdown or HTML in, blocks of lines out; a line in, title, names, venue and links out.

``blocks`` (with ``tags`` and ``runs``) gives what a reader sees; ``parts`` parts a line that has a title, ``facts``
takes over what lines below it tell. Both use ``plain``, ``marks``, ``names``, ``dates`` and ``venues``, which each know
one thing; ``places`` knows where addresses lead on this machine. Lists and notes are read with them.
"""
