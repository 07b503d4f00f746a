// Vietnamese syllables as search keys: plugins/giamngheo/search/fold.py says the same and why.
const TONES = { "\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5 };
const LETTER = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff";
const WORD = new RegExp("[" + LETTER + "][" + LETTER + "\u0300-\u036f]*|[\u0e00-\u109f\u1780-\u17ff\uaa00-\uaadf]", "g");
const MARK = /[\u0300-\u036f]/g;

function exact(word) {
  if (/^\d+$/.test(word)) return word.length === 2 ? word.replace(/^0+/, "") || "0" : word;
  let tone = "", letters = "";
  for (const letter of word.toLowerCase().normalize("NFD")) {
    if (TONES[letter]) tone = TONES[letter];
    else letters += letter;
  }
  const plain = letters.normalize("NFC");
  if (/\d/.test(plain)) return /^\d/.test(plain) ? plain : plain + "0";
  return plain
    .replace(/^(?:ngh(?=[ie\u00ea]|$)|gh(?=[e\u00ea]|$))/, (found) => found.slice(0, -1))
    .replace(/(^|[bcd\u0111ghklmnpqrstvx]|qu)y$/, "$1i") + tone;
}

function toneless(key) {
  return /^\D.*[1-5]$/.test(key) ? key.slice(0, -1) : key;
}

function folded(key) {
  return /^\d/.test(key) ? key : toneless(key).normalize("NFD").replace(/\u0111/g, "d").replace(MARK, "");
}

function isMarked(key) {
  return folded(key) !== key;
}

function words(text) {
  return (text.match(WORD) || []).map(exact);
}

const NAME = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2,}";
const DOCUMENT = new RegExp("(^|[^" + LETTER + "_/])(\\d{1,5})(?:\\s?[/.-]\\s?(\\d{4}))?\\s?[/.-]\\s?(" + NAME + "(?:[/&-]" + NAME + ")*)", "g");

function documentKeys(text) {
  const found = [];
  text.normalize("NFC").replace(DOCUMENT, (all, before, number, year, letters) => {
    const name = letters.split(/[/&-]/).map((part) => folded(exact(part))).join("");
    found.push("#" + [String(+number), year, name].filter(Boolean).join("/"));
  });
  return found;
}
