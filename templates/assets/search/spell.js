// Other spellings of what found little: fetched only then. query.py and spelling.py of plugins/giamngheo/search say the same and why.
const GUESSED = 0.35, VARIANTS = 6, A_WORD = 5;
const MARKS = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];
const SIGNED = { 6: { a: "\u00e2", e: "\u00ea", o: "\u00f4" }, 7: { o: "\u01a1", u: "\u01b0" }, 8: { a: "\u0103" }, 9: { d: "\u0111" } };
const VOWELS = "aeiouy\u0103\u00e2\u00ea\u00f4\u01a1\u01b0";
const SYLLABLE = new RegExp("^(qu(?=[" + VOWELS + "])|gi(?=[" + VOWELS + "])|[^" + VOWELS + "]*)([" + VOWELS + "]+)");

function typedRaw(word) {
  let text = word.toLowerCase();
  if (!/^[a-z]+[a-z0-9]*$/.test(text) || /^[b-df-hj-np-tv-xz]+([0-8]|9[0-9])|0|[0-9]{4}/.test(text)) return "";
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

const ALIKE = "ng n s x tr ch d gi d r gi r l n i y c t d z gi z ph f c k b p g gi v d".split(" ");

function alike(word) {
  const found = new Set();
  for (let pair = 0; pair < ALIKE.length; pair += 2) {
    for (const [old, now] of [[ALIKE[pair], ALIKE[pair + 1]], [ALIKE[pair + 1], ALIKE[pair]]]) {
      found.add(word.replace(new RegExp("^" + old), now)).add(word.replace(new RegExp(old + "$"), now));
    }
  }
  found.delete(word);
  return found;
}

function isSyllable(word) {
  return /^([bdhlmrsvx]|[ckt]h?|tr|g|gi|ng?|nh|ph?|qu)?[aeiouy]{1,3}(ch?|m|ng?|nh|[pt])?$/.test(word);
}

function slips(word, vocabulary) {
  const found = new Map();
  for (const made of alike(word)) if (vocabulary.has(made)) found.set(made, 100 + vocabulary.get(made));
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

// The fewest known syllables, of these the commonest: some ways.
const WAYS = 3;

function takenApart(word, vocabulary, exact) {
  const best = [[[0, 0, ""]]];
  for (let end = 1; end <= word.length; end++) {
    best[end] = [];
    for (let start = Math.max(0, end - 7); start < end; start++) {
      const piece = word.slice(start, end), known = vocabulary.get(exact(piece));
      if (known && /[aeiouy]/.test(piece)) for (const one of best[start]) best[end].push([one[0] + 1, one[1] - known, one[2] + " " + piece]);
    }
    best[end].sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1)).splice(WAYS);
  }
  const whole = best[word.length];
  return whole.filter((one) => one[0] === whole[0][0]).map((one) => one[2].trim());
}

function respaced(text, asked, places, vocabulary, { WORD, exact, folded }) {
  const given = text.match(WORD), found = [], unknown = {};
  // What could be one syllable was hardly meant for two.
  const isGlued = ({ folded: word }) => word.length > 2 && !vocabulary.has(word) && !isSyllable(word);
  for (const at of places) if (isGlued(asked[at])) unknown[at] = takenApart(asked[at].folded, vocabulary, exact);
  const most = Math.max(0, ...Object.values(unknown).map((ways) => ways.length));
  for (let way = 0; way < most; way++) {
    found.push(given.map((word, at) => (unknown[at] || [])[Math.min(way, (unknown[at] || []).length - 1)] || word).join(" "));
  }
  for (let at = 0; at + 1 < given.length; at++) {
    const joined = given[at] + given[at + 1];
    if ((places.includes(at) || places.includes(at + 1)) && vocabulary.has(folded(exact(joined)))) {
      found.push([...given.slice(0, at), joined, ...given.slice(at + 2)].join(" "));
    }
  }
  return found;
}

const LETTERS = "A-Za-z\u00c0-\u1ef9", END = "(?![" + LETTERS + "])", MILLION = "tri\u1ec7u";
const THOUSANDS = "(?:k|ngh?[i\u00ec]n|ng[a\u00e0]n)", MILLIONS = "(?:tr|tri[e\u1ec7]u)", HALF = "r[u\u01b0][o\u1ee1]i";
const AMOUNTS = [
  ["(\\d) " + THOUSANDS + END, "$1.000"],
  ["(\\d) " + MILLIONS + " (\\d)" + END, "$1,$2 " + MILLION],
  ["(\\d) " + MILLIONS + " " + HALF + END, "$1,5 " + MILLION],
  ["(\\d) tr" + END, "$1 " + MILLION],
  ["(\\d)[.,](\\d)00[.,]000", "$1,$2 " + MILLION],
  ["(\\d)[.,](\\d) " + MILLIONS + END, "$1.$200.000"],
  ["(\\d)[.,]000[.,]000", "$1 " + MILLION],
  ["(\\d) " + MILLIONS + END, "$1.000.000"],
];

function numbered(text) {
  const given = text.normalize("NFC");
  const apart = given.replace(new RegExp("([" + LETTERS + "])(?=\\d)", "g"), "$1 ").replace(new RegExp("(\\d)(?=[" + LETTERS + "])", "g"), "$1 ");
  const made = [apart, ...AMOUNTS.map(([sign, to]) => apart.replace(new RegExp(sign, "gi"), to))];
  const digits = text.replace(/(\d)[ .-](?=\d)/g, "$1");
  if (/^\d{8,12}$/.test(digits)) {
    made.push(digits, digits.replace(/^(\d{4})(\d{3})(\d{3,4})$/, "$1 $2 $3"), digits.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3"));
  }
  return [...new Set(made)].filter((one) => one !== given);
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
async function respelled(index, text, weak, isWhole, isTyping, given) {
  const [said, answered, tableOf, termsOf, answerOf, WORD, exact, folded] = given;
  const tools = { isTyping, said, answered, tableOf, termsOf, answerOf, WORD, exact, folded };
  if (tools.isTyping && weak.words.length === 1) {
    const begun = await begunAlone(index, weak.words[0], isWhole, tools);
    if (bestOf(begun) > bestOf(weak)) return begun;
  }
  const known = await vocabularyOf(index), parts = text.match(/\S+/g), raw = parts.map(typedRaw);
  const meaning = (meant) => tools.answered(index, tools.said(meant, index.head.questions), isWhole);
  if (raw.some(Boolean)) {
    const meant = parts.map((part, at) => raw[at] || part).join(" "), other = await meaning(meant);
    const isKnown = parts.some((part, at) => raw[at] && known.has(tools.exact(part)));
    const isMeant = bestOf(other) * (isKnown ? GUESSED : 1) > bestOf(weak) || (!isKnown && !other.isWeak);
    if (isMeant) return Object.assign(other, { suggestion: meant });
  }
  const written = numbered(text);
  for (const meant of written) {
    const other = await meaning(meant);
    if (!other.isWeak && bestOf(other) > bestOf(weak)) return Object.assign(other, { suggestion: meant });
  }
  const isBare = written.length && !weak.scores.size;
  const bare = isBare ? await meaning(written[0]) : weak;
  const answer = await slipped(index, isBare ? written[0] : text, bare, isWhole, tools, meaning);
  // Where no two of its words stand together anywhere, what has them all hardly says what was asked.
  if (answer.strays[1] && !answer.words.some((word) => !word.asking && !answer.strays.includes(word))) answer.isPartly = true;
  return answer;
}

// Documents with one of the commonest words that begin so, the commonest first.
async function begunAlone(index, word, isWhole, tools) {
  const known = await vocabularyOf(index), scores = new Map();
  const made = [...known.keys()].filter((one) => one.startsWith(word.folded));
  made.sort((a, b) => known.get(b) - known.get(a) || (a < b ? -1 : 1));
  await Promise.all(made.slice(0, A_WORD).map(async (one) => {
    const words = [Object.assign({}, word, { folded: one, asking: 0, isBegun: true })];
    const terms = [{ words, weight: 1, isCore: true }];
    const [held] = (await tools.tableOf(index, terms, isWhole ? terms : [])).held, common = Math.log(1 + held.count);
    held.best.forEach((fit, number) => scores.set(number, Math.max(scores.get(number) || 0, fit * common)));
  }));
  return tools.answerOf(scores, !scores.size, [Object.assign({}, word, { isBegun: true })]);
}

async function slipped(index, text, weak, isWhole, tools, meaning) {
  const asked = weak.words, strays = weak.strays.length ? weak.strays : asked;
  // Letters that nobody has explained are no slip of a syllable.
  const places = [...asked.keys()].filter((at) => strays.includes(asked[at]) && /[aeiouy]/.test(asked[at].folded));
  if (!places.length) return weak;
  const plain = (word, made) => ({ exact: made, folded: made, isMarked: false, asking: word.asking, isBegun: false });
  // Of several ways to say it the best, if it is better than what was found.
  const bestAmong = async (others, least) => {
    const answers = await Promise.all(others.map(async ([other, changed]) => {
      const terms = tools.termsOf(other), table = await tools.tableOf(index, terms, isWhole ? terms : []);
      return Object.assign(tools.answerOf(table.answers(table.holding()), false, other), { changed });
    }));
    // What sounds alike is meant before what is one letter away, and what more texts say is meant more often.
    const likely = ({ scores, words, changed: [at] }) => alike(asked[at].folded).has(words[at].folded) * 1e6 + scores.size;
    const better = (one, answer) => (bestOf(answer) > least && likely(answer) > (one ? likely(one) : 0) ? answer : one);
    const found = answers.reduce(better, null);
    if (!found) return null;
    const suggestion = await saidAgain(index, found.words, found.changed, text, tools);
    return Object.assign(await tools.answered(index, found.words, isWhole), { suggestion });
  };
  if (places.some((at) => asked[at].isMarked)) {
    const unmarked = asked.map((word, at) => (places.includes(at) ? plain(word, word.folded) : word));
    const found = await bestAmong([[unmarked, places]], bestOf(weak));
    if (found) return found;
  }
  const known = await vocabularyOf(index);
  const spaced = await Promise.all(respaced(text, asked, places, known, tools).map(async (meant) => {
    const other = await meaning(meant), plain = [...other.words.keys()].filter((at) => !other.words[at].isMarked);
    return Object.assign(other, { suggestion: await saidAgain(index, other.words, plain, meant, tools) });
  }));
  const sure = spaced.find((other) => !other.isWeak);
  if (sure) return sure;
  // A word that could be meant as it stands, and not between two others, is another only if that sounds alike.
  const stays = (at) => {
    const { folded: word, isMarked } = asked[at];
    const beside = [asked[at - 1], asked[at + 1]].filter((one) => one && !one.asking);
    return beside.length < 2 && (known.has(word) || (isMarked && isSyllable(word)));
  };
  const all = await variants(index, asked, places);
  const some = all.filter(([at, made]) => !stays(at) || alike(asked[at].folded).has(made)).slice(0, VARIANTS);
  const kept = await Promise.all(some.map(([at, made]) => follows(index, asked, at, made)));
  // A word that stands nowhere is a slip, whatever the others find.
  const isKnown = places.every((at) => known.has(asked[at].folded));
  const changed = await bestAmong(some.filter((_, number) => kept[number]).map(([at, made]) => {
    return [asked.map((word, place) => (place === at ? plain(word, made) : word)), [at]];
  }), isKnown ? bestOf(weak) : 0) || weak;
  return [changed, ...spaced].reduce((one, other) => (bestOf(other) > bestOf(one) ? other : one));
}

async function follows(index, asked, at, made) {
  if (!at || asked[at - 1].asking || asked[at].asking) return true;
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
    const forms = term ? await index.forms(term) : [];
    forms.sort((a, b) => b.fit - a.fit || b.count - a.count || (a.key < b.key ? 1 : -1));
    if (forms.length) made[at] = spelled(forms[0].key.split(" ")[term.words.indexOf(asked[at])]);
  }
  let at = -1;
  return text.replace(tools.WORD, (word) => made[++at] || word);
}

// Those of a list first whose names look most like a text, and no more than a few.
const NEAREST = 6;

function triples(text) {
  const { words, folded } = window.giamngheo, plain = words(text).map(folded).join(" ");
  return [...plain].map((_, at) => plain.slice(at, at + 3)).filter((three) => three.length === 3);
}

function near(list, text) {
  const asked = triples(text);
  const likeness = (item) => asked.filter((three) => triples(item.textContent).includes(three)).length;
  [...list.children].map((item) => [likeness(item), item]).sort((a, b) => b[0] - a[0]).forEach(([, item], at) => {
    list.append(item);
    item.hidden = at >= NEAREST;
  });
}

Object.assign(window.giamngheo, { respelled, near });
