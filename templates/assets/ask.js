// Keeps a question on this device until it is sent, gives it a reference code, and puts both into messages.
(() => {
  "use strict";
  const form = document.querySelector(".ask");
  const [question, status] = [form.querySelector("textarea"), form.querySelector(".ask__status")];
  const words = form.dataset;
  const KEY = "dat-cau-hoi";
  // Letters and digits that nobody confuses, neither read nor said.
  const SIGNS = "23456789ABCDEFGHKMNPQRSTUVXY";

  const newCode = () =>
    `H-${[...crypto.getRandomValues(new Uint8Array(6))].map((byte) => SIGNS[byte % SIGNS.length]).join("")}`;

  const stored = () => {
    try {
      const draft = JSON.parse(localStorage.getItem(KEY));
      return typeof draft?.code === "string" && typeof draft.text === "string" ? draft : null;
    } catch {
      return null;
    }
  };
  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(draft));
      return true;
    } catch {
      // A private window keeps nothing.
      return false;
    }
  };
  let draft = stored() ?? { code: newCode(), text: "" };

  const message = () => [draft.code, draft.text].join(": ");
  const links = { sms: (text) => `?body=${text}`, mail: (text) => `?subject=${encodeURIComponent(draft.code)}&body=${text}` };
  const ways = [...form.querySelectorAll("a[data-way]")].map((link) => [link, link.href]);

  const show = () => {
    form.querySelector(".ask__code").textContent = draft.code;
    form.querySelector("[name=reference]").value = draft.code;
    for (const [link, address] of ways) link.href = address + links[link.dataset.way](encodeURIComponent(message()));
  };
  const tell = (text) => { status.textContent = text; };

  const copy = async () => {
    if (!draft.text.trim()) return tell(words.empty);
    try {
      await navigator.clipboard.writeText(message());
      tell(words.copied);
    } catch {
      question.select();
      tell(document.execCommand("copy") ? words.copied : words.failed);
    }
    return undefined;
  };
  const clear = () => {
    if (draft.text && !confirm(words.sure)) return;
    draft = { code: newCode(), text: "" };
    question.value = "";
    localStorage.removeItem(KEY);
    tell("");
    show();
  };

  question.value = draft.text || question.value;
  question.addEventListener("input", () => {
    draft.text = question.value;
    const isKept = keep();
    show();
    tell(isKept ? (navigator.onLine ? words.kept : words.offline) : "");
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    keep();
    tell(words.offline);
  });
  form.addEventListener("click", (event) => {
    const way = event.target.closest("button[data-way]")?.dataset.way;
    if (way === "copy") copy();
    if (way === "clear") clear();
  });
  addEventListener("offline", () => tell(words.offline));
  addEventListener("online", () => tell(draft.text ? words.kept : ""));

  show();
  form.hidden = false;
  for (const part of form.querySelectorAll(".ask__reference, .ask__script")) part.hidden = false;
  if (draft.text) tell(navigator.onLine ? words.kept : words.offline);
})();
