"""What we tell people: prose trees of analyses and content; ``formats/`` turns them into bytes.

A document is composed by a function that takes the knowledge graph and an analysis and gives a
:class:`~compliance.model.prose.Document`; it adds no judgement of its own.
"""
