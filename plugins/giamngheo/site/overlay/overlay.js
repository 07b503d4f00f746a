// Follows the preview: loads this page again when it changed, and shows what is wrong with the last edit; warnings
// only to those who ask.
(() => {
  "use strict";
  const me = document.currentScript;
  const CLOSED = "giamngheo.closed";
  const MENDED = "mended";
  const RETRY_MS = 1000;
  const HEALED_MS = 6000;
  let state = me.dataset.state;
  let texts = null;
  let isBroken = false;
  let waiting = null;

  const made = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // --- what is shown: in a shadow, so that page and overlay do not style each other -------------------------

  const title = made("h2", { id: "title" });
  const lead = made("p", { id: "lead", class: "lead" });
  const list = made("ol", { class: "troubles" });
  const more = made("p", { class: "more" });
  const close = made("button", { type: "button", class: "close" });
  const text = made("div", { class: "text", tabindex: "0", role: "group", "aria-labelledby": "title" }, lead, list, more);
  const dialog = made(
    "dialog",
    { "aria-labelledby": "title", "aria-describedby": "lead" },
    made("div", { class: "head" }, title, close),
    text,
  );
  const reopen = made("button", { type: "button", class: "reopen" });
  const status = made("p", { role: "status" });
  reopen.hidden = true;

  // While there is no site, nothing lies below that an overlay would be over: the page itself tells.
  const standIn = document.querySelector(".waiting main");
  const host = made("div", { lang: me.dataset.lang, class: "giamngheo-preview" });
  const shadow = host.attachShadow({ mode: "open" });
  shadow.append(made("link", { rel: "stylesheet", href: new URL("overlay.css", me.src).href }));
  shadow.append(...(standIn ? [list, more] : [dialog, reopen]), status);

  // `names` of fields and files stand out.
  const marked = (sentence) =>
    sentence.split("`").map((part, number) => (number % 2 ? made("code", {}, part) : part));

  const told = ({ where, code, title, fact, remedy }) =>
    made(
      "li",
      { class: "trouble" },
      made("p", { class: "where" }, made("code", {}, where), " ", made("span", { class: "code" }, code)),
      made("h3", {}, title),
      made("p", { class: "fact" }, ...marked(fact)),
      made("p", { class: "remedy" }, ...marked(remedy)),
    );

  const say = (sentence) => {
    if (status.textContent !== sentence) status.textContent = sentence;
  };

  const open = () => {
    reopen.hidden = true;
    if (standIn || dialog.open) return;
    dialog.returnValue = "";
    dialog.showModal();
  };

  const show = (answer) => {
    const wasBroken = isBroken;
    texts = answer.texts;
    isBroken = answer.broken;
    host.classList.toggle("warned", !isBroken);
    dialog.setAttribute("role", isBroken ? "alertdialog" : "dialog");
    title.textContent = texts.title;
    lead.textContent = texts.lead;
    more.textContent = texts.more;
    close.textContent = texts.close;
    reopen.textContent = texts.reopen;
    list.replaceChildren(...answer.told.map(told));
    if (!isBroken) {
      if (wasBroken || !answer.told.length) dialog.close(MENDED);
      reopen.hidden = dialog.open || !answer.told.length;
      say(wasBroken ? texts.healed : "");
      if (wasBroken) setTimeout(() => say(""), HEALED_MS);
    } else {
      say("");
      // Closed by the reader on one page: not in the way on the next one, until another edit fails.
      if (sessionStorage.getItem(CLOSED) === String(answer.state)) reopen.hidden = dialog.open;
      else open();
    }
  };

  close.addEventListener("click", () => dialog.close());
  reopen.addEventListener("click", open);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === MENDED) return;
    if (isBroken) sessionStorage.setItem(CLOSED, state);
    reopen.hidden = false;
    reopen.focus();
  });

  // --- asking: one request that the server answers when there is news ----------------------------------------

  const follow = async () => {
    waiting?.abort();
    const mine = (waiting = new AbortController());
    for (let now = "1"; !mine.signal.aborted; now = "") {
      try {
        const query = new URLSearchParams({ page: location.pathname, since: state, now });
        const answer = await (await fetch(new URL(`state?${query}`, me.src), { signal: mine.signal, cache: "no-store" })).json();
        if (answer.stale) {
          location.reload();
          return;
        }
        state = String(answer.state);
        show(answer);
      } catch {
        if (mine.signal.aborted) return;
        if (texts) say(texts.lost);
        await new Promise((done) => setTimeout(done, RETRY_MS));
      }
    }
  };

  // A browser keeps six connections to a server: pages nobody sees do not hold one.
  const attend = () => (document.hidden ? waiting?.abort() : follow());
  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", () => waiting?.abort());
  addEventListener("pageshow", (event) => event.persisted && attend());
  (standIn ?? document.body).append(host);
  attend();
})();
