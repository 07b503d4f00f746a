// The page of results: what is asked stands in its address.
const { Finder, made, marked, search, FACETS } = window.giamngheo;

function part(name) {
  return document.querySelector("[data-" + name + "]");
}

class Results extends Finder {
  constructor(form) {
    super(form);
    this.status = part("status");
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
    part("more").addEventListener("click", () => this.more());
    for (const button of part("sort").children) this.leads(button, { xep: button.value });
    this.show();
  }

  read() {
    const given = new URLSearchParams(location.search);
    this.field.value = given.get("q") || "";
    this.sort = given.get("xep") || "";
    this.filters = {};
    for (const facet of FACETS) this.filters[facet] = given.get(facet) || "";
    this.isFiltered = FACETS.some((facet) => this.filters[facet]);
  }

  address(changes) {
    const all = Object.assign({ q: this.field.value.trim() }, this.filters, { xep: this.sort }, changes);
    const address = new URL(this.form.action);
    for (const name of Object.keys(all)) if (all[name]) address.searchParams.set(name, all[name]);
    return address.href;
  }

  change(changes, isNew, isTyping) {
    const address = this.address(changes), typed = this.field.value;
    if (address !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", address);
    this.read();
    if (isTyping) this.field.value = typed;
    this.show(isTyping);
  }

  // A button or a link changes what is asked; a link may still be opened elsewhere.
  leads(node, changes) {
    node.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.change(changes, true);
    });
  }

  show(isTyping) {
    const query = this.field.value.trim(), isAsked = Boolean(query || this.isFiltered);
    part("directory").hidden = isAsked;
    part("found").hidden = !isAsked;
    this.turned(async (isLast) => {
      const options = { isTyping, sort: this.sort };
      const isPlain = !this.isFiltered && !this.sort;
      // What is best comes first; how many there are in all takes longer.
      const first = isAsked && isPlain && await search(this.index, query, {}, options);
      if (!isAsked || !isLast()) return;
      if (first) this.put(first, query);
      const found = await search(this.index, query, this.filters, Object.assign({ facets: true }, options));
      if (!isLast()) return;
      if (!first) this.put(found, query);
      this.count(found, query);
      this.narrow(found.facets);
    });
  }

  async put(found, query) {
    const list = part("items"), meant = part("meant");
    list.textContent = "";
    this.add(found);
    part("none").hidden = found.total;
    part("columns").hidden = !found.total;
    part("unsure").hidden = found.amount !== "partly";
    for (const button of part("sort").children) button.setAttribute("aria-pressed", button.value === this.sort);
    meant.textContent = "";
    if (found.suggestion) {
      const link = made("a", { href: this.address({ q: found.suggestion }) }, found.suggestion);
      this.leads(link, { q: found.suggestion });
      meant.append(this.say("meant", { text: "" }), link);
    }
    this.count(found, query);
    if (found.total) return;
    // The topics whose names look most like what was asked.
    if (!giamngheo.near) await this.index.spelling();
    giamngheo.near(part("near"), query);
  }

  count(found, query) {
    this.tell(this.say(found.total ? found.amount : query ? "none" : "empty", { count: found.total, text: query }));
  }

  add(found) {
    const list = part("items");
    for (const result of found.results) {
      const url = this.root + result.url;
      list.append(made("li", { class: "found box box--link", "data-url": url },
        made("h2", { class: "found__title" }, made("a", { class: "box__link", href: url }, ...marked(result.title))),
        made("p", { class: "found__meta" }, this.told(result)),
        made("p", { class: "found__text" }, ...marked(result.excerpt))));
    }
    part("more").hidden = list.children.length >= found.total;
  }

  more() {
    const items = part("items").children, from = items.length;
    this.turned(async (isLast) => {
      const found = await search(this.index, this.field.value.trim(), this.filters, { sort: this.sort, from });
      if (!isLast()) return;
      this.add(found);
      if (items[from]) items[from].querySelector("a").focus();
    });
  }

  // Links that narrow what was found; the one chosen leads back.
  narrow(facets) {
    for (const facet of FACETS) {
      const list = document.querySelector('[data-choices="' + facet + '"] ul'), had = list.querySelector(":focus");
      list.textContent = "";
      for (const { value, label, count } of facets[facet]) {
        const isChosen = this.filters[facet] === value, changes = { [facet]: isChosen ? "" : value };
        const attributes = { href: this.address(changes), class: "choice", "data-facet": facet, "data-value": value, "data-count": count };
        if (isChosen) attributes["aria-current"] = "true";
        const link = made("a", attributes, label + " ", made("span", { class: "choice__count" }, count));
        this.leads(link, changes);
        list.append(made("li", {}, link));
        if (had && had.dataset.value === value) link.focus();
      }
      list.parentNode.hidden = !list.children.length;
    }
  }
}

new Results(document.querySelector("form[data-search]"));
