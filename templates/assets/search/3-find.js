// search(query, filters, options): results with excerpts, exact counts of what narrows them, and what else was meant.
const FACETS = ["loai", "chu-de", "dia-ban", "nam"];
const EXCERPT = 34, LEAD = 9;

// Numbers, kinds, years, topics and places of all documents: one value or several a document and facet.
function columnsOf(index) {
  return index.once(index.texts, "cot.txt", (text) => {
    const [gaps, kinds, years, topics, places] = text.split("\n");
    const head = index.head, numbers = [];
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
      const places = list.match(known.length > 64 ? /../g : /./g) || [];
      return places.map((digits) => known[[...digits].reduce((place, digit) => place * 64 + VALUE[digit], 0)][0]);
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

// Whether a document is what the filters choose, but for one of them.
function isChosen(values, filters, except) {
  return FACETS.every((facet, at) => at === except || !filters[facet] || values[at].includes(filters[facet]));
}

// How many documents each choice leaves, under the choices of the other facets.
function counted(numbers, columns, filters) {
  const counts = {};
  FACETS.forEach((facet, at) => {
    const found = new Map();
    for (const number of numbers) {
      const values = columns.get(number).values;
      if (isChosen(values, filters, at)) for (const value of values[at]) found.set(value, (found.get(value) || 0) + 1);
    }
    counts[facet] = found;
  });
  return counts;
}

function labelled(index, counts) {
  const names = { loai: index.head.kinds, "chu-de": index.head.topics, "dia-ban": index.head.places }, made = {};
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
  const columns = needsAll && await columnsOf(index);
  const isAll = !words(query).length;
  const answer = isAll ? answerOf(new Map(), true, []) : await ask(index, query, how.isTyping, needsAll);
  let numbers = isAll && columns ? [...columns.keys()] : ranked(answer.scores);
  const counts = how.facets && labelled(index, counted(numbers, columns, chosen));
  if (isFiltered) numbers = numbers.filter((number) => isChosen(columns.get(number).values, chosen));
  if (isAll && !isFiltered) numbers = [];
  else if (how.sort === "ngay" || isAll) {
    const dates = await index.once(index.texts, "ngay.txt", String);
    const day = (number) => dates.substr(columns.get(number).at * 3, 3);
    numbers.sort((a, b) => (day(a) < day(b)) - (day(a) > day(b)));
  }
  const sought = soughtBy(answer.words, index.head.synonyms);
  const shown = await Promise.all(numbers.slice(how.from, how.from + how.limit).map((number) => index.document(number)));
  return {
    total: numbers.length,
    amount: answer.isPartly ? "partly" : !needsAll && numbers.length >= 300 ? "many" : "some",
    suggestion: answer.suggestion,
    facets: counts,
    results: shown.map((told) => {
      const text = (told.s + "\n" + told.b).trim().replace(/([.!?:;,])?\n/g, joined);
      return Object.assign({ url: told.u, kind: told.k, date: told.d, places: told.p }, shownOf(told.t, text, sought));
    }),
  };
}

// A title and the passage of its text that answers best, as parts.
function shownOf(title, text, sought) {
  const all = title + "\n" + text, hits = hitsIn(all, sought);
  return { title: parted(all, hits, 0, title.length), excerpt: excerpt(all, hits, title.length + 1) };
}

// Lines of a text as one: a dot between those that end without a sign.
function joined(all, sign) {
  return (sign || " \u00b7") + " ";
}

// What the query asks for, as runs of words: its own words, and what says the same as a phrase of it.
function soughtBy(asked, synonyms) {
  const line = " " + asked.map((word) => word.folded).join(" ") + " ";
  const sought = asked.map((word, which) => ({ which, run: [word] })).filter((one) => !one.run[0].asking);
  for (const group of synonyms.map((phrases) => phrases.map((phrase) => phrase.split(" ").map(wordOf)))) {
    for (const phrase of group) {
      const at = line.indexOf(" " + phrase.map((word) => word.folded).join(" ") + " ");
      const which = line.slice(0, at).split(" ").length - 1;
      if (at >= 0 && !asked[which].asking) sought.push(...group.filter((run) => run !== phrase).map((run) => ({ which, run })));
    }
  }
  return sought;
}

// The words of a text, each with which word of the query it answers and how well.
function hitsIn(text, sought) {
  const found = [];
  text.replace(WORD, (word, start) => {
    const key = exact(word);
    found.push({ start, end: start + word.length, key, plain: folded(key), which: -1, fit: 0 });
  });
  found.forEach((_, at) => {
    for (const { which, run } of sought) {
      const stretch = found.slice(at, at + run.length);
      const isThere = (word, step) => {
        const hit = stretch[step];
        return hit && (word.isBegun ? hit.plain.startsWith(word.folded) : hit.plain === word.folded);
      };
      if (run.every(isThere)) {
        const fit = Math.min(...run.map((word, step) => fitOf(word, stretch[step].key)));
        for (const hit of stretch) if (hit.fit < fit) Object.assign(hit, { which, fit });
      }
    }
  });
  // Of a word without marks those forms that stand beside its neighbour somewhere, if any does.
  const sure = new Set();
  found.forEach((hit, at) => {
    const next = found[at + 1];
    if (next && hit.which >= 0 && next.which === hit.which + 1) for (const one of [hit, next]) sure.add(one.which).add(one.which + one.key);
  });
  for (const hit of found) if (sure.has(hit.which) && !sure.has(hit.which + hit.key)) hit.which = -1;
  return found;
}

// A stretch of text as parts, each with whether it was asked for; neighbours become one.
function parted(text, hits, from, to) {
  const parts = [], best = Math.max(...hits.map((hit) => hit.fit));
  let last = from, isNext = false;
  const add = (piece, isHit) => {
    const before = parts[parts.length - 1];
    if (before && before[1] === isHit) before[0] += piece;
    else if (piece) parts.push([piece, isHit]);
  };
  for (const hit of hits) {
    if (hit.start < from || hit.end > to) continue;
    const isHit = hit.which >= 0 && hit.fit === best, between = text.slice(last, hit.start);
    add(between, isHit && isNext && /^[\s.,/-]?$/.test(between));
    add(text.slice(hit.start, hit.end), isHit);
    last = hit.end;
    isNext = isHit;
  }
  add(text.slice(last, to), false);
  return parts;
}

// The passage in which most of what was asked stands together.
function excerpt(text, all, begin) {
  const hits = all.filter((hit) => hit.start >= begin);
  let best = 0, most = -1;
  hits.forEach((hit, start) => {
    if (start && hit.which < 0) return;
    const seen = new Set();
    let score = 0;
    hits.slice(start, start + EXCERPT).forEach(({ which, fit }, at) => {
      if (which < 0) return;
      if (!seen.has(which)) score += 3 * fit;
      seen.add(which);
      if (which && at && hits[start + at - 1].which === which - 1) score += 2 * fit;
    });
    if (score > most) {
      most = score;
      best = start;
    }
  });
  let first = best;
  // From the beginning of the sentence, if that is near.
  while (first && best - first < LEAD && !/[.!?:;\u00b7]\s/.test(text.slice(hits[first - 1].end, hits[first].start))) first--;
  const last = Math.min(hits.length, first + EXCERPT) - 1;
  const from = first ? hits[first].start : begin, to = hits[last + 1] ? hits[last].end : text.length;
  const parts = parted(text, hits, from, to);
  if (first) parts.unshift(["\u2026 ", false]);
  if (to < text.length) parts.push([" \u2026", false]);
  return parts;
}
