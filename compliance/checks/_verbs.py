"""The verbs that a policy's text uses, by what they weigh, as the grammar's table of weights sorts them."""

PROMISE = frozenset({"will", "will not", "shall", "shall not", "must", "must not", "commit", "agree", "require"})
"""Verbs of promise."""

INTENTION = frozenset(
    {
        "aim", "anticipate", "aspire", "attempt", "consider", "expect", "explore", "intend", "likely", "plan", "seek",
        "should", "strive", "try", "usually", "work toward",
    }
)  # fmt: skip
"""Verbs of intention: a plan, not a promise."""

EFFORT = frozenset({"best efforts", "endeavour", "every effort", "reasonable efforts", "significant effort", "strive"})
"""Words of effort, which bind where the law itself asks for efforts."""

NOTHING = frozenset(
    {"can", "cannot", "cannot commit", "could", "hope", "may", "might", "want", "will not necessarily", "wish", "would"}
)
"""Verbs that promise nothing."""

KNOWN = PROMISE | INTENTION | EFFORT | NOTHING


def promises_nothing(strength: str) -> bool:
    """Whether a commitment with this verb is no promise and no plan."""
    verb = strength.lower()
    return not verb.startswith("may not") and any(verb == each or verb.startswith(f"{each} ") for each in NOTHING)
