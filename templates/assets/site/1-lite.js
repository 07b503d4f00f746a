// Where the browser is to save data, the way to the light version stands first.
function offerLite() {
  var wanted = navigator.connection && navigator.connection.saveData;
  var link = document.querySelector(".lite-link");
  if (wanted && link) link.parentNode.insertBefore(link, document.querySelector("main"));
}
offerLite();
