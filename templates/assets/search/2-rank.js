// What is asked, answered from the index files: plugins/giamngheo/search/query.py says the same and why.
const DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const VALUE = {};
for (let at = 0; at < 64; at++) VALUE[DIGITS[at]] = at;
const WRONG_MARKS = 0.12, ALONE = 0.3, OPTIONAL = 0.5, BEGUN = 0.8, RARE = 0.1;
const ENOUGH = 3, MOST = 0.6, FORMS = 24, VARIANTS = 4, GUESSED = 0.35, STEPS = 15;

function crc32(text) {
  let sum = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    sum ^= code > 255 ? 63 : code;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

class Index {
  constructor(read) {
    this.read = read;
    this.shards = {};
    this.rests = {};
    this.texts = {};
  }

  // A file of the index, read once; what could not be read is asked for again.
  once(held, name, make) {
    if (!held[name]) {
      held[name] = this.read(name).then(make);
      held[name].catch(() => delete held[name]);
    }
    return held[name];
  }

  async open() {
    this.head = await this.once(this.texts, "ke.json", JSON.parse);
    this.mask = Math.pow(2, Math.ceil(Math.log2(this.head.shards))) - 1;
    this.size = this.head.width + 1;
  }

  place(key) {
    const parts = key.split(" ");
    const part = key[0] === "#" ? key : folded(parts[0]) + (parts[1] ? " " + folded(parts[1]).slice(0, 2) : "");
    const at = crc32(part) & this.mask;
    return at < this.head.shards ? at : at & this.mask >> 1;
  }

  shard(key) {
    return this.once(this.shards, "k/" + this.place(key) + ".txt", (text) => {
      const made = new Map();
      for (const line of text.split("\n")) {
        if (!line) continue;
        const [name, tokens, cut] = line.split("\t");
        const known = name[0] === "#" ? name : name.split(" ").map(folded).join(" ");
        const form = { key: name, tokens, count: cut ? +cut : tokens.length / this.size };
        if (made.has(known)) made.get(known).push(form);
        else made.set(known, [form]);
      }
      return made;
    });
  }

  async forms(term) {
    const key = term.words.map((word) => word.folded).join(" ");
    const shard = await this.shard(key);
    const fit = (form, weight) => {
      const parts = form.key.split(" ");
      const fits = term.words.map((word, at) => fitOf(word, parts[at]));
      return { fit: weight * Math.min(...fits), tokens: form.tokens, count: form.count, key: form.key };
    };
    const found = (shard.get(key) || []).map((form) => fit(form, 1));
    const last = term.words[term.words.length - 1];
    if (last.isBegun && term.words.length > 1 && last.folded.length > 1) {
      const begun = [];
      shard.forEach((forms, known) => {
        if (known !== key && known.startsWith(key)) {
          for (const form of forms) {
            if (form.key.split(" ").length === term.words.length && form.key[0] !== "#") begun.push(fit(form, BEGUN));
          }
        }
      });
      begun.sort((a, b) => b.fit - a.fit || b.count - a.count || (a.key < b.key ? -1 : 1));
      found.push(...begun.slice(0, FORMS));
    }
    return found;
  }

  isCut(form) {
    return form.tokens.length !== form.count * this.size;
  }

  async whole(form) {
    if (!this.isCut(form)) return form.tokens;
    const rest = await this.once(this.rests, "d/" + this.place(form.key) + ".txt", (text) => {
      return new Map(text.split("\n").map((line) => line.split("\t")));
    });
    return form.tokens + rest.get(form.key);
  }

  each(tokens, take) {
    for (let at = 0; at < tokens.length; at += this.size) {
      let number = 0;
      for (let digit = 0; digit < this.size - 1; digit++) number = number * 64 + VALUE[tokens[at + digit]];
      take(number, VALUE[tokens[at + this.size - 1]]);
    }
  }

  document(number) {
    return this.once(this.texts, "t/" + number + ".json", JSON.parse);
  }
}

function fitOf(word, form) {
  if (!word.isMarked || form === word.exact) return 1;
  return word.isBegun && toneless(form).startsWith(word.exact) ? 1 : WRONG_MARKS;
}

function wordOf(key) {
  return { exact: key, folded: folded(key), isMarked: isMarked(key), isOptional: false, isBegun: false };
}

function said(text, questions) {
  const found = words(text).map(wordOf);
  const line = " " + found.map((word) => word.folded).join(" ") + " ";
  const optional = new Set();
  for (const phrase of questions) {
    for (let at = line.indexOf(" " + phrase + " "); at >= 0; at = line.indexOf(" " + phrase + " ", at + 1)) {
      const first = line.slice(0, at).split(" ").length - 1;
      for (let word = 0; word < phrase.split(" ").length; word++) optional.add(first + word);
    }
  }
  if (optional.size < found.length) optional.forEach((at) => { found[at].isOptional = true; });
  return found;
}

function termsOf(asked) {
  if (asked.length === 1) return [{ words: asked, weight: 1, isCore: true }];
  const terms = [];
  for (let at = 0; at + 1 < asked.length; at++) {
    const isCore = !asked[at].isOptional && !asked[at + 1].isOptional;
    terms.push({ words: [asked[at], asked[at + 1]], weight: isCore ? 1 : OPTIONAL, isCore });
  }
  asked.forEach((word, at) => {
    const before = asked[at - 1], after = asked[at + 1];
    if (!word.isOptional && (!before || before.isOptional) && (!after || after.isOptional)) {
      terms.push({ words: [word], weight: 1, isCore: true });
    }
  });
  return terms;
}

class Table {
  constructor(index, terms) {
    this.index = index;
    this.terms = terms;
    this.core = terms.filter((term) => term.isCore);
    this.isCut = false;
  }

  async fill(isWhole) {
    const index = this.index;
    this.held = await Promise.all(this.terms.map(async (term) => {
      const forms = await index.forms(term);
      const sum = (some) => some.reduce((total, form) => total + form.count, 0);
      const count = sum(forms.filter((form) => form.fit > WRONG_MARKS)) || sum(forms);
      const texts = await Promise.all(forms.map((form) => isWhole ? index.whole(form) : form.tokens));
      const best = new Map();
      forms.forEach((form, at) => {
        const fit = form.fit * (1 - RARE + RARE * Math.min(1, form.count / count));
        this.isCut = this.isCut || index.isCut(form);
        index.each(texts[at], (number, step) => {
          best.set(number, Math.max(best.get(number) || 0, fit * step / STEPS));
        });
      });
      return { term, rarity: Math.log(1 + index.head.documents / Math.max(count, 1)) * term.weight, best };
    }));
    return this;
  }

  holding(share) {
    let whole = 0;
    const sums = new Map();
    for (const one of this.held) {
      if (one.term.isCore) {
        whole += one.rarity;
        one.best.forEach((_, number) => sums.set(number, (sums.get(number) || 0) + one.rarity));
      }
    }
    return [...sums.keys()].filter((number) => sums.get(number) >= share * whole - 1e-9);
  }

  scores(chosen) {
    const made = new Map();
    for (const number of chosen) {
      made.set(number, this.held.reduce((total, one) => total + one.rarity * (one.best.get(number) || 0), 0));
    }
    return made;
  }
}

function answerOf(scores, isWeak, asked, suggestion) {
  return { scores, isWeak, words: asked, suggestion: suggestion || "" };
}

function bestOf(answer) {
  return Math.max(0, ...answer.scores.values());
}

async function answered(index, asked, isWhole) {
  if (!asked.length) return answerOf(new Map(), true, []);
  const terms = termsOf(asked);
  let table = await new Table(index, terms).fill(isWhole);
  let held = table.holding(1);
  if (held.length < ENOUGH && !isWhole && table.isCut) {
    table = await new Table(index, terms).fill(true);
    held = table.holding(1);
  }
  if (asked.length === 1 || held.length >= ENOUGH) return answerOf(table.scores(held), !held.length, asked);
  if (table.core.length > 2) {
    const most = table.holding(MOST);
    if (most.length) return answerOf(table.scores(most), false, asked);
  }
  const singles = asked.filter((word) => !word.isOptional).map((word) => ({ words: [word], weight: ALONE, isCore: true }));
  const alone = await new Table(index, singles).fill(true);
  const every = [...new Set([...alone.holding(1), ...held])];
  const chosen = every.length ? every : alone.holding(MOST);
  const extra = table.scores(chosen);
  const scores = alone.scores(chosen);
  scores.forEach((score, number) => scores.set(number, score + extra.get(number)));
  const some = new Set(table.holding(0));
  return answerOf(scores, !every.some((number) => some.has(number)), asked);
}

async function named(index, keys, isWhole) {
  const scores = new Map();
  for (const key of keys) {
    for (const form of (await index.shard(key)).get(key) || []) {
      const tokens = isWhole ? await index.whole(form) : form.tokens;
      index.each(tokens, (number, step) => scores.set(number, (scores.get(number) || 0) + step));
    }
  }
  return answerOf(scores, !scores.size, []);
}

async function ask(index, text, isTyping, isWhole) {
  await index.open();
  const asked = said(text, index.head.questions);
  const keys = documentKeys(text);
  if (keys.length) {
    const answer = await named(index, keys, isWhole);
    if (answer.scores.size) return Object.assign(answer, { words: asked });
  }
  let answer = await answered(index, asked, isWhole);
  if (answer.isWeak && isTyping && asked.length) {
    const begun = asked.slice(0, -1).concat(Object.assign({}, asked[asked.length - 1], { isBegun: true }));
    const other = await answered(index, begun, isWhole);
    if (bestOf(other) > bestOf(answer)) answer = other;
  }
  if (!answer.isWeak || !asked.length) return answer;
  const parts = text.match(/\S+/g);
  const raw = parts.map(typedRaw);
  if (raw.some(Boolean) && !asked.some((word) => word.isMarked)) {
    const meant = parts.map((part, at) => raw[at] || part).join(" ");
    const other = await answered(index, said(meant, index.head.questions), isWhole);
    if (bestOf(other) * GUESSED > bestOf(answer)) return Object.assign(other, { suggestion: meant });
  }
  return slipped(index, asked, text, answer, isWhole);
}

const MARKS = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];
const SIGNED = { 6: { a: "\u00e2", e: "\u00ea", o: "\u00f4" }, 7: { o: "\u01a1", u: "\u01b0" }, 8: { a: "\u0103" }, 9: { d: "\u0111" } };
const VOWELS = "aeiouy\u0103\u00e2\u00ea\u00f4\u01a1\u01b0";
const SYLLABLE = new RegExp("^(qu(?=[" + VOWELS + "])|gi(?=[" + VOWELS + "])|[^" + VOWELS + "]*)([" + VOWELS + "]+)");

function typedRaw(word) {
  let text = word.toLowerCase();
  if (!/^[a-z]+[a-z0-9]*$/.test(text)) return "";
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
  const letters = (has ? key.slice(0, -1) : key).replace(/^g(?=[e\u00ea])/, "gh").replace(/^ng(?=[ie\u00ea])/, "ngh");
  const found = SYLLABLE.exec(letters);
  if (!has || !found) return letters;
  const run = found[2];
  let at = run.length - 1;
  while (at >= 0 && "aeiouy".includes(run[at])) at--;
  if (at < 0) at = found[0].length < letters.length ? run.length - 1 : Math.max(0, run.length - 2);
  const end = found[1].length + at + 1;
  return (letters.slice(0, end) + MARKS[+key[key.length - 1]] + letters.slice(end)).normalize("NFC");
}

const ALIKE = "ng n s x tr ch d gi d r gi r l n i y c t".split(" ");

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
    for (const made of near) {
      if (made !== word && vocabulary.has(made) && !found.has(made)) found.set(made, vocabulary.get(made));
    }
  }
  return [...found.keys()].sort((a, b) => found.get(b) - found.get(a) || (a < b ? -1 : 1));
}

async function slipped(index, asked, text, weak, isWhole) {
  const known = await index.once(index.texts, "tu.txt", (list) => {
    return new Map(list.split(" ").map((word) => [word.slice(0, -1), VALUE[word.slice(-1)]]));
  });
  const rank = (at) => known.get(asked[at].folded) || 0;
  const order = asked.map((_, at) => at).sort((a, b) => rank(a) - rank(b) || a - b);
  const options = [];
  for (const at of order) {
    if (!/^\d/.test(asked[at].folded)) {
      for (const made of slips(asked[at].folded, known).slice(0, 4)) options.push([at, made]);
    }
  }
  let best = weak, bestScore = bestOf(weak) / GUESSED;
  for (const [at, made] of options.slice(0, VARIANTS)) {
    const other = asked.slice();
    other[at] = { exact: made, folded: made, isMarked: false, isOptional: asked[at].isOptional, isBegun: false };
    const table = await new Table(index, termsOf(other)).fill(isWhole);
    const scores = table.scores(table.holding(1));
    const score = Math.max(0, ...scores.values());
    if (score > bestScore) {
      bestScore = score;
      best = answerOf(scores, false, other, await saidAgain(index, other, at, text));
    }
  }
  return best;
}

async function saidAgain(index, asked, at, text) {
  const term = termsOf(asked).find((one) => one.words.includes(asked[at]));
  const forms = await index.forms(term);
  const parts = text.match(/\S+/g);
  if (!forms.length) return text;
  forms.sort((a, b) => b.fit - a.fit || b.count - a.count || (a.key < b.key ? 1 : -1));
  parts[at] = spelled(forms[0].key.split(" ")[term.words.indexOf(asked[at])]);
  return parts.join(" ");
}

function ranked(answer) {
  const rounded = (number) => Math.round(answer.scores.get(number) * 1e6) / 1e6;
  return [...answer.scores.keys()].sort((a, b) => rounded(b) - rounded(a) || a - b);
}
