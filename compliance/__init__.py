"""Links a frontier-AI developer's published commitments to the obligations that bind it."""

__version__ = "0.1.0"
