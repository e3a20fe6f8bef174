"""Budgets of size, names that say nothing, and circles of imports."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ytterby"
FILES = sorted(SOURCE.rglob("*.py"))
MAX_FILE, MAX_FUNCTION, MAX_PUBLIC_METHODS = 400, 40, 15
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def too_large(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    lines = text.count("\n")
    found = [f"{lines} lines"] if lines > MAX_FILE else []
    found += [f"{node.name}: {node.end_lineno - node.lineno + 1} lines" for node in functions(tree)
              if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > MAX_FUNCTION]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = [f for f in node.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")]
            if len(methods) > MAX_PUBLIC_METHODS:
                found.append(f"class {node.name}: {len(methods)} public methods")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_functions_and_classes_stay_small(path: Path) -> None:
    assert not too_large(path)


def test_a_function_over_the_budget_is_noticed(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("def f():\n" + "    x = 1\n" * MAX_FUNCTION)
    assert too_large(long) == [f"f: {MAX_FUNCTION + 1} lines"]


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [path for path in FILES if path.stem in EMPTY_NAMES or path.parent.name in EMPTY_NAMES]


def test_no_imports_run_in_a_circle_even_lazy_ones() -> None:
    graph = grimp.build_graph("ytterby", cache_dir=None)
    reaches = {module: graph.find_downstream_modules(module) for module in graph.modules}
    circles = {module for module in graph.modules for other in graph.find_modules_directly_imported_by(module)
               if other in reaches[module] and other != module}
    assert not circles


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    if text.strip():
        doc = ast.get_docstring(ast.parse(text))
        assert doc, "a module starts with one to five lines: what it is and why it stands alone"


def test_text_of_the_project_speaks_of_the_project_alone() -> None:
    places = [ROOT / name for name in ("README.md", "pyproject.toml", ".ci/run")]
    places += [p for top in ("src", "packaging", "tests", "resources") for p in (ROOT / top).rglob("*") if p.suffix in
               {".py", ".md", ".toml", ".txt", ".csv", ".json", ".ts", ".qss", ".svg"} and "__pycache__" not in p.parts]
    # A path of one machine, or the address of a package registry, has no place in the project.
    foreign = re.compile("/" + r"work/(?:main|shared|\.library)|pypi\.org" + r"|files\.python" + r"hosted", re.I)
    assert not [str(path) for path in places if foreign.search(path.read_text("utf-8"))]
