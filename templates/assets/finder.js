// Narrows the policies of the page to a household's groups and needs; the address keeps what was chosen.
(() => {
  "use strict";
  const form = document.querySelector(".finder");
  const count = form.querySelector(".finder__count");
  const sections = [...document.querySelectorAll(".need")];
  const everyone = form.dataset.everyone;

  const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  const shares = (one, all) => all.length === 0 || all.some((value) => one.includes(value));

  const narrow = () => {
    const [groups, needs, withEnded] = [chosen("nhom"), chosen("viec"), chosen("cu").length > 0];
    const wanted = groups.length ? [...groups, everyone] : [];
    let found = 0;
    for (const section of sections) {
      let held = 0;
      for (const card of section.querySelectorAll(".policy")) {
        const isShown =
          shares(card.dataset.who.split(" "), wanted) &&
          shares([...card.dataset.topics.split(" "), section.dataset.need], needs) &&
          (withEnded || !("ended" in card.dataset));
        card.hidden = !isShown;
        held += isShown ? 1 : 0;
      }
      section.hidden = held === 0;
      found += held;
    }
    count.textContent = found ? form.dataset.count.replace("{count}", found) : form.dataset.none;
  };

  const keep = () => {
    const query = new URLSearchParams();
    for (const name of ["nhom", "viec", "cu"]) {
      if (chosen(name).length) query.set(name, chosen(name).join(","));
    }
    const text = query.toString().replaceAll("%2C", ",");
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  };

  const asked = new URLSearchParams(location.search);
  for (const box of form.querySelectorAll("input")) {
    box.checked = (asked.get(box.name) ?? "").split(",").includes(box.value);
  }
  form.addEventListener("change", () => {
    keep();
    narrow();
  });
  form.hidden = false;
  // The groups are in the form now.
  document.querySelector(".policies-page__groups").hidden = true;
  narrow();
})();
