"""What follows from the content on a day? Each module answers one question; none reads files or clocks.

An analysis is a module with a docstring and plain functions that take the knowledge graph, the name of a developer and
``as_of``, the day on which the question is asked. Its results are frozen records that carry their reasons.
"""
