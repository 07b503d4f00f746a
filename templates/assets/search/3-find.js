// search(query, filters, options): results with excerpts, exact counts of what narrows them, and what else was meant.
const FACETS = ["loai", "chu-de", "dia-ban", "nam"];
const EXCERPT = 34;

// Numbers, kinds, years, topics and places of all documents: one value or several a document and facet.
async function columnsOf(index) {
  return index.once(index.texts, "cot.txt", (text) => {
    const [gaps, kinds, years, topics, places] = text.split("\n");
    const head = index.head;
    const numbers = [];
    let number = -1, gap = 0;
    for (const digit of gaps) {
      gap += VALUE[digit];
      if (digit !== "z") {
        number += gap;
        numbers.push(number);
        gap = 0;
      }
    }
    const lists = (line, known) => line.split(".").map((list) => {
      const wide = known.length > 64 ? 2 : 1, ids = [];
      for (let at = 0; at < list.length; at += wide) {
        ids.push(known[wide === 1 ? VALUE[list[at]] : VALUE[list[at]] * 64 + VALUE[list[at + 1]]][0]);
      }
      return ids;
    });
    const columns = {
      loai: [...kinds].map((digit) => [head.kinds[VALUE[digit]][0]]),
      nam: [...years].map((digit) => VALUE[digit] ? [String(1999 + VALUE[digit])] : []),
      "chu-de": lists(topics, head.topics),
      "dia-ban": lists(places, head.places),
    };
    return new Map(numbers.map((name, at) => [name, { at, values: FACETS.map((facet) => columns[facet][at]) }]));
  });
}

async function datesOf(index) {
  return index.once(index.texts, "ngay.txt", (text) => text);
}

// How many documents each choice leaves, under the choices of the other facets.
function counted(numbers, columns, filters) {
  const counts = {};
  FACETS.forEach((facet, at) => {
    const found = new Map();
    for (const number of numbers) {
      const values = columns.get(number).values;
      if (FACETS.every((other, there) => there === at || !filters[other] || values[there].includes(filters[other]))) {
        for (const value of values[at]) found.set(value, (found.get(value) || 0) + 1);
      }
    }
    counts[facet] = found;
  });
  return counts;
}

function labelled(index, counts) {
  const names = { loai: index.head.kinds, "chu-de": index.head.topics, "dia-ban": index.head.places };
  const made = {};
  for (const facet of FACETS) {
    const label = new Map(names[facet] || []);
    made[facet] = [...counts[facet]].map(([value, count]) => ({ value, count, label: label.get(value) || value }));
    made[facet].sort(facet === "nam" ? (a, b) => b.value - a.value
      : (a, b) => b.count - a.count || a.label.localeCompare(b.label));
  }
  return made;
}

async function search(index, query, filters, options) {
  await index.open();
  const chosen = filters || {}, how = Object.assign({ limit: 10, from: 0 }, options);
  const isFiltered = FACETS.some((facet) => chosen[facet]);
  const needsAll = isFiltered || how.facets || how.sort === "ngay";
  const columns = needsAll ? await columnsOf(index) : null;
  const isAll = !words(query).length;
  const answer = isAll ? null : await ask(index, query, how.isTyping, needsAll);
  let numbers = isAll ? columns && (isFiltered || how.facets) ? [...columns.keys()] : [] : ranked(answer);
  const counts = how.facets ? labelled(index, counted(numbers, columns, chosen)) : null;
  if (isFiltered) {
    const fits = (number) => FACETS.every((facet, at) => !chosen[facet] || columns.get(number).values[at].includes(chosen[facet]));
    numbers = numbers.filter(fits);
  }
  if (isAll && !isFiltered) numbers = [];
  else if (how.sort === "ngay" || isAll) {
    const dates = await datesOf(index);
    const day = (number) => dates.substr(columns.get(number).at * 3, 3);
    numbers.sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0));
  }
  const shown = numbers.slice(how.from, how.from + how.limit);
  const results = (await Promise.all(shown.map((number) => index.document(number)))).map((told) => ({
    url: told.u, kind: told.k, date: told.d, places: told.p,
    title: parted(told.t, 0, told.t.length, answer), excerpt: excerpt(told, answer),
  }));
  return {
    total: numbers.length,
    isAtLeast: !needsAll && !isAll && answer.scores.size >= 300,
    isWeak: !isAll && answer.isWeak,
    suggestion: isAll ? "" : answer.suggestion,
    facets: counts,
    results,
  };
}

// Which words of a text the query asks for.
function hitsIn(text, answer) {
  const asked = answer ? answer.words.filter((word) => !word.isOptional) : [];
  const found = [];
  const look = new RegExp(WORD.source, "g");
  for (let at = look.exec(text); at; at = look.exec(text)) {
    const key = exact(at[0]), plain = folded(key);
    const which = asked.findIndex((word) => word.isBegun ? plain.startsWith(word.folded) : plain === word.folded);
    found.push({ start: at.index, end: at.index + at[0].length, which, fit: which < 0 ? 0 : fitOf(asked[which], key) });
  }
  return found;
}

// A stretch of text as parts, each with whether it was asked for; neighbours become one.
function parted(text, from, to, answer) {
  const parts = [];
  let last = from;
  const add = (piece, isHit) => {
    if (!piece) return;
    const before = parts[parts.length - 1];
    if (before && before[1] === isHit) before[0] += piece;
    else parts.push([piece, isHit]);
  };
  const hits = hitsIn(text, answer);
  const least = Math.max(0, ...hits.map((hit) => hit.fit));
  hits.forEach((hit, at) => {
    if (hit.start < from || hit.end > to || hit.fit < Math.min(least, 1) || hit.which < 0) return;
    const before = hits[at - 1];
    const isNext = before && before.end === last && before.which >= 0 && parts.length && parts[parts.length - 1][1];
    add(text.slice(last, hit.start), Boolean(isNext && /^\s*$/.test(text.slice(last, hit.start))));
    add(text.slice(hit.start, hit.end), true);
    last = hit.end;
  });
  add(text.slice(last, to), false);
  return parts;
}

// The passage in which most of what was asked stands together.
function excerpt(told, answer) {
  const text = [told.s, told.b].filter(Boolean).join("\n").replace(/\n/g, " \u00b7 ").replace(/([.!?:;,])\u0020\u00b7\u0020/g, "$1 ");
  const hits = hitsIn(text, answer);
  if (!hits.length) return [[text.slice(0, 200), false]];
  let best = 0, most = -1;
  hits.forEach((hit, start) => {
    if (start && hit.which < 0) return;
    const seen = new Set();
    let score = 0;
    for (let at = start; at < Math.min(hits.length, start + EXCERPT); at++) {
      if (hits[at].which < 0) continue;
      if (!seen.has(hits[at].which)) score += 3 * hits[at].fit;
      seen.add(hits[at].which);
      if (at > start && hits[at - 1].which >= 0 && hits[at - 1].which === hits[at].which - 1) score += 2 * hits[at].fit;
    }
    if (score > most) {
      most = score;
      best = start;
    }
  });
  const first = Math.max(0, best - 5), last = Math.min(hits.length, first + EXCERPT) - 1;
  const from = first ? hits[first].start : 0, to = last === hits.length - 1 ? text.length : hits[last].end;
  const parts = parted(text, from, to, answer);
  if (first) parts.unshift(["\u2026 ", false]);
  if (to < text.length) parts.push([" \u2026", false]);
  return parts;
}
