// Keeps the light version of pages that a reader asked for; everything is asked of the network first.
const CORE = @core@;
const BASE = new URL("./", location).href;
const LITE = BASE + "lite/";
const OFFLINE = BASE + "ngoai-tuyen/";
const SEARCH = BASE + "tim-kiem/";
const ASK = BASE + "dat-cau-hoi/";
const DAY = 86400000;
const PAUSE = 600000;
let looked = 0;

addEventListener("install", (event) => event.waitUntil(furnish()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

async function furnish() {
  await caches.delete("core");
  const core = await caches.open("core");
  await core.addAll(CORE.map((path) => new Request(BASE + path, { cache: "no-cache" })));
  await skipWaiting();
}

addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || !request.url.startsWith(BASE)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (CORE.includes(request.url.slice(BASE.length))) event.respondWith(part(request));
});

async function page(event) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(refresh());
    return answer;
  } catch (error) {
    return kept(new URL(event.request.url));
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await caches.match(request)) || Response.error();
  }
}

// A page's light version stands for it; what is not kept leads to the list of what is, a search into that list.
// A question can be written down without a connection: its page is kept as it is.
async function kept(url) {
  const address = url.origin + url.pathname;
  if (address === SEARCH) return Response.redirect(OFFLINE + url.search);
  const light = address.startsWith(LITE) ? address : LITE + address.slice(BASE.length);
  const file = [OFFLINE, ASK].includes(address) ? address : light;
  const found = await caches.match(file);
  if (!found) return Response.redirect(OFFLINE);
  return address === file ? found : Response.redirect(light);
}

addEventListener("message", (event) => {
  const port = event.ports[0];
  event.waitUntil(
    keep(event.data).then(
      () => port.postMessage(true),
      () => port.postMessage(false),
    ),
  );
});

async function keep(address) {
  const roots = await caches.open("roots");
  await roots.add(new Request(address, { cache: "no-cache" }));
  looked = 0;
  await refresh();
}

// At every contact: what was withdrawn goes, what is new comes, what is a day old is asked for again.
async function refresh() {
  if (Date.now() - looked < PAUSE) return;
  looked = Date.now();
  const roots = await caches.open("roots");
  const pages = await caches.open("pages");
  const wanted = new Set();
  for (const root of await roots.keys()) {
    const answer = await renewed(roots, root.url);
    if (answer) entriesIn(await answer.text(), root.url).forEach((address) => wanted.add(address));
  }
  for (const old of await pages.keys()) {
    if (!wanted.has(old.url)) await pages.delete(old);
  }
  for (const address of wanted) await daily(pages, address);
  await daily(await caches.open("core"), ASK);
}

async function daily(cache, address) {
  const found = await cache.match(address);
  if (!found || Date.now() - Date.parse(found.headers.get("date")) > DAY) await renewed(cache, address);
}

// What the network has under this address now; what it has no more is kept no longer.
async function renewed(cache, address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.ok) await cache.put(address, answer.clone());
  if (answer.status === 404 || answer.status === 410) await cache.delete(address);
  return answer.ok ? answer : cache.match(address);
}

// Entries that a light page leads to, in the order of the page.
function entriesIn(html, from) {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  const found = [...main.matchAll(/ href="([^"#]+)/g)].map((link) => new URL(link[1], from).href);
  return found.filter((address) => address.startsWith(LITE) && isEntry(address.slice(LITE.length)));
}

function isEntry(path) {
  const [kind, below] = path.split("/");
  if (!["bai-viet", "hoi-dap", "guong-dien-hinh", "hoat-dong", "chinh-sach"].includes(kind)) return false;
  return Boolean(below) && !["nam", "chu-de", "dia-ban", "trang", "so-theo-doi"].includes(below);
}
