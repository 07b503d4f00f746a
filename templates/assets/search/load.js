// Search is fetched when somebody is about to search, or when an address asks for it.
(function () {
  const form = document.querySelector("form[data-search]");
  let isLoaded = false;
  function load() {
    if (isLoaded) return;
    isLoaded = true;
    for (const address of form.dataset.search.split(" ")) {
      const script = document.createElement("script");
      script.src = address;
      script.async = false;
      document.head.appendChild(script);
    }
    // The head of the index comes along: one wait less.
    form.head = fetch(form.action + "chi-muc/ke.json", { cache: "no-cache" });
  }
  if (!form) return;
  form.addEventListener("focusin", load);
  if (form.hasAttribute("data-page") && location.search) load();
})();
