// The field in the head of every page: an ARIA combobox with a list of results.
const { Finder, made, marked, search } = window.giamngheo;

class Combobox extends Finder {
  constructor(form) {
    super(form);
    this.list = made("ul", { role: "listbox", id: "goi_y", class: "search__list", "aria-label": form.dataset.results, hidden: "" });
    this.status = made("p", { role: "status", class: "search__status" });
    form.append(this.list, this.status);
    const has = { role: "combobox", "aria-expanded": "false", "aria-controls": "goi_y", "aria-autocomplete": "list" };
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
      if (isLast()) this.show(found, query);
    });
  }

  show(found, text) {
    const count = found.results.length;
    this.choose(-1);
    this.list.textContent = "";
    found.results.forEach((result, at) => {
      const attributes = { role: "option", id: "goi_y_" + at, class: "search__option", "data-url": this.root + result.url, "aria-selected": "false" };
      const option = made("li", attributes,
        made("span", { class: "search__title" }, ...marked(result.title)),
        made("span", { class: "search__meta" }, this.told(result)));
      option.addEventListener("click", () => this.go(option));
      this.list.append(option);
    });
    this.open(count > 0);
    this.tell(count ? this.say("some", { count }) : this.say("none", { text }));
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.wait);
    this.turn++;
    this.choose(-1);
    this.open(false);
    this.tell("");
  }

  go(option) {
    location.href = option.dataset.url;
  }

  // One option, or with -1 the field itself.
  choose(at) {
    const options = this.list.children;
    if (options[this.at]) options[this.at].setAttribute("aria-selected", "false");
    this.at = at < -1 ? options.length - 1 : at < options.length ? at : -1;
    const option = options[this.at];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], option = this.list.children[this.at];
    if (this.list.hidden) {
      if (step) this.look();
    } else if (step) {
      event.preventDefault();
      this.choose(this.at + step);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && option) {
      event.preventDefault();
      this.go(option);
    } else if (event.key === "Home" || event.key === "End") this.choose(-1);
  }
}

const combobox = new Combobox(document.querySelector("form[data-search]"));
if (document.activeElement === combobox.field) combobox.look();
