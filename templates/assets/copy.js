// A button beside every text that is there to be copied.
(() => {
  "use strict";
  const words = document.querySelector("[data-copy]").dataset;
  const copy = async (box) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(box.value);
    // Pages of an office that come without encryption have no clipboard of their own.
    box.select();
    if (!document.execCommand("copy")) throw new Error("copy");
  };
  for (const box of document.querySelectorAll(".reuse__box")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button reuse__copy";
    button.textContent = words.copy;
    button.setAttribute("aria-describedby", box.getAttribute("aria-labelledby"));
    button.addEventListener("click", async () => {
      try {
        await copy(box);
        button.textContent = words.copied;
      } catch {
        box.select();
      }
    });
    box.before(button);
  }
})();
