"""The policy's own terms, written out where they are used, with their arguments in place."""

from __future__ import annotations

from duixian.engines.bulk.compiler import Scope, compiled, compiles
from duixian.engines.bulk.logic import joined
from duixian.engines.bulk.scalar import Scalar
from duixian.language.nodes import Use


@compiles(Use)
def use(node: Use, scope: Scope) -> Scalar:
    """A term applied to its arguments."""
    definition = scope.policy.definitions[node.definition]
    arguments = tuple(compiled(argument, scope) for argument in node.arguments)
    inner = scope.framed(definition, arguments)
    if definition.value is not None:
        return compiled(definition.value, inner)
    tests = [compiled(condition.test, inner) for condition in definition.conditions]
    return joined(tests, scope, every=not definition.any_of)
