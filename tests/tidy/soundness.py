"""What a syntax tree shows: swallowed errors, floats in money, missing stories, tests without a sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

TOO_BROAD = {"Exception", "BaseException"}
FLOATS = {"float", "Float32", "Float64"}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
SHORTEST_STORY = 40


def broad_excepts(tree: ast.Module) -> list[int]:
    """Lines with a bare `except`, one that catches everything, or a `suppress` of everything."""
    return sorted(line for node in ast.walk(tree) for line in _broad_line(node))


def _broad_line(node: ast.AST) -> Iterator[int]:
    match node:
        case ast.ExceptHandler(type=caught, lineno=line):
            if caught is None or TOO_BROAD & set(_names(caught)):
                yield line
        case ast.Call(func=called, args=arguments, lineno=line) if "suppress" in _names(called):
            if any(TOO_BROAD & set(_names(argument)) for argument in arguments):
                yield line


def _names(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def float_uses(tree: ast.Module) -> list[int]:
    """Lines that write a float or name the type; `isinstance(x, float)`, which refuses one, is allowed.

    So is a `cutoff=`, the likeness from which difflib offers another word: it measures no money.
    """
    allowed = {id(part) for node in ast.walk(tree) for part in _allowed_floats(node)}
    return sorted({line for node in ast.walk(tree) if id(node) not in allowed for line in _float_line(node)})


def _allowed_floats(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
        for types in node.args[1:]:
            yield from ast.walk(types)
    elif isinstance(node, ast.MatchClass):
        yield from ast.walk(node.cls)
    elif isinstance(node, ast.keyword) and node.arg == "cutoff":
        yield from ast.walk(node.value)


def _float_line(node: ast.AST) -> Iterator[int]:
    match node:
        case ast.Constant(value=float() | complex(), lineno=line):
            yield line
        case ast.Name(id=name, lineno=line) | ast.Attribute(attr=name, lineno=line) if name in FLOATS:
            yield line


def banned_parts(path: str) -> list[str]:
    """The parts of a path that name no thing of the domain."""
    return [part for part in PurePosixPath(path).parts if PurePosixPath(part).stem.lower() in BANNED_NAMES]


def lacks_story(tree: ast.Module) -> bool:
    """Whether a package's `__init__` does not say what the package is for."""
    return len(ast.get_docstring(tree) or "") < SHORTEST_STORY


def nameless_tests(tree: ast.Module) -> list[str]:
    """Tests whose name is no sentence: fewer than three words after `test_`."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    tests = (n.name for n in ast.walk(tree) if isinstance(n, kinds) and n.name.startswith("test"))
    return [name for name in tests if len([word for word in name.split("_")[1:] if word]) < 3]
