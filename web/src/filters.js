// What is shown. A statement passes if it passes every facet; a fact is shown if one of its statements passes, with the support
// that these give it. Counts beside a facet's values are what one would get by choosing them, hence without the facet itself.
import { combined, distinctArticles, stronger } from './model.js';

/** Facets of statements: a choice of values, where none chosen means all. */
export const FACETS = {
  tone: (statement) => statement.fact.relation.tone.key,
  relation: (statement) => statement.fact.relation.key,
  polarity: (statement) => (statement.fact.denied ? 'denied' : 'asserted'),
  modality: (statement) => statement.modality,
  context: (statement) => statement.context,
  source: (statement) => statement.article.publisher,
};
const NAMES = Object.keys(FACETS);
const KIND = 1 << NAMES.length, TIME = KIND << 1, CONFIDENCE = TIME << 1;

export function noFilters(model) {
  return { ...Object.fromEntries(NAMES.map((name) => [name, new Set()])), kind: new Set(), from: null, to: null, confidence: 0, articles: 1,
    top: defaultTop(model), isolated: false };
}

/** As many facts as an eye can take in; the rest is a slider away. */
export const defaultTop = (model) => (model.facts.length <= 400 ? model.facts.length : 250);

/** Which facets a statement fails, as bits. */
function failures(statement, filters) {
  let failed = 0;
  NAMES.forEach((name, bit) => {
    if (filters[name].size && !filters[name].has(FACETS[name](statement))) failed |= 1 << bit;
  });
  const { subject, object } = statement.fact;
  if (filters.kind.size && !filters.kind.has(subject.family.key) && !filters.kind.has(object.family.key)) failed |= KIND;
  if (!inTime(statement, filters)) failed |= TIME;
  if (statement.confidence < filters.confidence) failed |= CONFIDENCE;
  return failed;
}

function inTime(statement, { from, to }) {
  if (from === null && to === null) return true;
  if (statement.first === undefined) return false;
  return (from === null || statement.last >= from) && (to === null || statement.first <= to);
}

/** Counts facts, each once for a value. */
class Tally {
  counts = new Map();
  last = new Map();
  add(value, fact) {
    if (this.last.get(value) === fact) return;
    this.last.set(value, fact);
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }
}

/** What the filters let through: `all` of it, the strongest first, and the `facts` of these that are drawn if nothing is selected. */
export function applyFilters(model, filters) {
  const tallies = Object.fromEntries([...NAMES, 'kind'].map((name) => [name, new Tally()]));
  const shown = [], inTimeOnly = [];
  let undated = 0;
  for (const fact of model.facts) {
    const passing = [];
    for (const statement of fact.evidence) {
      const failed = failures(statement, filters);
      if (failed === 0) passing.push(statement);
      count(tallies, statement, failed);
      if ((failed & ~TIME) === 0) {
        if (statement.first === undefined) undated += 1;
        else inTimeOnly.push(statement);
      }
    }
    if (passing.length) add(shown, fact, passing, filters);
  }
  shown.sort((a, b) => stronger({ ...a, index: a.fact.index }, { ...b, index: b.fact.index }));
  return { all: shown, facts: shown.slice(0, filters.top), byFact: new Map(shown.map((entry) => [entry.fact, entry])), counts: tallies, timed: inTimeOnly, undated };
}

/** What is drawn: the strongest, and all that an actor has or that stands between the ends of a fact, once it is selected. */
export function drawnWith(result, selection) {
  if (!selection) return result.facts;
  const { actor, fact } = selection;
  const chosen = actor ? actor.facts : fact.subject.facts.filter((one) => one.subject === fact.object || one.object === fact.object);
  const drawn = new Set(result.facts);
  for (const one of chosen) if (result.byFact.has(one)) drawn.add(result.byFact.get(one));
  return [...drawn];
}

function add(shown, fact, passing, filters) {
  const support = distinctArticles(passing);
  if (support >= filters.articles) shown.push({ fact, passing, support, confidence: combined(passing) });
}

function count(tallies, statement, failed) {
  NAMES.forEach((name, bit) => {
    if ((failed & ~(1 << bit)) === 0) tallies[name].add(FACETS[name](statement), statement.fact);
  });
  if ((failed & ~KIND) !== 0) return;
  tallies.kind.add(statement.fact.subject.family.key, statement.fact);
  if (statement.fact.object.family !== statement.fact.subject.family) tallies.kind.add(statement.fact.object.family.key, statement.fact);
}
