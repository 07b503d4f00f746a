"""The rooms of the package stand in one order, and each imports only itself and rooms to its left."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from giamngheo.kinds import KINDS

ROOMS = (
    "keys",
    "store",
    "words",
    "speech",
    "kinds",
    "load",
    "markup",
    "derive",
    "check",
    "render",
    "search",
    "export",
    "site",
)
PACKAGE = "giamngheo"
# Modules beside the rooms: the whole flow, which site too goes through, and the commands over it.
BESIDE = ("portal", "reference", "new", "importing", "spoken", "gallery", "__main__")
HOST = ("mkdocs", "material", "properdocs")
TEST_TOOLS = ("pytest", "hypothesis", "selenium", "xdist")


def room_of(module: str) -> str:
    """giamngheo.load.text -> load"""
    return module.split(".")[1] if "." in module else ""


def allowed_from(room: str) -> tuple[str, ...]:
    """The rooms that one may import."""
    if room == "site":
        return (*ROOMS, "portal")
    if room in ROOMS:
        return ROOMS[: ROOMS.index(room) + 1]
    return (*ROOMS[:-1], *BESIDE[: BESIDE.index(room) + 1]) if room in BESIDE else ()


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module a file imports, wherever in the file, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            whole = source == PACKAGE
            names = (f"{PACKAGE}.{alias.name}" for alias in node.names) if whole else (source,)
            yield from ((node.lineno, name) for name in names)


def fault_of(room: str, module: str) -> str | None:
    """Why that room may not import that module, if so."""
    first = module.split(".")[0]
    if first == "":
        return "relative import"
    if first in TEST_TOOLS:
        return "only tests import test tools"
    if first in HOST and room != "site":
        return "only site knows the host"
    is_ours = first == PACKAGE and module not in (PACKAGE, f"{PACKAGE}.__version__")
    if is_ours and room_of(module) not in allowed_from(room):
        return f"{room or 'the package itself'} stands left of it"
    return None


def violations(room: str, source: str) -> list[str]:
    """What a file of that room may not import."""
    found = ((line, module, fault_of(room, module)) for line, module in imported(ast.parse(source)))
    return [f"{line}: {module}: {fault}" for line, module, fault in found if fault]


def room_of_file(file: Path, package: Path) -> str:
    """load/text.py -> load ; portal.py -> portal ; __init__.py -> (none)"""
    first = file.relative_to(package).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def test_every_room_imports_only_itself_and_rooms_to_its_left(repository: Path) -> None:
    package = repository / "plugins" / PACKAGE
    files = sorted(package.rglob("*.py"))
    assert files
    found = {
        file.relative_to(repository).as_posix(): violations(
            room_of_file(file, package), file.read_text(encoding="utf-8")
        )
        for file in files
    }
    assert {} == {path: faults for path, faults in found.items() if faults}


def test_every_folder_of_the_package_with_code_is_a_room_or_a_command(repository: Path) -> None:
    package = repository / "plugins" / PACKAGE
    assert {file.relative_to(package).parts[0] for file in package.glob("*/**/*.py")} <= {*ROOMS, *BESIDE}


def test_the_architecture_names_every_module_of_every_room(repository: Path) -> None:
    package = repository / "plugins" / PACKAGE
    told = (repository / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = {file for file in package.rglob("*.py") if not file.name.startswith("__")}
    # A kind is named by its file: one word for both.
    kinds = {package / "kinds" / f"{kind.name}.py" for kind in KINDS}
    # The steps of an import are named without ending, and whom it asks by the room that asks.
    steps = {file for file in modules if f"`{file.stem}`" in told or file.parent.name == "ask"}
    assert len(modules) > len(kinds | steps)
    lost = {file for file in modules - kinds - steps if f"`{file.name}`" not in told and f"/{file.name}`" not in told}
    assert set() == {str(file.relative_to(package)) for file in lost}


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("kinds", "from giamngheo.load.text import read"),
        ("kinds", "import giamngheo.load"),
        ("kinds", "from giamngheo import load"),
        ("kinds", "def f():\n    from giamngheo.portal import open_portal"),
        ("export", "from mkdocs.plugins import BasePlugin"),
        ("portal", "from giamngheo.site.plugin import GiamNgheoPlugin"),
        ("__main__", "import giamngheo.site"),
        ("site", "from giamngheo.new import skeleton"),
        ("portal", "from giamngheo.new import skeleton"),
        ("site", "import pytest"),
        ("", "from giamngheo.words import say"),
        ("load", "from . import text"),
    ],
)
def test_an_import_against_the_order_is_seen(room: str, source: str) -> None:
    assert 1 == len(violations(room, source))


@pytest.mark.parametrize(
    ("room", "source"),
    [
        (
            "kinds",
            "import pydantic\nfrom giamngheo.words import say\nfrom giamngheo.kinds import entry",
        ),
        ("site", "from mkdocs.plugins import BasePlugin\nfrom giamngheo.export import EXPORTERS"),
        ("export", "from giamngheo import __version__"),
        ("portal", "from giamngheo import render"),
        ("__main__", "from giamngheo.portal import open_portal\nfrom giamngheo.new import skeleton"),
        ("site", "from giamngheo.portal import open_portal"),
    ],
)
def test_an_import_along_the_order_is_free(room: str, source: str) -> None:
    assert [] == violations(room, source)
