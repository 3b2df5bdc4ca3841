// The state of the view in the address, so that a view can be shared.
import { noFilters } from './filters.js';
import { dayOfIso, isoDay } from './words.js';

const SETS = ['tone', 'relation', 'polarity', 'modality', 'context', 'source', 'kind'];

export function writeHash({ filters, selection, camera }, model) {
  const plain = noFilters(model);
  const out = new URLSearchParams();
  if (selection) out.set(selection.type, selection.type === 'fact' ? selection.fact.id : selection.actor.key);
  for (const name of SETS) for (const value of filters[name]) out.append(name, value);
  if (filters.from !== null) out.set('from', isoDay(filters.from));
  if (filters.to !== null) out.set('to', isoDay(filters.to));
  for (const name of ['confidence', 'articles', 'top']) if (filters[name] !== plain[name]) out.set(name, filters[name]);
  if (filters.isolated) out.set('isolated', '1');
  if (camera) out.set('view', camera.map((value) => value.toFixed(3)).join(','));
  return out.toString();
}

/** What an address asks for; what it has no sense for is left out. */
export function readHash(text, model) {
  const given = new URLSearchParams(text.replace(/^#/, ''));
  const filters = noFilters(model);
  for (const name of SETS) filters[name] = new Set(given.getAll(name));
  filters.from = dayOfIso(given.get('from'));
  filters.to = dayOfIso(given.get('to'));
  const whole = (name, low, high) => {
    const value = Number.parseInt(given.get(name), 10);
    if (value >= low && value <= high) filters[name] = value;
  };
  whole('confidence', 0, 100);
  whole('articles', 1, 1e6);
  whole('top', 1, model.facts.length);
  filters.isolated = given.get('isolated') === '1';
  return { filters, selection: readSelection(given, model), camera: readCamera(given.get('view')) };
}

function readSelection(given, model) {
  const fact = model.factById.get(given.get('fact'));
  if (fact) return { type: 'fact', fact };
  const actor = model.actorByKey.get(given.get('actor'));
  return actor ? { type: 'actor', actor } : null;
}

function readCamera(text) {
  const values = (text ?? '').split(',').map(Number);
  return values.length === 3 && values.every(Number.isFinite) && values[2] > 0 ? values : null;
}
