// Lays two to four places side by side from their published files. Words stand in the page, digits stay as published.
(() => {
  "use strict";
  const root = document.querySelector(".compare");
  const form = root.querySelector("form");
  const out = root.querySelector(".compare__out");
  const words = root.dataset;
  const selects = [...form.querySelectorAll("select")];

  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // 2.80 is no number here: JSON would drop the zero that was published.
  const parsed = (text) => JSON.parse(text.replace(/"OBS_VALUE":(-?[\d.]+)/g, '"OBS_VALUE":"$1"'));

  const load = async (option) => {
    const answer = await fetch(`${words.base}${option.value}.json`);
    if (!answer.ok) throw new Error(String(answer.status));
    return parsed(await answer.text());
  };

  const written = (row, indicator) => {
    const [whole, part] = row.OBS_VALUE.replace("-", "\u2212").split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, words.group);
    const number = part ? grouped + words.decimal + part : grouped;
    const value = `${number}\u00a0${indicator.unit_name}`;
    return row.BOUND ? fill(words[row.BOUND], { value }) : value;
  };

  // What figures must share to stand in one row.
  const alike = (row) => [row.TIME_PERIOD, row.STANDARD ?? "", row.METHOD].join("|");
  const isResult = (row) =>
    row.OBS_VALUE !== undefined && row.STANDARD !== "unknown" && ["final", "derived"].includes(row.KIND);

  // A figure from before a place had its name says whose it was.
  const cell = (row, indicator, place) => {
    const made = element("td", written(row, indicator));
    if (row.REF_AREA !== place) {
      made.append(element("span", fill(words.then, { place: row.REF_AREA_NAME }), { class: "table__note" }));
    }
    return made;
  };

  // In the order in which a place tells its indicators, the newest year first.
  const rowsOf = (files, places) => {
    const found = new Map(), ranks = [];
    files.forEach((file, column) => {
      for (const { indicator, rows } of file.indicators) {
        if (!ranks.includes(indicator.id)) ranks.push(indicator.id);
        for (const row of rows.filter(isResult)) {
          const key = `${indicator.id}|${alike(row)}`;
          if (!found.has(key)) found.set(key, { indicator, row, cells: Array(files.length) });
          found.get(key).cells[column] = cell(row, indicator, places[column]);
        }
      }
    });
    return [...found.values()]
      .filter(({ cells }) => cells.filter(Boolean).length > 1)
      .sort((a, b) =>
        ranks.indexOf(a.indicator.id) - ranks.indexOf(b.indicator.id) || b.row.TIME_PERIOD - a.row.TIME_PERIOD);
  };

  const table = (options, rows) => {
    const made = element("table", "", { class: "table compare__table" });
    made.append(element("caption", words.caption));
    const head = element("tr");
    for (const text of [words.indicator, words.year, words.standard, ...options.map((o) => o.text)]) {
      head.append(element("th", text, { scope: "col" }));
    }
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    for (const { indicator, row, cells } of rows) {
      const line = element("tr");
      line.append(element("th", indicator.name, { scope: "row" }));
      line.append(element("td", String(row.TIME_PERIOD)), element("td", row.STANDARD ?? "\u2013"));
      for (let i = 0; i < options.length; i += 1) line.append(cells[i] ?? element("td", words.missing));
      body.append(line);
    }
    made.append(top, body);
    const box = element("div", "", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": words.caption });
    box.append(made);
    return box;
  };

  const kin = (options) => {
    for (const one of options) {
      const other = options.find((o) => one.dataset.kin?.split(" ").includes(o.value));
      if (other) return fill(words.refused, { one: one.text, other: other.text });
    }
    return "";
  };

  const show = async () => {
    const chosen = selects.map((select) => select.selectedOptions[0]).filter((option) => option.value);
    const options = chosen.filter((o, i) => chosen.findIndex((other) => other.value === o.value) === i);
    if (options.length < 2) return out.replaceChildren(element("p", words.few));
    history.replaceState(null, "", `?noi=${options.map((option) => option.value).join(",")}`);
    const refusal = kin(options);
    if (refusal) return out.replaceChildren(element("p", refusal));
    try {
      const rows = rowsOf(await Promise.all(options.map(load)), options.map((option) => option.value));
      return out.replaceChildren(rows.length ? table(options, rows) : element("p", words.none));
    } catch {
      return out.replaceChildren(element("p", words.failed));
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  // All choose from the same places: the page names them once.
  for (const group of selects[0].querySelectorAll("optgroup")) {
    for (const other of selects.slice(1)) other.append(group.cloneNode(true));
  }
  form.hidden = false;
  const asked = new URLSearchParams(location.search).get("noi");
  if (asked) {
    asked.split(",").slice(0, selects.length).forEach((id, i) => { selects[i].value = id; });
    show();
  }
})();
