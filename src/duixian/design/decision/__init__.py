"""One decision, shown to a person: from its published document to what a page prints, in the page's language.

``decision_view(document, policy)`` turns the JSON of ``duixian.decision/1`` into a view; ``<c-decision :view="view" />``
shows it whole and ``<c-decision.line :view="view" />`` in one line of a list. With the policy at hand, expressions are
said in words and the clause's wording stands beside each condition; without it, what the document holds is shown.
Nothing is decided here, and no key of a person is shown: those who may show names hand them in.
"""

from duixian.design.decision.view import DecisionView, decision_view, verdict_words

__all__ = ["DecisionView", "decision_view", "verdict_words"]
