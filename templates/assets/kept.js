// The pages kept on this device, found by their words, and the way to be rid of them.
const box = document.querySelector("[data-kept]");
const form = box.querySelector("form"), button = box.querySelector("[data-remove]");
const list = box.querySelector("ul"), status = box.querySelector("[role=status]");

async function keptPages() {
  const pages = [];
  for (const name of ["roots", "pages"]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const html = await (await cache.match(request)).text();
      const page = new DOMParser().parseFromString(html, "text/html");
      const head = page.querySelector("h1"), main = page.querySelector("main") || page.body;
      const title = head ? head.textContent : request.url;
      if (head) head.remove();
      const lines = main.textContent.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
      pages.push({ url: request.url, title, text: lines.replace(/([.!?:;,])?\n/g, joined) });
    }
  }
  return pages;
}

// What of the query a page says: a word counts once, more in the title, and more behind the word before it.
function likeness({ title, text }, sought) {
  const best = {};
  for (const [part, weight] of [[title, 3], [text, 1]]) {
    const hits = hitsIn(part, sought);
    hits.forEach(({ which, fit }, at) => {
      const isNext = which && at && hits[at - 1].which === which - 1;
      if (which >= 0) best[which] = Math.max(best[which] || 0, fit * weight * (isNext ? 2 : 1));
    });
  }
  return Object.keys(best).reduce((total, which) => total + best[which], 0);
}

function shown(pages, head) {
  const query = form.elements.q.value.trim(), asked = said(query, head.questions);
  if (asked.length) asked[asked.length - 1].isBegun = true;
  const sought = soughtBy(asked, head.synonyms);
  const found = pages.map((page) => [asked.length ? likeness(page, sought) : 1, page]).sort((a, b) => b[0] - a[0]);
  const some = found.filter(([score]) => score > 0 && score >= MOST * found[0][0]);
  list.textContent = "";
  for (const [, { url, title, text }] of some) {
    const parts = shownOf(title, text, sought);
    const link = made("a", { class: "box__link", href: url }, ...marked(parts.title));
    const item = made("li", { class: "found box box--link" }, made("h3", { class: "found__title" }, link));
    if (asked.length) item.append(made("p", { class: "found__text" }, ...marked(parts.excerpt)));
    list.append(item);
  }
  const said_ = some.length ? status.dataset.some : status.dataset.none;
  status.textContent = asked.length ? said_.replace("{count}", some.length).replace("{text}", query) : "";
}

async function start() {
  const address = new URL("../tim-kiem/chi-muc/ke.json", form.action);
  const head = await fetch(address).then((answer) => answer.json()).catch(() => ({ questions: [], synonyms: [] }));
  let pages = await keptPages();
  const show = () => {
    box.querySelector("[data-empty]").hidden = pages.length > 0;
    form.hidden = button.hidden = !pages.length;
    shown(pages, head);
  };
  form.elements.q.value = new URLSearchParams(location.search).get("q") || "";
  box.hidden = false;
  show();
  form.addEventListener("input", show);
  button.addEventListener("click", async () => {
    await Promise.all(["roots", "pages"].map((name) => caches.delete(name)));
    pages = [];
    show();
  });
}

if (window.caches) start();
