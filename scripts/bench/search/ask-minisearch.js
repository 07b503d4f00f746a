// Asks MiniSearch: words without marks on both sides, prefixes and one slip in five letters.
const OPTIONS = {
  fields: ["title", "alias", "text"],
  storeFields: ["title", "address"],
  processTerm: (term) => term.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d"),
  searchOptions: { boost: { title: 4, alias: 4 }, prefix: true, fuzzy: 0.2 },
};
if (typeof window === "undefined") module.exports = { OPTIONS };
else {
  let made = null;
  const load = async () => {
    const text = fetch("/index.json").then((answer) => answer.text());
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: "/minisearch.js", onload: resolve, onerror: reject });
      document.head.append(script);
    });
    return window.MiniSearch.loadJSON(await text, OPTIONS);
  };
  window.ask = async (query, limit) => {
    made = made || load();
    return (await made).search(query).slice(0, limit).map((one) => one.address);
  };
}
