// The page's data, with numbers turned into what they refer to. Nothing here changes once read.
import { familyOf, toneOf } from './kinds.js';
import { folded } from './words.js';

const UNKNOWN_SOURCE = 'source unknown';
const NO_CONTEXT = 'no context';

/** Reads the JSON inside the page. web/README.md describes it. */
export function readModel(json) {
  const data = JSON.parse(json);
  if (data.format !== 'entente-page/1') throw new Error(`the data is of format ${data.format}; this page reads entente-page/1`);
  const actors = data.actors.map(readActor);
  const articles = data.articles.map((article) => ({ ...article, publisher: article.publisher?.trim() || UNKNOWN_SOURCE }));
  const relations = data.relations.map((relation) => ({ ...relation, tone: toneOf(relation.tone) }));
  const facts = data.facts.map((fact, index) => readFact(fact, index, { data, actors, articles, relations }));
  for (const actor of actors) actor.support = actor.facts.reduce((sum, fact) => sum + fact.support, 0);
  return { ends: data.ends, allFacts: data.all_facts, actors, articles, relations, facts,
    factById: new Map(facts.map((fact) => [fact.id, fact])), actorByKey: new Map(actors.map((actor) => [actor.key, actor])) };
}

function readActor(row, index) {
  const names = [row.label, row.code, ...(row.also ?? [])].filter(Boolean);
  return { ...row, index, family: familyOf(row.kind), names, folded: names.map(folded), facts: [] };
}

function readFact(row, index, tables) {
  const fact = { id: row.id, index, subject: tables.actors[row.s], object: tables.actors[row.o], relation: tables.relations[row.r],
    denied: row.not === 1 };
  fact.evidence = row.e.map((statement) => readStatement(statement, fact, tables));
  fact.support = distinctArticles(fact.evidence);
  fact.confidence = combined(fact.evidence);
  fact.subject.facts.push(fact);
  if (fact.object !== fact.subject) fact.object.facts.push(fact);
  return fact;
}

function readStatement(row, fact, { data, articles }) {
  const article = articles[row.a];
  const word = (number) => (number === undefined ? undefined : data.strings[number]);
  const days = row.d ?? (article.day === undefined ? undefined : [article.day, article.day]);
  return { id: row.id, fact, article, sentence: data.sentences[row.t], marks: row.k, confidence: row.c, first: days?.[0], last: days?.[1],
    dated: row.d !== undefined, modality: word(row.m) ?? 'actual', context: word(row.x) ?? NO_CONTEXT, content: word(row.w), speaker: word(row.by),
    verb: word(row.v), place: word(row.in), subjectAs: word(row.p), objectAs: word(row.q), rule: word(row.u) };
}

export const distinctArticles = (evidence) => new Set(evidence.map((statement) => statement.article)).size;

/** 1 - product over articles of (1 - the best of the article), as the graph has it, in hundredths. */
export function combined(evidence) {
  const best = new Map();
  for (const { article, confidence } of evidence) best.set(article, Math.max(best.get(article) ?? 0, confidence));
  let doubt = 1;
  for (const confidence of best.values()) doubt *= 1 - confidence / 100;
  return 100 * (1 - doubt);
}

/** "accuses", "denies: meets with" */
export const nameOfRelation = (fact) => (fact.denied ? 'did not: ' : '') + fact.relation.key.replaceAll('-', ' ');
export const otherEnd = (fact, actor) => (fact.subject === actor ? fact.object : fact.subject);
export const stronger = (a, b) => b.support - a.support || b.confidence - a.confidence || a.index - b.index;

/** The actors that `query` may mean, the likeliest first. */
export function searchActors(model, query, count) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const found = [];
  for (const actor of model.actors) {
    const rank = Math.min(...actor.folded.map((name, i) => rankOf(name, wanted) + (i === 0 ? 0 : 0.5)));
    if (rank < 9) found.push({ actor, rank });
  }
  found.sort((a, b) => a.rank - b.rank || b.actor.support - a.actor.support || a.actor.index - b.actor.index);
  return found.slice(0, count).map(({ actor }) => actor);
}

function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  return wanted.length > 2 && name.includes(wanted) ? 3 : 9;
}
