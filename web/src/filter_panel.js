// The filters beside the graph. In each list nothing chosen means all; choosing narrows.
import { fill, h } from './dom.js';
import { defaultTop, FACETS, noFilters } from './filters.js';
import { Histogram } from './histogram.js';
import { colour, FAMILIES, MODALITIES, TONES } from './kinds.js';
import { capitalized, number, spaced } from './words.js';

const FIRST_ROWS = 8;
const occursIn = (found) => ({ key }) => found.has(key);

export class FilterPanel {
  /** `onChange` is told that `filters`, which the panel edits, have changed. */
  constructor(container, model, filters, onChange) {
    Object.assign(this, { container, model, filters, onChange, open: new Set() });
    this.lists = this.describeLists();
    this.time = h('div.time', {});
    this.build();
    this.histogram = new Histogram(this.time, model, (from, to) => this.change({ from, to }));
    if (this.histogram.undatedAll) this.time.parentElement.hidden = true;
  }

  describeLists() {
    const relations = new Set(this.model.facts.map((fact) => fact.relation));
    const byTone = (tone) => [...relations].filter((relation) => relation.tone === tone).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.key < b.key ? -1 : 1));
    const statements = this.model.facts.flatMap((fact) => fact.evidence);
    const values = (take) => [...new Set(statements.map(take))].sort().map((key) => ({ key, label: capitalized(spaced(key)) }));
    return [
      { name: 'tone', title: 'Tone', values: TONES },
      { name: 'relation', title: 'Relation', long: true, values: TONES.flatMap((tone) => byTone(tone).map(({ key, definition }) => ({ key, label: spaced(key), definition, dot: tone }))) },
      { name: 'kind', title: 'Actor', values: FAMILIES.filter((family) => this.model.actors.some((actor) => actor.family === family)) },
      { name: 'polarity', title: 'Stated as', values: [{ key: 'asserted', label: 'So' }, { key: 'denied', label: 'Not so' }] },
      { name: 'modality', title: 'Reality', values: MODALITIES },
      { name: 'context', title: 'Context', values: values((statement) => statement.context) },
      { name: 'source', title: 'Source', long: true, values: [...new Set(statements.map((statement) => statement.article.publisher))].sort().map((key) => ({ key, label: key })) },
    ].map((list) => ({ ...list, values: list.name === 'kind' ? list.values : list.values.filter(occursIn(new Set(statements.map(FACETS[list.name])))) }))
      .filter(({ values }) => values.length > 1);
  }

  build() {
    this.boxes = new Map(this.lists.map((list) => [list.name, h(list.long ? 'ul.values' : 'ul.chips', { role: 'group', 'aria-label': list.title })]));
    const section = (title, ...content) => h('section', {}, h('h2', {}, title), ...content);
    const list = (name) => this.boxes.has(name) && section(this.lists.find((one) => one.name === name).title, this.boxes.get(name));
    this.top = this.slider('Facts drawn', 'top', 1, this.model.facts.length, (value) => (value >= this.model.facts.length ? 'all' : `${number(value)} strongest`), true);
    this.articles = this.slider('Articles', 'articles', 1, Math.max(2, Math.min(20, Math.max(...this.model.facts.map((fact) => fact.support)))), (value) => `${value} or more`);
    this.confidence = this.slider('Confidence', 'confidence', 0, 95, (value) => (value ? `${(value / 100).toFixed(2)} or more` : 'any'));
    this.isolated = h('input', { type: 'checkbox', onchange: (event) => this.change({ isolated: event.target.checked }) });
    fill(this.container, section('Time', this.time), list('tone'), list('relation'), list('kind'), section('Strength', this.top.row, this.articles.row, this.confidence.row),
      list('polarity'), list('modality'), list('context'), list('source'),
      h('section', {}, h('label.check', {}, this.isolated, h('span', {}, 'Show actors without a fact drawn'))),
      h('button.plainly.reset', { type: 'button', onclick: () => this.reset() }, 'Clear all filters'));
  }

  /** A slider; `bent` gives more of its way to small numbers. */
  slider(title, name, low, high, written, bent = false) {
    const to = (value) => (bent ? Math.round(1000 * Math.sqrt((value - low) / Math.max(1, high - low))) : value);
    const from = (way) => (bent ? Math.round(low + (way / 1000) ** 2 * (high - low)) : way);
    const output = h('output', {});
    let timer = 0;
    const input = h('input', { type: 'range', min: bent ? 0 : low, max: bent ? 1000 : high, step: bent ? 10 : name === 'confidence' ? 5 : 1, 'aria-label': title,
      oninput: () => {
        const value = from(Number(input.value));
        output.value = written(value);
        input.setAttribute('aria-valuetext', output.value);
        clearTimeout(timer);
        timer = setTimeout(() => this.change({ [name]: value }), 60);
      } });
    const show = () => {
      input.value = to(this.filters[name]);
      output.value = written(this.filters[name]);
      input.style.setProperty('--way', `${(100 * (input.value - input.min)) / (input.max - input.min)}%`);
    };
    return { row: h('label.slider', {}, h('span', {}, title), output, input), show };
  }

  change(part) {
    Object.assign(this.filters, part);
    this.onChange();
  }
  reset() { this.change(noFilters(this.model)); }
  toggle(name, key) {
    const chosen = new Set(this.filters[name]);
    if (!chosen.delete(key)) chosen.add(key);
    this.change({ [name]: chosen });
  }

  /** Shows the filters as they are, with the counts of `result`. */
  draw(result) {
    for (const list of this.lists) this.drawList(list, result.counts[list.name].counts);
    for (const slider of [this.top, this.articles, this.confidence]) slider.show();
    this.isolated.checked = this.filters.isolated;
    this.histogram.show(this.filters.from, this.filters.to);
    this.histogram.draw(result.timed, result.undated);
  }

  drawList(list, counts) {
    const box = this.boxes.get(list.name), chosen = this.filters[list.name];
    const focus = box.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    let rows = list.values;
    if (list.long) rows = [...rows].sort((a, b) => Number(chosen.has(b.key)) - Number(chosen.has(a.key)) || (counts.get(b.key) ?? 0) - (counts.get(a.key) ?? 0));
    const all = !list.long || this.open.has(list.name) || rows.length <= FIRST_ROWS + 2;
    const most = Math.max(1, ...counts.values());
    fill(box, (all ? rows : rows.slice(0, FIRST_ROWS)).map((value) => h('li', {}, this.value(list, value, counts.get(value.key) ?? 0, chosen, most))),
      all && !this.open.has(list.name) ? null : h('li', {}, this.more(list, rows.length)));
    if (focus) [...box.querySelectorAll('button')].find((button) => button.dataset.key === focus)?.focus();
  }

  value(list, value, count, chosen, most) {
    const on = chosen.has(value.key), mark = value.dot ?? (value.light ? value : null);
    return h('button.value', { type: 'button', 'aria-pressed': String(on), 'data-key': value.key, title: value.definition, class: `value${on ? ' on' : chosen.size ? ' off' : ''}${count ? '' : ' empty'}`,
      style: { '--part': `${(100 * count) / most}%` }, onclick: () => this.toggle(list.name, value.key) },
      mark && h(list.name === 'tone' || value.dot ? 'i.dash' : 'i.dot', { style: { '--dot': colour(mark) } }), h('span.name', {}, value.label), h('span.count', {}, number(count)));
  }

  more(list, count) {
    const open = this.open.has(list.name);
    return h('button.plainly', { type: 'button', 'data-key': 'more of them', onclick: () => { if (!this.open.delete(list.name)) this.open.add(list.name); this.onChange(); } },
      open ? 'Show fewer' : `Show all ${count}`);
  }
}

/** True if anything is left out by choice. */
export function anyFilter(filters, model) {
  const plain = noFilters(model);
  return Object.entries(plain).some(([name, value]) => name !== 'isolated' && (value instanceof Set ? filters[name].size > 0 : filters[name] !== value && !(name === 'top' && filters.top > defaultTop(model))));
}
