// What the field in the head of every page and the page of results share.
const DELAY_MS = 120;
const BASE = document.currentScript.src;

function loaded(address) {
  return new Promise((resolve, reject) => {
    const script = made("script", { src: address });
    script.onload = () => resolve(giamngheo.respelled);
    script.onerror = reject;
    document.head.append(script);
  });
}

class Finder {
  constructor(form) {
    this.form = form;
    this.field = form.elements.q;
    this.root = new URL("../", form.action).href;
    this.turn = 0;
    const folder = new URL("chi-muc/", form.action).href;
    const read = async (name) => {
      const isHead = name === "ke.json", early = isHead && form.head;
      if (isHead) form.head = null;
      const address = folder + name + (isHead ? "" : "?v=" + this.index.head.version);
      const answer = await (early || fetch(address, { cache: isHead ? "no-cache" : "default" }));
      if (!answer.ok) throw new Error(name);
      return answer.text();
    };
    this.index = new Index(read, () => loaded(new URL("@spell.js", BASE)));
    giamngheo.search = (query, filters, options) => search(this.index, query, filters, options);
  }

  // Only the last thing asked is shown.
  async turned(work) {
    const turn = ++this.turn;
    const isLast = () => turn === this.turn;
    try {
      await work(isLast);
    } catch (error) {
      if (isLast()) this.tell(this.form.dataset.failed);
    }
  }

  say(name, facts) {
    return this.index.head.say[name].replace(/\{(\w+)\}/g, (all, fact) => facts[fact]);
  }

  tell(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  told(result) {
    const day = result.date.split("-").reverse().join("/");
    return [this.index.head.labels[result.kind], day, result.places.join(", ")].filter(Boolean).join(" \u00b7 ");
  }

  later(work) {
    clearTimeout(this.wait);
    this.wait = setTimeout(work, DELAY_MS);
  }
}

const giamngheo = window.giamngheo = { Finder, made, marked, search, words, folded, FACETS };
