// Other spellings of what found little: fetched only then. query.py and spelling.py of plugins/giamngheo/search say the same and why.
const GUESSED = 0.35, VARIANTS = 6, A_WORD = 5;
const MARKS = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];
const SIGNED = { 6: { a: "\u00e2", e: "\u00ea", o: "\u00f4" }, 7: { o: "\u01a1", u: "\u01b0" }, 8: { a: "\u0103" }, 9: { d: "\u0111" } };
const VOWELS = "aeiouy\u0103\u00e2\u00ea\u00f4\u01a1\u01b0";
const SYLLABLE = new RegExp("^(qu(?=[" + VOWELS + "])|gi(?=[" + VOWELS + "])|[^" + VOWELS + "]*)([" + VOWELS + "]+)");

function typedRaw(word) {
  let text = word.toLowerCase();
  if (!/^[a-z]+[a-z0-9]*$/.test(text) || /^[b-df-hj-np-tv-xz]+([0-8]|9[0-9])/.test(text)) return "";
  if (!/\d/.test(text)) {
    text = text.replace(/^([^aeiouy]*[aeiouyw]+[a-z]*?)([sfrxj])([a-z]*)$/, (all, head, tone, tail) => head + tail + ("sfrxj".indexOf(tone) + 1))
      .replace(/([aeo])\1/g, "$16").replace(/dd/g, "d9").replace(/aw|w/g, (sign) => (sign === "w" ? "7" : "a8"));
  }
  let made = text.replace(/\d/g, "");
  for (const sign of text.replace(/\D/g, "")) {
    const signed = SIGNED[sign];
    if (sign === "7" && made.includes("uo")) made = made.replace("uo", signed.u + signed.o);
    else if (signed) {
      const at = Math.max(...Object.keys(signed).map((letter) => made.lastIndexOf(letter)));
      if (at >= 0) made = made.slice(0, at) + signed[made[at]] + made.slice(at + 1);
    }
  }
  made = spelled(made + (text.match(/[1-5]/) || [""])[0]);
  return made === word.toLowerCase() ? "" : made;
}

function spelled(key) {
  const has = /^\D.*[1-5]$/.test(key);
  const letters = (has ? key.slice(0, -1) : key).replace(/^g(?=[e\u00ea])/, "gh").replace(/^ng(?=[ie\u00ea])/, "ngh").replace(/^i$/, "y");
  const found = SYLLABLE.exec(letters);
  if (!has || !found) return letters;
  const run = found[2];
  let at = run.length - 1;
  while (at >= 0 && "aeiouy".includes(run[at])) at--;
  if (at < 0) at = found[0].length < letters.length ? run.length - 1 : Math.max(0, run.length - 2);
  const end = found[1].length + at + 1;
  return (letters.slice(0, end) + MARKS[+key[key.length - 1]] + letters.slice(end)).normalize("NFC");
}

const ALIKE = "ng n s x tr ch d gi d r gi r l n i y c t d z gi z ph f c k".split(" ");

function slips(word, vocabulary) {
  const found = new Map();
  for (let pair = 0; pair < ALIKE.length; pair += 2) {
    for (const [old, now] of [[ALIKE[pair], ALIKE[pair + 1]], [ALIKE[pair + 1], ALIKE[pair]]]) {
      for (const made of [word.replace(new RegExp("^" + old), now), word.replace(new RegExp(old + "$"), now)]) {
        if (made !== word && vocabulary.has(made)) found.set(made, 100 + vocabulary.get(made));
      }
    }
  }
  for (let at = 0; at <= word.length; at++) {
    const head = word.slice(0, at), tail = word.slice(at + 1);
    const near = [];
    for (const letter of "abcdeghiklmnopqrstuvxy") {
      near.push(head + letter + word.slice(at));
      if (at < word.length) near.push(head + letter + tail);
    }
    if (at < word.length) near.push(head + tail, head + tail.slice(0, 1) + word[at] + tail.slice(1));
    for (const one of near) {
      const made = one.replace(/^ngh(?=[ie])|^gh(?=e)/, (head) => head.slice(0, -1));
      if (made !== word && vocabulary.has(made) && !found.has(made)) found.set(made, vocabulary.get(made));
    }
  }
  return [...found.keys()].sort((a, b) => found.get(b) - found.get(a) || (a < b ? -1 : 1));
}

// The fewest known syllables, of these the commonest.
function takenApart(word, vocabulary, exact) {
  const best = [[0, 0, ""]];
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - 7); start < end; start++) {
      const piece = word.slice(start, end), known = vocabulary.get(exact(piece)), before = best[start], now = best[end];
      if (!before || !known) continue;
      const one = [before[0] + 1, before[1] - known, before[2] + " " + piece];
      if (!now || (one[0] - now[0] || one[1] - now[1] || (one[2] < now[2] ? -1 : 1)) < 0) best[end] = one;
    }
  }
  return (best[word.length] || best[0])[2].trim();
}

function bestOf(answer) {
  return Math.max(0, ...answer.scores.values());
}

async function vocabularyOf(index) {
  return index.once(index.texts, "tu.txt", (list) => {
    return new Map(list.split(" ").map((word) => [word.slice(0, -1), word.charCodeAt(word.length - 1)]));
  });
}

// Typed raw by Telex or VNI, or with a slip of the hand: the answer to what was meant, with how that is written.
async function respelled(index, text, weak, isWhole, tools) {
  if (tools.isTyping && weak.words.length === 1) {
    const begun = await begunAlone(index, weak.words[0], isWhole, tools);
    if (bestOf(begun) > bestOf(weak)) return begun;
  }
  const parts = text.match(/\S+/g), raw = parts.map(typedRaw);
  if (raw.some(Boolean) && !weak.words.some((word) => word.isMarked)) {
    const meant = parts.map((part, at) => raw[at] || part).join(" ");
    const other = await tools.answered(index, tools.said(meant, index.head.questions), isWhole);
    if (bestOf(other) * GUESSED > bestOf(weak)) return Object.assign(other, { suggestion: meant });
  }
  // nd07: a number behind a word without a space.
  const apart = text.replace(/([A-Za-z\u00c0-\u1ef9])(?=[0-9])/g, "$1 ");
  if (apart !== text) {
    const other = await tools.answered(index, tools.said(apart, index.head.questions), isWhole);
    if (bestOf(other) > bestOf(weak)) return Object.assign(other, { suggestion: apart });
  }
  return slipped(index, text, weak, isWhole, tools);
}

// Documents with one of the commonest words that begin so.
async function begunAlone(index, word, isWhole, tools) {
  const known = await vocabularyOf(index), scores = new Map();
  const made = [...known.keys()].filter((one) => one.startsWith(word.folded));
  made.sort((a, b) => known.get(b) - known.get(a) || (a < b ? -1 : 1));
  await Promise.all(made.slice(0, A_WORD).map(async (one) => {
    const words = [Object.assign({}, word, { folded: one, isOptional: false, isBegun: true })];
    const terms = [{ words, weight: 1, isCore: true }];
    const table = await tools.tableOf(index, terms, isWhole ? terms : []);
    table.scores(table.holding()).forEach((score, number) => scores.set(number, Math.max(scores.get(number) || 0, score)));
  }));
  return tools.answerOf(scores, !scores.size, [Object.assign({}, word, { isBegun: true })]);
}

async function slipped(index, text, weak, isWhole, tools) {
  const asked = weak.words, strays = weak.strays.length ? weak.strays : asked;
  const places = [...asked.keys()].filter((at) => strays.includes(asked[at]) && !/^\d/.test(asked[at].folded));
  // Letters that nobody has explained are no slip of a syllable.
  if (asked.length === 1 && !/[aeiouy]/.test(asked[0].folded)) return weak;
  const plain = (word, made) => ({ exact: made, folded: made, isMarked: false, isOptional: word.isOptional, isBegun: false });
  // Of several ways to say it the best, if it is better than what was found.
  const bestAmong = async (others, least) => {
    const answers = await Promise.all(others.map(async ([other, changed]) => {
      const terms = tools.termsOf(other), table = await tools.tableOf(index, terms, isWhole ? terms : []);
      return Object.assign(tools.answerOf(table.answers(table.holding()), false, other), { changed });
    }));
    const better = (one, answer) => (bestOf(answer) > (one ? bestOf(one) : least) ? answer : one);
    const found = answers.reduce(better, null);
    if (found) found.suggestion = await saidAgain(index, found.words, found.changed, text, tools);
    return found;
  };
  if (places.some((at) => asked[at].isMarked)) {
    const unmarked = asked.map((word, at) => (places.includes(at) ? plain(word, word.folded) : word));
    const found = await bestAmong([[unmarked, places]], bestOf(weak));
    if (found) return found;
  }
  const known = await vocabularyOf(index), made = {};
  for (const at of places) if (!known.has(asked[at].folded)) made[at] = takenApart(asked[at].folded, known, tools.exact);
  if (Object.values(made).some(Boolean)) {
    let at = -1;
    const meant = text.replace(tools.WORD, (word) => made[++at] || word), other = tools.said(meant, index.head.questions);
    const found = await tools.answered(index, other, isWhole);
    if (!found.isWeak) {
      const plain = [...other.keys()].filter((place) => !other[place].isMarked);
      return Object.assign(found, { suggestion: await saidAgain(index, other, plain, meant, tools) });
    }
  }
  const some = (await variants(index, asked, places)).slice(0, VARIANTS);
  const kept = await Promise.all(some.map(([at, made]) => follows(index, asked, at, made)));
  // A word that stands nowhere is a slip, whatever the others find.
  const isKnown = places.every((at) => known.has(asked[at].folded));
  return await bestAmong(some.filter((_, number) => kept[number]).map(([at, made]) => {
    return [asked.map((word, place) => (place === at ? plain(word, made) : word)), [at]];
  }), isKnown ? bestOf(weak) : 0) || weak;
}

async function follows(index, asked, at, made) {
  if (!at || asked[at - 1].isOptional || asked[at].isOptional) return true;
  const pair = asked[at - 1].folded + " " + made;
  return (await index.shard(pair)).has(pair);
}

async function variants(index, asked, places) {
  const known = await vocabularyOf(index), found = [];
  const rank = (at) => known.get(asked[at].folded) || 0;
  const order = places.slice().sort((a, b) => rank(a) - rank(b) || a - b);
  for (const at of order) {
    const before = at && asked[at - 1].folded + " ", start = asked[at].folded.slice(0, 2);
    const shard = at ? await index.shard(before + start) : new Map();
    const isThere = (made) => made.slice(0, 2) === start && shard.has(before + made);
    const made = slips(asked[at].folded, known);
    made.filter(isThere).concat(made.filter((word) => !isThere(word))).slice(0, A_WORD).forEach((word, number) => {
      (found[number] = found[number] || []).push([at, word]);
    });
  }
  return [].concat(...found);
}

async function saidAgain(index, asked, places, text, tools) {
  const made = {};
  for (const at of places) {
    const term = tools.termsOf(asked).find((one) => one.words.includes(asked[at]));
    const forms = await index.forms(term);
    forms.sort((a, b) => b.fit - a.fit || b.count - a.count || (a.key < b.key ? 1 : -1));
    if (forms.length) made[at] = spelled(forms[0].key.split(" ")[term.words.indexOf(asked[at])]);
  }
  let at = -1;
  return text.replace(tools.WORD, (word) => made[++at] || word);
}

window.giamngheo.respelled = respelled;
