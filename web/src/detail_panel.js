// What stands beside the graph: the strongest facts; all about one actor; or one fact with the sentences that say so.
import { fill, h, link } from './dom.js';
import { colour } from './kinds.js';
import { nameOfRelation, otherEnd } from './model.js';
import { capitalized, counted, number, percent, spaced, writtenDay, writtenSpan, yearOf } from './words.js';

const PAGE = 40;

export class DetailPanel {
  constructor(container, model, onSelect) {
    Object.assign(this, { container, model, onSelect, length: PAGE, everything: false });
  }

  draw(selection, result) {
    const same = this.selection === selection || (selection && this.selection && selection.actor === this.selection.actor && selection.fact === this.selection.fact);
    if (!same) { this.length = PAGE; this.everything = false; }
    Object.assign(this, { selection, result });
    const content = !selection ? this.overview() : selection.type === 'actor' ? this.actor(selection.actor) : this.fact(selection.fact);
    fill(this.container, content);
    if (!same) this.container.scrollTop = 0;
  }
  again() { this.draw(this.selection, this.result); }

  overview() {
    const facts = this.result.all;
    const actors = [...strengthOf(facts)].sort((a, b) => b[1] - a[1] || a[0].index - b[0].index).slice(0, 12);
    return [h('h2', {}, 'Strongest facts'),
      facts.length ? null : h('p.empty', {}, 'Nothing passes these filters.'),
      this.factList(facts, null),
      actors.length ? [h('h2', {}, 'Most in the news'), h('p.names', {}, actors.map(([actor]) => [this.actorButton(actor), ' ']))] : null];
  }

  factList(entries, actor) {
    return [h('ol.facts', {}, entries.slice(0, this.length).map((entry) => h('li', {}, this.factRow(entry, actor)))),
      entries.length > this.length ? h('button.plainly', { type: 'button', onclick: () => { this.length += 4 * PAGE; this.again(); } }, `Show more of ${number(entries.length)}`) : null];
  }

  /** One fact in a line; beside its actor only the other end is named. */
  factRow({ fact, support, passing }, actor) {
    const { subject, object, relation } = fact, chosen = this.selection?.fact === fact;
    const ends = !actor ? [h('b', {}, subject.label), ' ', this.verb(fact), ' ', h('b', {}, object.label)]
      : subject === actor ? [this.verb(fact), ' ', h('b', {}, object.label)]
      : relation.symmetric ? [this.verb(fact), ' ', h('b', {}, subject.label)] : [h('b', {}, subject.label), ' ', this.verb(fact), ' ', h('span.self', {}, actor.label)];
    return h('button.fact', { type: 'button', class: `fact${chosen ? ' on' : ''}`, style: { '--tone': colour(relation.tone) }, onclick: () => this.onSelect({ type: 'fact', fact }) },
      h('span.said', {}, ends), h('span.count', {}, [yearsOf(passing), h('span.support', { title: counted(support, 'article') }, number(support))]));
  }
  verb(fact) { return h('span.verb', { style: { '--tone': colour(fact.relation.tone) } }, nameOfRelation(fact)); }

  actorButton(actor) {
    return h('button.actor', { type: 'button', onclick: () => this.onSelect({ type: 'actor', actor }) }, h('i.dot', { style: { '--dot': colour(actor.family) } }), actor.label);
  }
  back() {
    return h('button.plainly.back', { type: 'button', onclick: () => this.onSelect(null) }, '← All facts');
  }

  actor(actor) {
    const entries = this.result.all.filter(({ fact }) => fact.subject === actor || fact.object === actor);
    const hidden = actor.facts.length - entries.length;
    const home = this.model.actorByKey.get(actor.for);
    return [this.back(), h('p.kind', {}, h('i.dot', { style: { '--dot': colour(actor.family) } }), capitalized(spaced(actor.kind)), actor.code ? ` · ${actor.code}` : ''),
      h('h2.title', {}, actor.label),
      h('p.meta', {}, counted(entries.length, 'fact'), hidden ? ` · ${number(hidden)} more filtered out` : '', actor.wikidata ? [' · ', link(`https://www.wikidata.org/wiki/${actor.wikidata}`, 'Wikidata', {})] : ''),
      home && home !== actor ? h('p.meta', {}, 'Acts for ', this.actorButton(home)) : null,
      actor.for && !home ? h('p.meta', {}, `Acts for ${actor.for}`) : null,
      balance(entries),
      this.byCounterpart(actor, entries)];
  }

  /** The facts of an actor, grouped by whom they are with. */
  byCounterpart(actor, entries) {
    const groups = new Map();
    for (const entry of entries) {
      const other = otherEnd(entry.fact, actor);
      groups.set(other, [...(groups.get(other) ?? []), entry]);
    }
    const weight = (group) => group.reduce((sum, { support }) => sum + support, 0);
    const sorted = [...groups].sort((a, b) => weight(b[1]) - weight(a[1]) || a[0].index - b[0].index);
    return [sorted.slice(0, this.length).map(([other, group]) => h('section.with', {}, h('h3', {}, this.actorButton(other)),
      h('ol.facts', {}, group.map((entry) => h('li', {}, this.factRow(entry, actor)))))),
      sorted.length > this.length ? h('button.plainly', { type: 'button', onclick: () => { this.length += PAGE; this.again(); } }, `Show more of ${counted(sorted.length, 'counterpart')}`) : null];
  }

  fact(fact) {
    const { subject, object, relation } = fact;
    const entry = this.result.byFact.get(fact), passing = entry?.passing ?? [];
    const shown = this.everything || !passing.length ? fact.evidence : passing, hidden = fact.evidence.length - shown.length;
    const others = this.result.all.filter((one) => one.fact !== fact && [one.fact.subject, one.fact.object].includes(subject) && [one.fact.subject, one.fact.object].includes(object));
    return [this.back(),
      h('h2.title.triple', {}, this.actorButton(subject), ' ', this.verb(fact), ' ', this.actorButton(object)),
      h('p.meta', {}, [spaced(relation.quad ?? 'standing relation'), relation.plover ? relation.plover : null, counted(entry?.support ?? fact.support, 'article'), `confidence ${percent(entry?.confidence ?? fact.confidence)}`].filter(Boolean).join(' · ')),
      entry ? null : h('p.meta', {}, 'The filters leave this fact out; all its evidence stands here.'),
      h('ol.evidence', {}, shown.slice(0, this.length).map((statement) => h('li', {}, this.evidence(statement)))),
      shown.length > this.length ? h('button.plainly', { type: 'button', onclick: () => { this.length += PAGE; this.again(); } }, `Show more of ${number(shown.length)}`) : null,
      hidden > 0 ? h('button.plainly', { type: 'button', onclick: () => { this.everything = true; this.again(); } }, `Show ${number(hidden)} more that the filters leave out`) : null,
      others.length ? [h('h3', {}, 'Also between the two'), h('ol.facts', {}, others.map((one) => h('li', {}, this.factRow(one, null))))] : null];
  }

  evidence(statement) {
    const { article, fact } = statement;
    const published = article.day === undefined ? null : writtenDay(article.day);
    const titled = article.title && article.title !== statement.sentence ? article.title : null;
    return h('article.statement', { style: { '--tone': colour(fact.relation.tone) } },
      h('blockquote', {}, marked(statement)),
      h('p.source', {}, [h('span.publisher', {}, article.publisher), published].filter(Boolean).flatMap((part, i) => (i ? [', ', part] : [part]))),
      h('p.source', {}, link(article.url || article.key, titled ?? (article.title ? 'headline' : article.key), { class: 'headline' })),
      h('p.tags', {}, tagsOf(statement).map((tag) => h('span.tag', {}, tag)), h('span.rule', { title: `entente explain --statement ${statement.id}` }, statement.rule)));
  }
}

function strengthOf(entries) {
  const strength = new Map();
  for (const { fact, support } of entries) for (const actor of [fact.subject, fact.object]) strength.set(actor, (strength.get(actor) ?? 0) + support);
  return strength;
}

function yearsOf(statements) {
  const years = statements.filter(({ first }) => first !== undefined).flatMap(({ first, last }) => [yearOf(first), yearOf(last)]);
  if (!years.length) return '';
  const [low, high] = [Math.min(...years), Math.max(...years)];
  return low === high ? `${low}` : `${low}–${String(high).slice(-2)}`;
}

/** How much of an actor's facts is cooperation and conflict, by articles. */
function balance(entries) {
  const sums = new Map();
  for (const { fact, support } of entries) sums.set(fact.relation.tone, (sums.get(fact.relation.tone) ?? 0) + support);
  if (!sums.size) return null;
  const parts = [...sums].sort((a, b) => (a[0].key < b[0].key ? 1 : -1));
  return h('div.balance', { role: 'img', 'aria-label': parts.map(([tone, sum]) => `${tone.label} ${sum}`).join(', ') },
    parts.map(([tone, sum]) => h('span', { style: { '--tone': colour(tone), 'flex-grow': sum }, title: `${tone.label}: ${sum}` })));
}

/** The sentence with its subject, predicate and object marked where they stand. */
function marked({ sentence, marks }) {
  const parts = [['end', 0], ['deed', 2], ['end', 4]].map(([name, at]) => ({ name, begin: marks[at], end: marks[at + 1] })).filter(({ begin, end }) => end > begin)
    .sort((a, b) => a.begin - b.begin || b.end - a.end);
  const pieces = [];
  let done = 0;
  for (const { name, begin, end } of parts) {
    const start = Math.max(begin, done);
    if (end <= start) continue;
    pieces.push(sentence.slice(done, start), h(`mark.${name}`, {}, sentence.slice(start, end)));
    done = end;
  }
  return [...pieces, sentence.slice(done)];
}

function tagsOf(statement) {
  const { fact } = statement;
  return [
    statement.modality === 'actual' ? null : statement.modality,
    statement.speaker ? `${statement.verb ? `${statement.verb}: ` : 'according to '}${statement.speaker}` : null,
    statement.dated ? writtenSpan(statement.first, statement.last) : null,
    statement.place ? `in ${statement.place}` : null,
    statement.content ? `to ${spaced(statement.content)}` : null,
    statement.context === 'no context' ? null : statement.context,
    statement.subjectAs || statement.objectAs ? `as ${[statement.subjectAs, statement.objectAs].filter(Boolean).join(', ')}` : null,
    `confidence ${percent(statement.confidence)}`,
    fact.denied ? 'denied' : null,
  ].filter(Boolean);
}
