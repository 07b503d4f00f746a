// The field in the head of every page (a combobox) and the page of results.
const DELAY_MS = 120;

function made(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const name of Object.keys(attributes || {})) node.setAttribute(name, attributes[name]);
  node.append(...children.filter((child) => child !== null));
  return node;
}

function marked(parts) {
  return parts.map(([text, isHit]) => (isHit ? made("mark", {}, text) : text));
}

class Finder {
  constructor(form) {
    this.form = form;
    this.field = form.elements.q;
    this.root = new URL("../", form.action).href;
    const data = new URL("chi-muc/", form.action).href;
    this.index = new Index(async (name) => {
      const version = name === "ke.json" ? "" : "?v=" + this.index.head.version;
      const answer = await fetch(data + name + version, name === "ke.json" ? { cache: "no-cache" } : {});
      if (!answer.ok) throw new Error(answer.status + " " + name);
      return answer.text();
    });
    this.turn = 0;
    this.wait = 0;
  }

  // Only the last thing asked is shown.
  async turned(work) {
    const turn = ++this.turn;
    const isLast = () => turn === this.turn;
    try {
      await work(isLast);
    } catch (error) {
      if (isLast()) this.tell(this.say("failed"));
    }
  }

  say(name, facts) {
    const head = this.index.head;
    const text = head ? head.say[name] : this.form.dataset.failed;
    return text.replace(/\{(\w+)\}/g, (all, fact) => facts[fact]);
  }

  tell(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  kindOf(kind) {
    return this.index.head.labels[kind];
  }

  told(result) {
    const day = result.date.split("-").reverse().join("/");
    return [this.kindOf(result.kind), day, result.places.join(", ")].filter(Boolean).join(" \u00b7 ");
  }

  later(work) {
    clearTimeout(this.wait);
    this.wait = setTimeout(work, DELAY_MS);
  }
}

class Combobox extends Finder {
  constructor(form) {
    super(form);
    this.list = made("ul", { role: "listbox", id: "goi_y", class: "search__list", "aria-label": form.dataset.results });
    this.status = made("p", { role: "status", class: "search__status" });
    this.list.hidden = true;
    form.append(this.list, this.status);
    const has = { role: "combobox", "aria-expanded": "false", "aria-controls": "goi_y", "aria-autocomplete": "list", autocomplete: "off" };
    for (const name of Object.keys(has)) this.field.setAttribute(name, has[name]);
    this.at = -1;
    this.field.addEventListener("input", () => this.later(() => this.look()));
    this.field.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  look() {
    const query = this.field.value.trim();
    if (!query) return this.close();
    return this.turned(async (isLast) => {
      const found = await search(this.index, query, {}, { limit: 5, isTyping: true });
      if (isLast()) this.show(found);
    });
  }

  show(found) {
    this.at = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.list.replaceChildren ? this.list.replaceChildren() : (this.list.textContent = "");
    found.results.forEach((result, at) => {
      const title = made("span", { class: "search__title" }, ...marked(result.title));
      const meta = made("span", { class: "search__meta" }, this.told(result));
      const option = made("li", { role: "option", id: "goi_y_" + at, class: "search__option", "data-url": this.root + result.url, "aria-selected": "false" }, title, meta);
      option.addEventListener("click", () => { location.href = option.dataset.url; });
      this.list.append(option);
    });
    this.list.hidden = !found.results.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.tell(found.results.length ? this.say("some", { count: found.results.length }) : this.say("none", { text: this.field.value.trim() }));
  }

  close() {
    clearTimeout(this.wait);
    this.turn++;
    this.list.hidden = true;
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  key(event) {
    const options = this.list.children, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (step && !this.list.hidden) {
      event.preventDefault();
      if (options[this.at]) options[this.at].setAttribute("aria-selected", "false");
      this.at = this.at < 0 && step < 0 ? options.length - 1 : this.at + step;
      if (this.at >= options.length) this.at = -1;
      const option = options[this.at];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.field.setAttribute("aria-activedescendant", option.id);
      } else this.field.removeAttribute("aria-activedescendant");
    } else if (step) {
      this.look();
    } else if (event.key === "Enter" && options[this.at]) {
      event.preventDefault();
      location.href = options[this.at].dataset.url;
    }
  }
}

class Page extends Finder {
  constructor(form, place) {
    super(form);
    this.place = place;
    this.results = place.querySelector("[data-results]");
    this.status = place.querySelector("[data-status]");
    this.facets = place.querySelector("[data-facets]");
    this.directory = document.querySelector("[data-directory]");
    this.read();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change({}, true);
    });
    this.field.addEventListener("input", () => this.later(() => this.change({}, false, true)));
    window.addEventListener("popstate", () => {
      this.read();
      this.show();
    });
  }

  // What is asked stands in the address.
  read() {
    const given = new URLSearchParams(location.search);
    this.field.value = given.get("q") || "";
    this.sort = given.get("xep") || "";
    this.filters = {};
    for (const facet of FACETS) this.filters[facet] = given.get(facet) || "";
  }

  address(changes) {
    const all = Object.assign({ q: this.field.value.trim() }, this.filters, { xep: this.sort }, changes);
    const given = new URLSearchParams();
    for (const name of Object.keys(all)) if (all[name]) given.set(name, all[name]);
    const text = given.toString();
    return this.form.action.split("?")[0] + (text ? "?" + text : "");
  }

  change(changes, isNew, isTyping) {
    const address = this.address(changes);
    if (address !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", address);
    const value = this.field.value;
    this.read();
    this.field.value = value;
    return this.show(isTyping);
  }

  show(isTyping) {
    const query = this.field.value.trim();
    const isAsked = Boolean(query || FACETS.some((facet) => this.filters[facet]));
    if (this.directory) this.directory.hidden = isAsked;
    this.place.hidden = !isAsked;
    if (!isAsked) {
      this.turn++;
      return this.tell("");
    }
    return this.turned(async (isLast) => {
      const options = { isTyping, sort: this.sort };
      const isPlain = query && !this.sort && !FACETS.some((facet) => this.filters[facet]);
      if (isPlain) {
        const first = await search(this.index, query, {}, options);
        if (!isLast()) return;
        this.list(first, 0);
      }
      const found = await search(this.index, query, this.filters, Object.assign({ facets: true }, options));
      if (!isLast()) return;
      this.list(found, 0);
      this.narrow(found.facets);
    });
  }

  list(found, from) {
    const query = this.field.value.trim();
    if (!from) this.results.textContent = "";
    for (const result of found.results) {
      const link = made("a", { class: "box__link", href: this.root + result.url }, ...marked(result.title));
      const item = made("li", { class: "found box box--link", "data-url": this.root + result.url },
        made("h2", { class: "found__title" }, link),
        made("p", { class: "found__meta" }, this.told(result)),
        made("p", { class: "found__text" }, ...marked(result.excerpt)));
      this.results.append(item);
    }
    this.results.hidden = !this.results.children.length;
    const more = this.place.querySelector("[data-more]");
    const shown = this.results.children.length;
    more.hidden = shown >= found.total;
    more.onclick = () => this.turned(async (isLast) => {
      const next = await search(this.index, query, this.filters, { sort: this.sort, from: shown });
      if (!isLast()) return;
      this.list(next, shown);
      this.results.children[shown].querySelector("a").focus();
    });
    this.place.querySelector("[data-none]").hidden = found.total > 0;
    this.place.querySelector("[data-sort]").hidden = found.total < 2;
    for (const button of this.place.querySelectorAll("[data-sort] button")) {
      button.setAttribute("aria-pressed", String(button.value === this.sort));
      button.onclick = () => this.change({ xep: button.value }, true);
    }
    const meant = this.place.querySelector("[data-meant]");
    meant.hidden = !found.suggestion;
    meant.textContent = found.suggestion ? this.say("meant", { text: found.suggestion }) : "";
    const name = found.total ? (found.isAtLeast ? "many" : "some") : query ? "none" : "empty";
    this.tell(this.say(name, { count: found.total, text: query }));
  }

  // Links that narrow what was found; the one chosen leads back.
  narrow(facets) {
    for (const facet of FACETS) {
      const place = this.facets.querySelector('[data-choices="' + facet + '"]');
      const had = place.querySelector(":focus");
      const list = place.querySelector("ul");
      list.textContent = "";
      for (const one of facets[facet]) {
        const isChosen = this.filters[facet] === one.value;
        const change = { [facet]: isChosen ? "" : one.value };
        const link = made("a", { href: this.address(change), class: "choice", "data-facet": facet, "data-value": one.value, "data-count": one.count },
          one.label + " ", made("span", { class: "choice__count" }, String(one.count)));
        if (isChosen) link.setAttribute("aria-current", "true");
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          this.change(change, true);
        });
        list.append(made("li", {}, link));
        if (had && had.dataset.value === one.value) link.focus();
      }
      place.hidden = !facets[facet].length;
    }
  }
}

const place = document.querySelector("[data-found]");
for (const form of document.querySelectorAll("form[data-search]")) {
  const finder = place && place.contains(form) ? null : form.hasAttribute("data-page") ? new Page(form, place) : new Combobox(form);
  if (finder instanceof Page) finder.show();
  else if (finder && document.activeElement === finder.field && finder.field.value) finder.look();
  window.giamngheo = Object.assign(window.giamngheo || {}, {
    search: (query, filters, options) => search(finder.index, query, filters, options),
  });
}
