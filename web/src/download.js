// What is shown, as files: a picture, a table, a graph.
import { isoDay } from './words.js';

export function save(name, type, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = Object.assign(document.createElement('a'), { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export function savePicture(canvas) {
  canvas.toBlob((blob) => save('graph.png', 'image/png', blob), 'image/png');
}

/** A cell of CSV; a text that a spreadsheet would take for a formula gets an apostrophe. */
function cell(value) {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const days = (statements) => statements.filter(({ first }) => first !== undefined);
const first = (statements) => (days(statements).length ? isoDay(Math.min(...days(statements).map((statement) => statement.first))) : '');
const last = (statements) => (days(statements).length ? isoDay(Math.max(...days(statements).map((statement) => statement.last))) : '');

const COLUMNS = {
  subject: ({ fact }) => fact.subject.key, subject_label: ({ fact }) => fact.subject.label, relation: ({ fact }) => fact.relation.key,
  object: ({ fact }) => fact.object.key, object_label: ({ fact }) => fact.object.label, polarity: ({ fact }) => (fact.denied ? 'negative' : 'positive'),
  articles: ({ support }) => support, confidence: ({ confidence }) => Number((confidence / 100).toFixed(4)), first: ({ passing }) => first(passing), last: ({ passing }) => last(passing),
  evidence: ({ passing }) => passing[0].sentence, source: ({ passing }) => passing[0].article.publisher };

export function toCsv(entries) {
  const rows = entries.map((entry) => Object.values(COLUMNS).map((take) => cell(take(entry))).join(','));
  return `${[Object.keys(COLUMNS).join(','), ...rows].join('\r\n')}\r\n`;
}

// XML 1.0 has no place for other control characters, nor for halves of surrogate pairs.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const xml = (value) => String(value ?? '').replace(FORBIDDEN, '').replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const data = (key, value) => (value === '' ? '' : `<data key="${key}">${xml(value)}</data>`);

export function toGraphml(entries) {
  const actors = [...new Set(entries.flatMap(({ fact }) => [fact.subject, fact.object]))].sort((a, b) => (a.key < b.key ? -1 : 1));
  const keys = [['label', 'node', 'string'], ['kind', 'node', 'string'], ['relation', 'edge', 'string'], ['tone', 'edge', 'string'], ['polarity', 'edge', 'string'],
    ['weight', 'edge', 'double'], ['confidence', 'edge', 'double'], ['first', 'edge', 'string'], ['last', 'edge', 'string']];
  const nodes = actors.map((actor) => `<node id="${xml(actor.key)}">${data('label', actor.label)}${data('kind', actor.kind)}</node>`);
  const edges = entries.map((entry) => {
    const { fact, support, confidence, passing } = entry;
    return `<edge id="${fact.id}" source="${xml(fact.subject.key)}" target="${xml(fact.object.key)}">${data('relation', fact.relation.key)}${data('tone', fact.relation.tone.key)}` +
      `${data('polarity', fact.denied ? 'negative' : 'positive')}${data('weight', support)}${data('confidence', (confidence / 100).toFixed(4))}${data('first', first(passing))}${data('last', last(passing))}</edge>`;
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(([name, on, type]) => `<key id="${name}" for="${on}" attr.name="${name}" attr.type="${type}"/>`), '<graph id="G" edgedefault="directed">', ...nodes, ...edges, '</graph>', '</graphml>', ''].join('\n');
}
