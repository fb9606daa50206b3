"""Official texts that a user attaches: read, told apart by pinpoint, fingerprinted, and held against the catalogs.

The shipped catalogs hold no official text. A user attaches one (:mod:`compliance.sources.attaching`), and every
provision is compared with the subdivision that it restates (:mod:`compliance.sources.verification`).
"""
