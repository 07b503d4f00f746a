// Asks Material's search as a reader does: what stands in its field, and what its list shows then.
window.ask = async (query, limit) => {
  const field = document.querySelector("[data-md-component=search-query]");
  const meta = document.querySelector(".md-search-result__meta");
  const links = () => [...document.querySelectorAll(".md-search-result__item > .md-search-result__link")];
  const moment = () => new Promise((resolve) => setTimeout(resolve, 5));
  const put = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  };
  const none = JSON.parse(document.getElementById("__config").textContent).translations["search.result.none"];
  const isTold = () => meta.textContent === none || /\d/.test(meta.textContent);
  field.focus();
  put("");
  while (isTold() || links().length) await moment();
  put(query);
  while (!isTold()) await moment();
  const count = Math.min(limit, parseInt(meta.textContent, 10) || 0);
  for (let turn = 0; turn < 40 && links().length < count; turn++) {
    document.querySelector(".md-search__scrollwrap").dispatchEvent(new Event("scroll"));
    await moment();
  }
  return links().slice(0, limit).map((one) => one.getAttribute("href"));
};
