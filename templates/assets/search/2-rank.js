// What is asked, answered from the index files: query.py and reader.py of plugins/giamngheo/search say the same and why.
const VALUE = {};
// Digits to the base of 64: those signs that an address may hold, in the order of their codes.
for (let code = 45, value = 0; code < 123; code++) {
  const digit = String.fromCharCode(code);
  if (/[-\w]/.test(digit)) VALUE[digit] = value++;
}
const WRONG_MARKS = 0.12, ALONE = 0.3, OPTIONAL = 0.5, BEGUN = 0.8, RARE = 0.1;
const BESIDE = 0.5, READINGS = 3, ENOUGH = 3, MOST = 0.6, FORMS = 24, STEPS = 31;

function crc32(text) {
  let sum = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    sum ^= code > 255 ? 63 : code;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum;
}

class Index {
  // `read` gives a file of the index; `spelling` what spell.js makes.
  constructor(read, spelling) {
    this.read = read;
    this.spelling = spelling;
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
    this.mask = 2 ** Math.ceil(Math.log2(this.head.shards)) - 1;
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
        const form = { key: name, isPlain: name === known, tokens, count: +cut || tokens.length / this.size };
        made.set(known, [...(made.get(known) || []), form]);
      }
      return made;
    });
  }

  async forms(term) {
    const key = term.words.map((word) => word.folded).join(" ");
    const shard = await this.shard(key);
    const fit = (form, weight) => {
      const parts = form.key.split(" ");
      return Object.assign({ fit: weight * Math.min(...term.words.map((word, at) => fitOf(word, parts[at]))) }, form);
    };
    const found = (shard.get(key) || []).map((form) => fit(form, 1)), last = term.words[1];
    if (last && last.isBegun && last.folded[1]) {
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

  async whole(form) {
    if (form.tokens.length === form.count * this.size) return form.tokens;
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
  const letters = toneless(word.exact), tone = word.exact.slice(letters.length);
  return word.isBegun && toneless(form).startsWith(letters) && form.endsWith(tone) ? 1 : WRONG_MARKS;
}

function wordOf(key) {
  return { exact: key, folded: folded(key), isMarked: isMarked(key), asking: 0, isBegun: false };
}

function said(text, questions) {
  const found = words(text).map(wordOf), optional = new Map();
  for (const phrase of questions) {
    const run = phrase.split(" ").map(wordOf);
    found.forEach((_, at) => {
      const stretch = found.slice(at, at + run.length);
      const isThere = (word, step) => {
        const one = stretch[step];
        return one && (one.isMarked ? one.exact === word.exact : one.folded === word.folded);
      };
      if (run.every(isThere)) stretch.forEach((one) => optional.set(one, run.length));
    });
  }
  if (optional.size < found.length) optional.forEach((length, one) => { one.asking = length; });
  return found;
}

function termsOf(asked) {
  const terms = [];
  for (let at = 0; at + 1 < asked.length; at++) {
    const now = asked[at].asking, next = asked[at + 1].asking, isCore = !now && !next;
    // Beside a phrase of several words by which one asks stands another thing.
    if (Math.abs(now - next) < 2) terms.push({ words: [asked[at], asked[at + 1]], weight: isCore ? 1 : OPTIONAL, isCore });
  }
  asked.forEach((word, at) => {
    const before = asked[at - 1], after = asked[at + 1];
    if (!word.asking && (!before || before.asking) && (!after || after.asking)) {
      terms.push({ words: [word], weight: 1, isCore: true });
    }
  });
  return terms;
}

// What each document holds of some terms.
async function tableOf(index, terms, rests) {
  return new Table(await Promise.all(terms.map(async (term) => {
    const forms = await index.forms(term);
    const sum = (some) => some.reduce((total, one) => total + one.count, 0);
    const right = sum(forms.filter((form) => form.fit > WRONG_MARKS)), count = right || sum(forms);
    const texts = await Promise.all(forms.map((form) => rests.includes(term) ? index.whole(form) : form.tokens));
    const one = { term, count, best: new Map(), form: new Map(), isRight: right > 0, isCut: false };
    one.rarity = Math.log(1 + index.head.documents / Math.max(count, 1));
    forms.forEach((form, at) => {
      const fit = form.fit * (1 - RARE + RARE * Math.min(1, form.count / count));
      one.isCut = one.isCut || texts[at].length !== form.count * index.size;
      index.each(texts[at], (number, step) => {
        const score = fit * step / STEPS;
        if (score > (one.best.get(number) || 0)) {
          one.best.set(number, score);
          one.form.set(number, !form.isPlain && form.key);
        }
      });
    });
    return one;
  })));
}

class Table {
  constructor(held) {
    const rare = held.map((one) => one.count && one.rarity);
    held.forEach((one, at) => {
      const next = held[at + 1];
      if (at && next && next.term.words[1] && one.term.words[1].folded > ":") one.rarity = Math.min(one.rarity, Math.max(rare[at - 1], rare[at + 1]) || one.rarity);
    });
    this.held = held;
    this.core = held.filter((one) => one.term.isCore);
    const most = Math.max(...this.core.map((one) => one.rarity));
    for (const one of held) one.rarity = Math.min(one.rarity, most) * one.term.weight;
    this.isCut = this.core.every((one) => one.isCut);
    this.sums = new Map();
    const sure = [].concat(...this.core.filter((one) => !one.isCut).map((one) => [...one.best.keys()]));
    for (const one of this.core) {
      for (const number of new Set([...one.best.keys(), ...(one.isCut ? sure : [])])) {
        this.sums.set(number, (this.sums.get(number) || 0) + one.rarity);
      }
    }
  }

  knows(word) {
    return this.core.some((one) => one.isRight && one.term.words.includes(word));
  }

  weight(some) {
    return some.reduce((total, one) => total + one.rarity, 0);
  }

  over(least) {
    return [...this.sums.keys()].filter((number) => this.sums.get(number) >= least - 1e-9);
  }

  holding() {
    return this.over(this.weight(this.core));
  }

  nearest() {
    const whole = this.weight(this.core.filter((one) => one.best.size));
    const chosen = this.over(MOST * Math.max(0, ...this.sums.values()));
    return [chosen, whole && Math.max(0, ...this.scores(chosen).values()) / whole];
  }

  scores(chosen) {
    return new Map(chosen.map((number) => {
      return [number, this.held.reduce((total, one) => total + one.rarity * (one.best.get(number) || 0), 0)];
    }));
  }

  // The best document of each reading of an unmarked query comes first.
  answers(chosen) {
    const scores = this.scores(chosen), order = ranked(scores), best = scores.get(order[0]), first = [];
    for (const number of order) {
      const isBeside = first.length < READINGS && scores.get(number) >= BESIDE * best;
      if (isBeside && first.every((other) => this.differ(number, other))) first.push(number);
    }
    first.forEach((number, place) => scores.set(number, best + (READINGS - place) / 1000));
    return scores;
  }

  differ(number, other) {
    const differs = ({ form }) => form.get(number) && form.get(other) && form.get(number) !== form.get(other);
    return 2 * this.weight(this.core.filter(differs)) >= this.weight(this.core);
  }
}

function answerOf(scores, isWeak, asked, strays = [], isPartly) {
  return { scores, isWeak, words: asked, strays, isPartly, suggestion: "" };
}

function bestOf({ scores }) {
  return Math.max(0, ...scores.values());
}

async function answered(index, asked, isWhole) {
  const terms = termsOf(asked);
  let table = await tableOf(index, terms, isWhole ? terms : []), held = table.holding();
  if (held.length < ENOUGH && table.isCut) {
    table = await tableOf(index, terms, [table.core.reduce((one, other) => (other.count < one.count ? other : one)).term]);
    held = table.holding();
  }
  const needed = asked.filter((word) => !word.asking), strays = needed.filter((word) => !table.knows(word));
  const [nearest, share] = table.nearest(), isWeak = strays.length > 0;
  const isSure = table.core[2] && share >= MOST && !isWeak;
  if (isSure || !asked[1] || held.length >= ENOUGH) {
    return answerOf(table.answers(isSure ? nearest : held), isWeak, asked, strays);
  }
  const singles = needed.map((word) => ({ words: [word], weight: ALONE, isCore: true }));
  const alone = await tableOf(index, singles, []);
  const whole = alone.holding(), chosen = [...new Set([...nearest, ...(isWeak ? alone.nearest()[0] : whole)])];
  const extra = table.scores(chosen), scores = alone.scores(chosen);
  scores.forEach((score, number) => scores.set(number, score + extra.get(number)));
  return answerOf(scores, isWeak || !scores.size, asked, strays, !whole.length);
}

async function named(index, keys, isWhole) {
  const scores = new Map();
  for (const key of keys) {
    for (const form of (await index.shard(key)).get(key) || []) {
      const tokens = isWhole ? await index.whole(form) : form.tokens;
      index.each(tokens, (number, step) => scores.set(number, (scores.get(number) || 0) + step));
    }
  }
  return scores;
}

// The answer to a text with a word in it.
async function ask(index, text, isTyping, isWhole) {
  await index.open();
  const asked = said(text, index.head.questions);
  const scores = await named(index, documentKeys(text), isWhole);
  if (scores.size) return answerOf(scores, false, asked);
  let answer = await answered(index, asked, isWhole);
  if (answer.isWeak && isTyping) {
    const last = asked[asked.length - 1], begun = asked.slice(0, -1);
    if (last.folded[1] || begun.every((word) => word.asking)) begun.push(Object.assign({}, last, { isBegun: true }));
    const other = await answered(index, begun, isWhole);
    if (bestOf(other) > bestOf(answer)) answer = other;
  }
  if (!answer.isWeak) return answer;
  const spell = await index.spelling();
  return spell(index, text, answer, isWhole, isTyping, [said, answered, tableOf, termsOf, answerOf, WORD, exact, folded]);
}

function ranked(scores) {
  const rounded = (number) => Math.round(scores.get(number) * 1e6);
  return [...scores.keys()].sort((a, b) => rounded(b) - rounded(a) || a - b);
}
