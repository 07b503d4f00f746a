// Where the browser is to save data, the way to the light version stands first.
function offerLite() {
  const link = document.querySelector(".lite-link");
  if (!link || !navigator.connection || !navigator.connection.saveData) return;
  const first = document.createElement("p");
  first.className = "tools-first frame";
  first.append(link.cloneNode(true));
  document.querySelector("main").prepend(first);
}
offerLite();
