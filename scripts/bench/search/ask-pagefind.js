// Asks Pagefind by its own interface; the data of as many results as are shown.
window.ask = async (query, limit) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(query);
  const shown = await Promise.all(found.results.slice(0, limit).map((one) => one.data()));
  return shown.map((one) => one.url);
};
