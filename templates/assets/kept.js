// The list of pages kept on this device, and the way to be rid of them.
(async function () {
  const box = document.querySelector("[data-kept]");
  if (!box || !window.caches) return;
  const list = box.querySelector("ul");
  const button = box.querySelector("button");
  box.hidden = false;
  for (const name of ["roots", "pages"]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const html = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(html, "text/html").querySelector("h1");
      const link = document.createElement("a");
      link.href = request.url;
      link.textContent = title ? title.textContent : request.url;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
  }
  box.querySelector("p").hidden = list.children.length > 0;
  button.hidden = list.children.length === 0;
  button.addEventListener("click", async function () {
    await Promise.all(["roots", "pages"].map((name) => caches.delete(name)));
    list.replaceChildren();
    button.hidden = true;
    box.querySelector("p").hidden = false;
  });
})();
