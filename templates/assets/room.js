// What is new since a day, of a topic, of a place: the lists of the months that it takes, narrowed on the device.
(() => {
  "use strict";
  const KEY = "giamngheo.room";
  const room = document.querySelector(".room");
  const form = room.querySelector(".room__since");
  const days = room.querySelector(".room__days");
  const status = form.querySelector("[role=status]");
  const newest = [...days.children];
  const pages = new Map();
  const named = { "chu-de": "/chu-de/", "dia-ban": "/dia-ban/" };

  const monthOf = (address) => address.match(/(\d{4}-\d\d)\/$/)?.[1] ?? "";
  const months = [...room.querySelectorAll(".room__months a")].map((link) => link.href);
  const namesIn = (row, kind) =>
    [...row.querySelectorAll(".room__facts a")].filter((link) => link.href.includes(named[kind]));

  // A list of a month, its links as they are from here.
  const load = async (address) => {
    if (!pages.has(address)) {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(String(answer.status));
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const link of read.querySelectorAll("a[href]")) {
        link.href = new URL(link.getAttribute("href"), address).href;
      }
      pages.set(address, [...read.querySelectorAll(".room__day")]);
    }
    return pages.get(address).map((day) => document.importNode(day, true));
  };

  const offer = (rows) => {
    for (const kind of Object.keys(named)) {
      const select = form.elements[kind];
      const known = new Map([...select.options].map((option) => [option.value, option.textContent]));
      for (const link of rows.flatMap((row) => namesIn(row, kind))) known.set(link.href, link.textContent);
      const chosen = select.value;
      const sorted = [...known].sort(([a, one], [b, other]) => (a && b ? one.localeCompare(other, "vi") : a ? 1 : -1));
      select.replaceChildren(...sorted.map(([value, name]) => new Option(name, value, false, value === chosen)));
    }
  };

  const isWanted = (row) =>
    Object.keys(named).every((kind) => {
      const { value } = form.elements[kind];
      return !value || namesIn(row, kind).some((link) => link.href === value);
    });

  const show = async () => {
    const since = form.elements.tu.value;
    let found = newest;
    if (since) {
      try {
        const lists = await Promise.all(months.filter((it) => monthOf(it) >= since.slice(0, 7)).map(load));
        found = lists.flat().filter((day) => day.querySelector("time").dateTime >= since);
      } catch {
        status.textContent = form.dataset.failed;
        return;
      }
    }
    offer(found.flatMap((day) => [...day.querySelectorAll("li")]));
    let count = 0;
    for (const day of found) {
      let held = 0;
      for (const row of day.querySelectorAll("li")) {
        row.hidden = !isWanted(row);
        held += row.hidden ? 0 : 1;
      }
      day.hidden = held === 0;
      count += held;
    }
    days.replaceChildren(...found);
    status.textContent = count ? form.dataset.count.replace("{count}", count) : form.dataset.none;
    return count;
  };

  // The day of the last visit stays on the device: what came since is shown first, and all where nothing came.
  const begin = async (day) => {
    form.elements.tu.value = day;
    if ((await show()) !== 0 || !day) return;
    form.elements.tu.value = "";
    await show();
    status.textContent = form.dataset.quiet;
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  let last = "";
  try {
    last = localStorage.getItem(KEY) ?? "";
    localStorage.setItem(KEY, new Date().toLocaleDateString("sv"));
  } catch {
    // Storage may be off.
  }
  begin(last);
})();
