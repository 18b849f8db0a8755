"""From a syntax tree to typed nodes: names are found, units and types are checked, every refusal says what to do.

``resolve_expression`` is the entrance. ``scope`` says which names mean something where; ``names`` finds them;
``tests``, ``arithmetic``, ``aggregates`` and ``calls`` each resolve one family of the grammar.
"""

from duixian.language.resolve.resolver import resolve_expression
from duixian.language.resolve.scope import Scope, Signature

__all__ = ["Scope", "Signature", "resolve_expression"]
