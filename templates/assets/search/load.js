// Search is fetched when somebody is about to search, or when an address asks for it.
(function () {
  var forms = document.querySelectorAll("form[data-search]");
  var isLoaded = false;
  function load() {
    if (isLoaded) return;
    isLoaded = true;
    var script = document.createElement("script");
    script.src = forms[0].getAttribute("data-script");
    document.head.appendChild(script);
  }
  for (var at = 0; at < forms.length; at++) {
    forms[at].addEventListener("focusin", load);
    if (forms[at].hasAttribute("data-page") && location.search) load();
  }
})();
