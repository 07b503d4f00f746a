"""mkdocs.yml: what is wrong with it before MkDocs reads it, and what MkDocs says of it, in the editor's words."""

import difflib
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import Deprecated, Private
from mkdocs.config.defaults import MkDocsConfig

from giamngheo.check.report import of
from giamngheo.kinds.catalogue import FieldPath
from giamngheo.kinds.problem import TOP, Position, Problem, Severity
from giamngheo.load.located import Located, read_yaml
from giamngheo.load.text import read_text
from giamngheo.words import say

NAME = "giamngheo"
PARENT = "INHERIT"
# What YAML copies from elsewhere is a province's own affair here, and MkDocs gives some tags a meaning.
_ALLOWED = "Y209"

# What MkDocs says of a value, and our word for it.
_SAID = re.compile(r"Config value '(?P<name>[^']+)': (?P<reason>.*)", re.DOTALL)
_REASONS = {
    r"Required configuration not provided\.": "settings.missing",
    r"The path '(?P<path>.*)' isn't an existing (?:file or )?directory\.": "settings.no_folder",
    r"The 'docs_dir' should not be within the 'site_dir'.*": "settings.over_content",
    r"The 'site_dir' should not be within the 'docs_dir'.*": "settings.in_content",
    r"Unrecognised theme name: '(?P<value>.*?)'\..*": "settings.no_theme",
    r"The \"(?P<value>.*)\" plugin is not installed": "settings.no_plugin",
    r"The URL isn't valid, .*": "problem.F314.remedy",
    r"Expected type: .*": "settings.shape",
    r"Failed to load extension '(?P<value>.*?)'\..*": "settings.no_extension",
    rf"Plugin '{NAME}' option '(?P<option>.*?)': (?P<reason>.*)": "settings.option",
}

# How far MkDocs is with its own part of a build.
_STEPS = ("Cleaning site directory", "Building documentation to directory", "Documentation built in")


def problems(file: Path) -> list[Problem]:
    """What keeps MkDocs from reading its settings, or from making our site of them."""
    if not file.is_file():
        # MkDocs says so.
        return []
    text, found = read_text(file, file.name)
    if text is None:
        return found
    located = read_yaml(text.text, file.name)
    broken = [it for it in located.problems if it.code != _ALLOWED]
    return sorted(
        broken or [*of(Severity.ERROR, found), *_missing(located, file.name), *_unknown(located, file.name)]
    )


def _missing(located: Located, path: str) -> Iterator[Problem]:
    data: dict[str, Any] = located.data if isinstance(located.data, dict) else {}
    if PARENT in data:
        return
    if "site_name" not in data:
        yield Problem.at("F302", path, field="site_name")
    plugins = data.get("plugins") or ()
    names = [name for plugin in plugins for name in (plugin if isinstance(plugin, dict) else [plugin])]
    if not difflib.get_close_matches(NAME, filter(None, names)):
        yield Problem.at("F302", path, located.keys.get(("plugins",), TOP), field=f"plugins: - {NAME}")


def _unknown(located: Located, path: str) -> Iterator[Problem]:
    """MkDocs would go on without what was meant."""
    schema = MkDocsConfig()._schema
    known = [PARENT, *sorted(name for name, option in schema if not isinstance(option, Deprecated | Private))]
    for name in located.names:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            facts = {"field": name, "known": ", ".join(known), "close": "".join(close)}
            yield Problem.at("F301", path, located.keys[name,], **facts)


class Translated(logging.Filter):
    """What MkDocs says of a value: in which line it stands, and in Vietnamese where we know the sentence."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file

    def filter(self, record: logging.LogRecord) -> bool:
        said = _SAID.fullmatch(record.getMessage())
        if said:
            line, column = self._place_of(said["name"], said["reason"])
            told = f"`{said['name']}`: {_translated(said['reason'])}"
            record.msg, record.args = f"{self.file.name}:{line}:{column}  {told}", ()
        return True

    def _place_of(self, name: str, reason: str) -> Position:
        text, _ = read_text(self.file, self.file.name)
        keys = read_yaml(text.text, self.file.name).keys if text else {}
        option = re.match(rf"Plugin '{NAME}' option '(.*?)'", reason)
        # The option of a plugin lies deeper, the way to it goes through a list.
        ends: list[FieldPath] = [path for path in keys if option and path[-1:] == (option[1],)]
        return keys[ends[0]] if ends else keys.get((name,), TOP)


def _translated(reason: str) -> str:
    for pattern, key in _REASONS.items():
        found = re.fullmatch(pattern, reason, re.DOTALL)
        if found:
            return say(key, **found.groupdict())
    return reason


def _is_for_editors(record: logging.LogRecord) -> bool:
    """What a build has done is told at its end, in the editor's words."""
    return not (record.levelno == logging.INFO and record.getMessage().startswith(_STEPS))


def translate(file: Path) -> None:
    """From now on MkDocs speaks of these settings as we do, and leaves the rest to us."""
    logging.getLogger("mkdocs.config").addFilter(Translated(file))
    logging.getLogger("mkdocs.commands.build").addFilter(_is_for_editors)
