// Sends, copies, prints, keeps, changes the size of the text; a button shows where the browser can do it.
const LARGEST = 3;
const SHOWN = 5000;
const root = document.documentElement;

function readSize() {
  try {
    return Number(localStorage.getItem("size")) || 0;
  } catch (error) {
    return 0;
  }
}

function setSize(step) {
  const size = Math.max(0, Math.min(LARGEST, step));
  root.dataset.size = size;
  try {
    localStorage.setItem("size", size);
  } catch (error) {
    return;
  }
}

function told(button, word) {
  button.textContent = button.dataset[word];
}

// What became of it is told for a while; then the button says again what it does.
async function copyLink(button) {
  button.dataset.name = button.dataset.name || button.textContent;
  await navigator.clipboard.writeText(location.href).then(
    () => told(button, "done"),
    () => told(button, "failed"),
  );
  setTimeout(() => told(button, "name"), SHOWN);
}

async function keepPage(button) {
  told(button, "busy");
  try {
    await navigator.serviceWorker.register(button.dataset.worker);
    const worker = await navigator.serviceWorker.ready;
    const channel = new MessageChannel();
    channel.port1.onmessage = (answer) => told(button, answer.data ? "done" : "failed");
    worker.active.postMessage(document.querySelector(".lite-link").href, [channel.port2]);
  } catch (error) {
    told(button, "failed");
  }
}

// A device reads aloud only what it has a voice for: another language's voice makes noise of it.
function voiceHere() {
  return window.speechSynthesis && speechSynthesis.getVoices().find((voice) => voice.lang.startsWith(root.lang));
}

function listen() {
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  const voice = voiceHere();
  for (const part of document.querySelectorAll("main :is(h1, .lead, .answer__text, .steps__list li, .prose > *)")) {
    const spoken = new SpeechSynthesisUtterance(part.textContent);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    speechSynthesis.speak(spoken);
  }
}

function offerVoice() {
  const button = document.querySelector("[data-tool=listen]");
  if (button) button.parentNode.hidden = !voiceHere();
}

const TOOLS = {
  listen: [voiceHere(), listen],
  share: [navigator.share, () => navigator.share({ title: document.title, url: location.href }).catch(() => 0)],
  copy: [navigator.clipboard, copyLink],
  smaller: [true, () => setSize(readSize() - 1)],
  larger: [true, () => setSize(readSize() + 1)],
  print: [true, () => print()],
  keep: [navigator.serviceWorker && window.caches, keepPage],
};

for (const button of document.querySelectorAll("[data-tool]")) {
  const [isThere, act] = TOOLS[button.dataset.tool];
  button.parentNode.hidden = !isThere;
  button.addEventListener("click", () => act(button));
}
if (readSize()) setSize(readSize());
// Some browsers know their voices only after a while.
if (window.speechSynthesis) speechSynthesis.addEventListener("voiceschanged", offerVoice);
