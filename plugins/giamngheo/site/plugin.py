"""The MkDocs plugin: each event is one call into the rest of the house."""

import atexit
import errno
import gc
import logging
import os
import sys
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from giamngheo.check.report import counted, told
from giamngheo.export.edition import Editions
from giamngheo.export.voice import Voice
from giamngheo.keys import Key, key_of
from giamngheo.kinds import BY_NAME
from giamngheo.load.reading import Memory
from giamngheo.markup.calls import filled
from giamngheo.markup.render import (
    EXTENSION_CONFIGS,
    EXTENSIONS,
    LinkContext,
    LinkExtension,
    hard_spaces,
    in_scroll_boxes,
)
from giamngheo.markup.rendered import Rendered
from giamngheo.portal import NoDay, Portal, assemble, today_of
from giamngheo.render.environment import Desk, bytecode_cache, furnish, templates_folder
from giamngheo.render.kitchen import Setup, furnished, lite_pages
from giamngheo.render.lite import paths_of as lite_paths
from giamngheo.render.shown import in_frames
from giamngheo.render.spec import PageSpec
from giamngheo.site import own, staying
from giamngheo.site.ahead import Ahead, Coming
from giamngheo.site.engine import Bodies, Engine
from giamngheo.site.files import PortalFiles, linked_files, portal_files
from giamngheo.site.lock import SiteLock
from giamngheo.site.options import Options
from giamngheo.site.phases import Phases, is_wanted
from giamngheo.site.preview import Overtaken, Preview, Stopped, begin
from giamngheo.site.report import Progress, summary
from giamngheo.site.setup import assets_of, cache_folder, code_key, identity_of, material_folder, root_files, setup_of
from giamngheo.site.staging import Staging
from giamngheo.site.voiced import Reader
from giamngheo.store import Store
from giamngheo.words import HOME, languages, say, speak_utf8

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.giamngheo")
# Among plugins; 100 and -100 are what those take that want to be first or last.
FIRST, LAST = 1000, -1000
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
DENIED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR)


class GiamNgheoPlugin(BasePlugin[Options]):
    """Builds the provincial poverty-information page from `docs_dir`."""

    def __init__(self) -> None:
        super().__init__()
        self.is_preview = False
        self.preview: Preview | None = None
        self.phases = Phases()
        # It outlives a build: a preview asks the store once, and from then on what it knows itself.
        self.memory = Memory()
        self.site = Path()
        self.source = ""
        self.content = Path()
        self.desk = Desk()
        self.link_context = LinkContext(lambda target: self.portal.links.resolve(target, self.source).address, False)
        self.extensions: list[Any] = []
        self.lock: SiteLock | None = None
        self.portal: Portal
        self.store: Store
        self.staging: Staging
        self.env: jinja2.Environment
        self.setup: Setup
        # What the settings add to every page, by its path.
        self.own: dict[str, bytes] = {}
        # What a preview shows of plain pages before the host has made them.
        self.hosted: dict[str, tuple[Key, str]] = {}
        # Environments of plain pages by language, ready when the first of them is made.
        self.envs: dict[str, jinja2.Environment] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        del dirty
        speak_utf8()
        self.is_preview = command == "serve"
        self.preview = begin(command)
        # Giving everything back object by object took a third of an edit's time.
        atexit.register(gc.freeze)

    @event_priority(LAST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """After other plugins, whose Markdown extensions are to work on entries too."""
        self._add_templates(config)
        self._add_extensions(config)
        # Everything that is not a plain page is ours: 404, sitemap, styles.
        config.theme.static_templates.clear()
        # An address is a folder, whatever is set: every link of ours says so.
        config.use_directory_urls = True
        return config

    def _add_templates(self, config: MkDocsConfig) -> None:
        """Our templates stand before the theme's. Of Material's folder only styles and icons are used, and MkDocs
        would look through its fifteen thousand files at every build.
        """
        ours = str(templates_folder())
        if ours not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, ours)
        material = str(material_folder())
        config.theme.dirs[:] = [folder for folder in config.theme.dirs if folder != material]

    def _add_extensions(self, config: MkDocsConfig) -> None:
        config.markdown_extensions += [name for name in EXTENSIONS if name not in config.markdown_extensions]
        for name, settings in EXTENSION_CONFIGS.items():
            config.mdx_configs[name] = settings | (config.mdx_configs.get(name) or {})
        self.extensions = list(config.markdown_extensions)
        config.markdown_extensions.append(LinkExtension(self.link_context))  # type: ignore[arg-type]

    @event_priority(LAST)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """After other plugins: `docs_dir` and `site_dir` are not what they were until `on_files` and the end."""
        self.content = Path(config.docs_dir)
        if self.preview and self.preview.is_starting:
            config.docs_dir = os.devnull
            return
        self.phases = Phases()
        self.site = Path(config.site_dir)
        self.lock = SiteLock(self.site)
        self.lock.acquire()
        self.code = code_key(self.extensions)
        self.store = self.memory.shelf = Store(cache_folder(config) / "store.sqlite", self.code.hex())
        try:
            today = today_of(dict(os.environ))
        except NoDay as error:
            raise Abort(str(error)) from error
        with staying(), self.phases.phase("read"):
            self.portal = assemble(self.content, self.config.home_place, today, self.is_preview, self.memory)
        if self.preview is None:
            # Nobody will ask again for what files were read to.
            self.memory = Memory()
        self._tell_problems(config)
        if "" not in self.portal.links.source_at:
            # Every page leads there; and a folder without it is not the one that was meant.
            raise Abort(say("report.no_home", path=self.content / "index.md"))
        with staying():
            self.staging = Staging(self.site, self.store.written(self.site), self.store.looked(self.site))
        config.site_dir, config.docs_dir = str(self.staging.folder), os.devnull

    def _tell_problems(self, config: MkDocsConfig) -> None:
        problems = self.portal.problems
        for problem in self.preview.fresh(problems) if self.preview else problems:
            print(told(problem), file=sys.stderr)
        if self.portal.errors or (config.strict and self.portal.warnings):
            print(counted(self.portal.problems), file=sys.stderr)
            if not self.portal.errors:
                print(say("problem.strict"), file=sys.stderr)
            # What was read without mistake need not be read again when the rest is mended.
            self.store.close(self.site)
            self._end()
            raise Stopped(self.portal)

    @event_priority(FIRST)
    def _own_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """MkDocs would make an object of every file below `docs_dir`: it found none, and is given its own pages."""
        config.docs_dir = str(self.content)
        if self.preview and self.preview.is_starting:
            return PortalFiles([], frozenset(), config)
        return portal_files(files, self.portal, config)

    @event_priority(LAST)
    def _all_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After other plugins: many hand on a list of their own, which knows no entry."""
        return files if self.preview and self.preview.is_starting else linked_files(files, self.portal, config)

    on_files = CombinedEvent(_own_files, _all_files)

    @event_priority(LAST)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """After other plugins have added to the environment: make everything that is ours."""
        if self.preview and self.preview.is_starting:
            return env
        identity = identity_of(config, self.config, self.portal, self.store)
        assets = assets_of(identity, self.store, self.code)
        setup = setup_of(config, identity, assets, self.extensions, self.code)
        if self.config.voice and not self.is_preview:
            with self.phases.phase("exports"):
                self._give_voice(setup, self.config.voice)
            identity = identity_of(config, self.config, self.portal, self.store)
            setup = setup_of(config, identity, assets, self.extensions, self.code)
        env.bytecode_cache = bytecode_cache(setup.bytecode)
        furnish(env, self.desk, identity, setup.assets, Path(setup.icons))
        self.env, self.setup, self.envs = env, setup, {identity.language: env}
        self._speak_other_languages(files)
        with self.phases.phase("views"):
            leaves = list(self.portal.pages.all())
        if self.preview:
            known = (self.portal, setup, self.hosted, self.site)
            self.preview.rest_on(Ahead(*known), Coming(*known, leaves))
        engine = Engine(self.portal, setup, self.store, self.staging, not self.is_preview, Progress())
        with self.phases.phase("search"):
            # First: what it holds is let go before pages and exports hold theirs.
            all_ = chain(leaves, self.portal.pages.plains())
            share = engine.search(leaf.address for leaf in all_ if self.is_preview or not leaf.noindex)
            self.phases.notes.append(say("profile.shards", written=share.written, all=share.all_))
        with self.phases.phase("pages"):
            self.own = own.files_of(config, self.content)
            engine.assets(assets, root_files(identity, setup.assets) | self.own)
            engine.media()
            engine.pages(leaves)
        with self.phases.phase("exports"):
            engine.exports([*leaves, *self.portal.pages.plains()])
        for level, message in engine.said:
            log.log(level, message)
        return env

    def _give_voice(self, setup: Setup, voice: Voice) -> None:
        """Let a machine read what nobody has recorded; where its programs are missing, say how to get them."""
        if voice.missing:
            log.info(say("voice.missing", programs=" ".join(voice.missing)))
            return
        engine = Engine(self.portal, setup, self.store, self.staging)
        editions = Editions(setup.identity, self.portal.public, Bodies(engine))
        self.portal = Reader(voice, editions, self.store, self.staging, setup.key).voiced(self.portal)

    def _speak_other_languages(self, files: Files) -> None:
        """MkDocs asks its own environment for a page's template: one that comes from another it takes as it is."""
        for id_, item in self.portal.public.of("page").items():
            spec, file = self.portal.pages.plain(id_), files.get_file_from_path(item.source or "")
            if spec.language != HOME and file is not None and file.page is not None:
                file.page.meta["template"] = self._env_in(spec.language).get_template(spec.template)

    @event_priority(FIRST)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Before other plugins, the text as it was read and checked: MkDocs reads the file in its own way, and takes
        front matter for text where it does not understand it.
        """
        del markdown, config, files
        spec = self._spec_of(page)
        page.meta["template"] = spec.template
        self.source, self.link_context.here = page.file.src_uri, spec.address or ""
        item = self.portal.links.by_source[self.source]
        return hard_spaces(filled(item.body, self.portal.quotes_in(item)))

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        del config, nav
        spec = self._spec_of(page)
        self.desk.lay(spec)
        # Not the source of the links that were resolved last: the host makes all bodies before the first page.
        item = self.portal.links.by_source[page.file.src_uri]
        frames = self.portal.frames_at(self.portal.addresses_in(item).values())
        html = in_scroll_boxes(in_frames(page.content or "", frames, spec.address or ""))
        if self.preview:
            self.hosted[page.file.src_uri] = (self.portal.sign_of(item), html)
        context.update(spec=spec, view=spec.view, body=Rendered(html))
        return context

    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The lite twin of a plain page, as the engine makes those of the others."""
        del config
        spec = self._spec_of(page)
        made = lite_pages(self._env_in(spec.language), self.desk, spec, output)
        for path, html in zip(lite_paths(spec.path, len(made)), made, strict=True):
            # Others may write over it, as over every page of ours: when they change, it is written again.
            key = key_of("lite", self.setup.key, path, html)
            if not self.staging.holds(path, key):
                self.staging.write(path, html, key)
        return output

    def _env_in(self, language: str) -> jinja2.Environment:
        """MkDocs' own environment, or one with the words of a language that somebody wrote."""
        if language not in languages():
            return self.env
        if language not in self.envs:
            self.envs[language] = furnished(self.setup, self.desk, language)
            self.envs[language].template_class = _PageTemplate
        return self.envs[language]

    def _spec_of(self, page: Page) -> PageSpec:
        if page.file.src_uri not in self.portal.links.by_source:
            raise Abort(say("report.strange_page", path=page.file.src_uri))
        return self.portal.pages.plain(page.file.src_uri.removesuffix(".md"))

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Last of all plugins: what is in the staging folder becomes the site."""
        if self.preview and self.preview.is_starting:
            return
        config.site_dir = str(self.site)
        self._tell_extras(config)
        if config.strict and _warnings_of_others():
            self._end()
            raise Abort(say("problem.stopped"))
        if self.preview:
            self.preview.find_changes(self.staging)
        with self.phases.phase("apply"):
            gone = self.staging.apply()
        # What has left the site leaves the store: a withdrawn story or a name taken out must not live on in it.
        is_purged = bool(gone) or self.portal.has_withdrawn or self._has_new_stories()
        with self.phases.phase("store"):
            self.store.close(self.site, self.staging.made(), gone, self.staging.looked, is_purged)
        if self.preview is None and log.isEnabledFor(logging.INFO):
            seconds = time.monotonic() - self.phases.started
            files, identity = self.staging.files(), self.setup.identity
            print(summary(self.portal, config.site_name, identity, self.site, files, seconds))
        self._end()
        if is_wanted():
            print(self.phases.told())

    def _tell_extras(self, config: MkDocsConfig) -> None:
        """Styles and scripts that no page will load; other plugins have written theirs by now."""
        for path in own.elsewhere(config):
            log.warning(say("settings.elsewhere", path=path))
        if self.preview is None and (names := own.unused(config)):
            log.info(say("settings.unused", names=", ".join(names)))
        for path in own.missing(config, self.own, self.staging.folder):
            log.warning(say("settings.no_file", path=path))

    def _has_new_stories(self) -> bool:
        """True when the page of a family's story was written anew, in whatever language."""
        folder = f"/{BY_NAME['story'].address}/"
        return any(folder in f"/{path}" for path, _ in self.staging.made() if path not in self.staging.kept)

    def on_build_error(self, *, error: Exception) -> None:
        self._end()
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise Abort(say("report.disk_full", path=error.filename or self.site)) from error
        # A folder that could not be made: a drive that is not there.
        if isinstance(error, OSError) and (error.errno in DENIED or not self.site.parent.is_dir()):
            raise Abort(say("report.denied", path=error.filename or self.site)) from error
        if isinstance(error, OSError) and error.errno == errno.ESTALE:
            raise Overtaken(say("report.file_changed", path=error.filename)) from error

    def _end(self) -> None:
        """The site is as good as it was, or better; the next build may begin."""
        if self.lock is not None:
            if hasattr(self, "staging"):
                self.staging.abandon()
            self.lock.release()
            self.lock = None

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any) -> "LiveReloadServer":
        from giamngheo.site.server import PreviewServer

        del builder
        server.watch(str(templates_folder()))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        return PreviewServer(server, self.preview, Path(config.config_file_path)) if self.preview else server


class _PageTemplate(jinja2.Template):
    """Plugins copy what a page says of itself; the template of a page in another language is a part of that."""

    def __deepcopy__(self, memo: object) -> Self:
        return self


def _warnings_of_others() -> int:
    """Warnings that MkDocs or another plugin counted; `--strict` must not replace the last good site then."""
    handlers = logging.getLogger("mkdocs").handlers
    return sum(count for handler in handlers for _, count in getattr(handler, "get_counts", list)())
