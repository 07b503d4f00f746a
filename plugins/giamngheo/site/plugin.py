"""The MkDocs plugin: each event is one call into the rest of the house."""

import logging
import os
import sys
import time
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from giamngheo.check.report import counted, told
from giamngheo.derive.cards import Link
from giamngheo.kinds.problem import Severity
from giamngheo.markup.render import (
    EXTENSION_CONFIGS,
    EXTENSIONS,
    LinkContext,
    LinkExtension,
    Rendered,
    Renderer,
)
from giamngheo.portal import Portal, assemble, today_of
from giamngheo.render.environment import furnish, templates_folder
from giamngheo.render.pages import menu, sections
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.render.styles import stylesheet
from giamngheo.site import staging
from giamngheo.site.files import portal_files
from giamngheo.site.options import Options
from giamngheo.site.report import summary
from giamngheo.site.writer import context_of, write_assets, write_exports, write_pages
from giamngheo.words import say, words

log = logging.getLogger("mkdocs.plugins.giamngheo")


class GiamNgheoPlugin(BasePlugin[Options]):
    """Builds the provincial poverty-information page from `docs_dir`."""

    def __init__(self) -> None:
        super().__init__()
        self.is_preview = False
        self.started = 0.0
        self.site = Path()
        self.link_context = LinkContext()
        self.link_context.paths_too = False
        self.specs: list[PageSpec] = []
        self.portal: Portal
        self.identity: Identity
        self.extensions: list[Any] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        del dirty
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._add_templates(config)
        self._add_extensions(config)
        # Everything that is not a plain page is ours: 404, sitemap, styles.
        config.theme.static_templates.clear()
        return config

    def _add_templates(self, config: MkDocsConfig) -> None:
        ours = str(templates_folder())
        if ours not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, ours)

    def _add_extensions(self, config: MkDocsConfig) -> None:
        config.markdown_extensions += [name for name in EXTENSIONS if name not in config.markdown_extensions]
        for name, settings in EXTENSION_CONFIGS.items():
            config.mdx_configs[name] = settings | (config.mdx_configs.get(name) or {})
        self.extensions = list(config.markdown_extensions)
        config.markdown_extensions.append(LinkExtension(self.link_context))  # type: ignore[arg-type]

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.started = time.monotonic()
        content = Path(config.docs_dir)
        self.portal = assemble(content, self.config.home_place, today_of(dict(os.environ)), self.is_preview)
        self._tell_problems(config)
        self.link_context.links = self.portal.links
        self.site = Path(config.site_dir)
        config.site_dir = str(staging.begin(self.site))

    def _tell_problems(self, config: MkDocsConfig) -> None:
        for problem in self.portal.problems:
            print(told(problem), file=sys.stderr)
        warnings = [p for p in self.portal.problems if p.severity is Severity.WARNING]
        if self.portal.errors or (config.strict and warnings):
            print(counted(self.portal.problems), file=sys.stderr)
            if not self.portal.errors:
                print(say("problem.strict"), file=sys.stderr)
            raise Abort(say("problem.stopped"))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        del config
        return portal_files(files, self.portal)

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """After other plugins have added to the environment: write all pages that are ours."""
        del files
        folder = Path(config.site_dir)
        self.identity = self._identity(config)
        names = write_assets(folder, _assets(config))
        furnish(env, self.identity, names, _icons(config))
        renderer = Renderer(self.portal.links, self.extensions, config.mdx_configs)
        self.specs = write_pages(folder, self.portal, env, renderer)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        del config, files
        spec = self._spec_of(page)
        page.meta["template"] = spec.template
        self.specs.append(spec)
        self.link_context.source, self.link_context.here = (
            page.file.src_uri,
            page.url if page.url != "./" else "",
        )
        return markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        del config, nav
        context.update(context_of(self._spec_of(page), Rendered(page.content or "", ())))
        return context

    def _spec_of(self, page: Page) -> PageSpec:
        by_source = {item.source: item.id for item in self.portal.public.of("page").values()}
        return self.portal.pages.plain(by_source[page.file.src_uri])

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Last of all plugins: what is in the staging folder becomes the site."""
        for _ in write_exports(Path(config.site_dir), self.identity, self.specs):
            pass
        config.site_dir = str(self.site)
        if config.strict and _warnings_of_others():
            raise Abort(say("problem.stopped"))
        staging.apply(self.site)
        if log.isEnabledFor(logging.INFO):
            seconds = time.monotonic() - self.started
            print(summary(self.portal, self.identity.name, self.site, seconds))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        del config, builder
        server.watch(str(templates_folder()))
        return server

    def _identity(self, config: MkDocsConfig) -> Identity:
        speech = words()
        home = self.config.home_place
        known = self.portal.public.get("place", home)
        name = self.portal.public.place(home).name if known else home
        return Identity(
            name=config.site_name,
            description=config.site_description or "",
            publisher=self.config.publisher,
            url=config.site_url or "",
            language=speech.language,
            home=Link(name, f"dia-ban/{home}/" if known else None),
            is_demonstration=self.config.demonstration,
            sections=sections(speech),
            menu=menu(self.portal.public),
            hotline=self.config.hotline,
            email=self.config.email,
            address=self.config.address,
            licence=self.config.licence,
        )


def _assets(config: MkDocsConfig) -> dict[str, bytes]:
    folder = templates_folder()
    material = next(iter(_material(config).glob("assets/stylesheets/main.*.min.css")), None)
    return {
        "site.css": stylesheet(folder, material).encode(),
        "favicon.svg": (folder / "assets/favicon.svg").read_bytes(),
    }


def _material(config: MkDocsConfig) -> Path:
    """The folder of the Material theme, whatever stands before it."""
    return next(
        (Path(folder) for folder in config.theme.dirs if (Path(folder) / ".icons").is_dir()), Path("/nowhere")
    )


def _icons(config: MkDocsConfig) -> Path:
    return _material(config) / ".icons"


def _warnings_of_others() -> int:
    """Warnings that MkDocs or another plugin counted; `--strict` must not replace the last good site then."""
    handlers = logging.getLogger("mkdocs").handlers
    return sum(count for handler in handlers for _, count in getattr(handler, "get_counts", list)())
