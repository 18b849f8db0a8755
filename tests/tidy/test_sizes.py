from __future__ import annotations

import ast

from tests.tidy import sizes, tree

CODE = (".py", ".lark", ".sh", ".html", ".css")


def file_lengths(*suffixes: str, under: str) -> dict[str, int]:
    """Lines by file, without what Django writes: a migration is as long as its tables are many."""
    read = (path for path in tree.files(*suffixes, under=under) if path.parent.name != "migrations")
    texts = {tree.named(path): tree.text(path) for path in read}
    return {name: text.count("\n") for name, text in texts.items() if text}


def functions(under: str, prefix: str = "") -> dict[str, int]:
    return {
        f"{tree.named(path)} {name}": lines
        for path in tree.files(".py", under=under)
        for name, lines in sizes.function_lengths(tree.module(path)).items()
        if name.startswith(prefix)
    }


def test_no_file_of_code_is_over_500_lines() -> None:
    everywhere = file_lengths(*CODE, under="src/") | file_lengths(*CODE, under="tests/")
    # Django writes the first migration of an app as one list of its tables: data, which nobody edits by hand.
    everywhere = {name: n for name, n in everywhere.items() if "/migrations/" not in name}
    assert sizes.too_long(everywhere, sizes.LONGEST_FILE) == []


def test_half_of_the_source_files_are_short() -> None:
    written = {name: n for name, n in file_lengths(".py", under="src/").items() if "__init__" not in name}
    assert sizes.median_too_long(written, sizes.MEDIAN_FILE) == []


def test_no_function_is_over_60_lines() -> None:
    assert sizes.too_long(functions("src/") | functions("tests/"), sizes.LONGEST_FUNCTION) == []


def test_nineteen_functions_of_twenty_have_at_most_40_lines() -> None:
    assert sizes.percentile(list(functions("src/").values()), 95) <= sizes.USUAL_FUNCTION


def test_half_of_the_functions_have_at_most_8_lines() -> None:
    assert sizes.median_too_long(functions("src/"), sizes.MEDIAN_FUNCTION) == []


def test_half_of_the_tests_have_at_most_15_lines() -> None:
    assert sizes.median_too_long(functions("tests/", prefix="test_"), sizes.MEDIAN_TEST) == []


def test_a_docstring_does_not_make_a_function_long() -> None:
    source = 'def pay():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert sizes.function_lengths(ast.parse(source)) == {"pay:1": 2}


def test_a_method_inside_a_class_is_measured_too() -> None:
    source = "class A:\n    async def pay(self):\n" + "        x = 1\n" * 60
    assert sizes.too_long(sizes.function_lengths(ast.parse(source)), 60) == [
        "pay:2 has 61 lines; at most 60: split it by what it does"
    ]


def test_the_percentile_is_the_nearest_rank() -> None:
    assert sizes.percentile(range(1, 101), 95) == 95
    assert sizes.percentile([3], 95) == 3
    assert sizes.percentile([], 95) == 0


def test_a_long_median_is_a_problem() -> None:
    assert sizes.median_too_long({"a": 10, "b": 200, "c": 201}, 150) == [
        "the median is 200 lines; at most 150"
    ]
    assert sizes.median_too_long({}, 150) == []
