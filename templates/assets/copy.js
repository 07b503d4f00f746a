// A button beside every text that is there to be copied, and beside it whether that was done.
(() => {
  "use strict";
  const SHOWN = 5000;
  const words = document.querySelector("[data-copy]").dataset;

  const copy = async (box) => {
    try {
      await navigator.clipboard.writeText(box.value);
      return true;
    } catch {
      // Pages of an office that come without encryption have no clipboard of their own. What is selected there
      // stays so where even this fails: the reader's own hand copies it.
      box.focus();
      box.select();
      return document.execCommand("copy");
    }
  };

  for (const box of document.querySelectorAll(".reuse__box")) {
    const [row, button, status] = ["p", "button", "span"].map((name) => document.createElement(name));
    let last = 0;
    row.className = "reuse__row";
    button.className = "button";
    button.type = "button";
    button.textContent = words.copy;
    button.setAttribute("aria-describedby", box.getAttribute("aria-labelledby"));
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      clearTimeout(last);
      const isDone = await copy(box);
      status.textContent = isDone ? words.copied : words.failed;
      if (!isDone) return;
      button.focus({ preventScroll: true });
      last = setTimeout(() => status.replaceChildren(), SHOWN);
    });
    row.append(button, status);
    box.before(row);
  }
  // Who has the button needs no keys.
  for (const hint of document.querySelectorAll(".reuse__hint")) hint.hidden = true;
})();
