// Puts the page together: reads its data, and lets the address, the filters, the drawing and the lists follow each other.
import { DetailPanel } from './detail_panel.js';
import { fill, h } from './dom.js';
import { save, savePicture, toCsv, toGraphml } from './download.js';
import { applyFilters, drawnWith } from './filters.js';
import { anyFilter, FilterPanel } from './filter_panel.js';
import { GraphView, hasWebGL } from './graph_view.js';
import { readHash, writeHash } from './hash.js';
import { colour, FAMILIES, onThemeChange, TONES } from './kinds.js';
import { readModel } from './model.js';
import { Search } from './search.js';
import { counted, number, writtenMonth } from './words.js';

const byId = (id) => document.getElementById(id);

class Page {
  constructor(model) {
    this.model = model;
    this.address = location.hash;
    const { filters, selection, camera } = readHash(this.address, model);
    Object.assign(this, { filters, selection });
    this.detail = new DetailPanel(byId('detail'), model, (chosen) => this.select(chosen, true));
    this.panel = new FilterPanel(byId('filters'), model, filters, () => this.refilter());
    this.search = new Search(byId('search'), model, (actor) => this.select({ type: 'actor', actor }, true));
    this.view = this.openView();
    this.describe();
    this.refilter();
    this.view?.fit(false);
    if (camera) this.view?.moveTo(camera, false);
    this.listen();
  }

  openView() {
    if (!hasWebGL()) {
      byId('page').classList.add('drawless');
      byId('notice').textContent = 'This browser draws no WebGL, which the picture needs; the list has all facts.';
      return null;
    }
    return new GraphView(byId('canvas'), this.model, { select: (chosen) => this.select(chosen, false), hover: (thing, event) => this.tip(thing, event), move: () => this.remember(), legendHeight: () => byId('legend').offsetHeight });
  }

  describe() {
    const { model } = this;
    const days = model.facts.flatMap((fact) => fact.evidence.map((statement) => statement.article.day)).filter((day) => day !== undefined);
    const span = days.length ? [writtenMonth(days.reduce((a, b) => Math.min(a, b))), writtenMonth(days.reduce((a, b) => Math.max(a, b)))] : [];
    fill(byId('summary'), `${counted(model.actors.length, 'actor')}, ${counted(model.facts.length, 'fact')}, ${counted(model.articles.length, 'article')}`, span.length ? h('br', {}) : null,
      span.length ? (span[0] === span[1] ? span[0] : `${span[0]} – ${span[1]}`) : null);
    fill(byId('tools'), h('span', {}, 'Save view'), this.tool('PNG', () => savePicture(this.view.picture()), !this.view), this.tool('CSV', () => save('graph.csv', 'text/csv', toCsv(this.drawn))),
      this.tool('GraphML', () => save('graph.graphml', 'application/graphml+xml', toGraphml(this.drawn))), this.tool('Keys', () => this.help()));
    this.drawLegend();
    if (this.view) fill(byId('zoom'), this.zoomer('+', 'Zoom in', () => this.view.zoomBy(0.66)), this.zoomer('−', 'Zoom out', () => this.view.zoomBy(1.5)), this.zoomer('◻', 'Show all', () => this.view.fit()));
  }
  tool(name, act, off = false) { return h('button.plainly', { type: 'button', onclick: act, disabled: off }, name); }
  zoomer(sign, name, act) { return h('button', { type: 'button', 'aria-label': name, title: name, onclick: act }, sign); }

  drawLegend() {
    const families = FAMILIES.filter((family) => this.model.actors.some((actor) => actor.family === family));
    const key = (name, label, mark) => h('button', { type: 'button', 'aria-pressed': String(this.filters[name].has(mark.key)), title: `Show only: ${label}`, onclick: () => this.panel.toggle(name, mark.key) },
      h(name === 'tone' ? 'i.dash' : 'i.dot', { style: { '--dot': colour(mark) } }), label);
    fill(byId('legend'), h('div', {}, TONES.map((tone) => key('tone', tone.label, tone)), h('span.note', {}, 'Width: articles. Pale: denied.')),
      h('div', {}, families.map((family) => key('kind', family.label, family))));
  }

  refilter() {
    this.result = applyFilters(this.model, this.filters);
    this.panel.draw(this.result);
    this.draw();
    this.detail.draw(this.selection, this.result);
    this.drawLegend();
    this.tell();
    this.remember();
  }

  draw() {
    this.drawn = drawnWith(this.result, this.selection);
    this.view?.show(this.drawn, this.filters.isolated, this.selection);
  }

  /** Says what is left out, if anything is. */
  tell() {
    const { facts } = this.result, all = this.model.facts.length, matching = this.result.all.length;
    if (!this.view) return;
    const more = matching > facts.length ? h('button', { type: 'button', onclick: () => this.panel.change({ top: all }) }, 'draw all') : null;
    const lines = [];
    if (more) lines.push(`The ${number(facts.length)} strongest of ${counted(matching, 'fact')}`, anyFilter(this.filters, this.model) ? ' that pass the filters' : '', ' – ', more);
    else if (matching < all) lines.push(`${number(matching)} of ${counted(all, 'fact')} pass the filters`);
    if (this.model.allFacts > all) lines.push(`${lines.length ? '. ' : ''}This page holds the ${number(all)} strongest of ${number(this.model.allFacts)} facts.`);
    fill(byId('notice'), lines);
  }

  select(chosen, glide) {
    this.selection = chosen;
    this.tip(null);
    this.draw();
    if (chosen && glide) this.view?.flyTo(chosen);
    this.detail.draw(chosen, this.result);
    this.remember();
  }

  tip(thing, event) {
    const tip = byId('tip');
    tip.hidden = !thing;
    if (!thing) return;
    const { fact, actor } = thing;
    const support = fact ? this.result.byFact.get(fact).support : null;
    fill(tip, fact ? [h('b', {}, fact.subject.label), ` ${thing.name} `, h('b', {}, fact.object.label), h('span', {}, counted(support, 'article'))]
      : [h('b', {}, actor.label), h('span', {}, counted(actor.facts.filter((one) => this.result.byFact.has(one)).length, 'fact'))]);
    const { clientWidth } = byId('stage');
    tip.style.left = `${Math.max(8, Math.min(event.x + 14, clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${event.y + 18}px`;
  }

  /** Keeps the state in the address, a moment after it last changed. */
  remember() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.address !== location.hash) return;  // changed by somebody, and about to be read
      history.replaceState(null, '', `#${writeHash({ filters: this.filters, selection: this.selection, camera: this.view?.camera }, this.model)}`);
      this.address = location.hash;
    }, 200);
  }

  listen() {
    window.addEventListener('hashchange', () => {
      if (this.address === location.hash) return;
      this.address = location.hash;
      const { filters, selection, camera } = readHash(this.address, this.model);
      Object.assign(this.filters, filters);
      this.selection = selection;
      this.refilter();
      if (camera) this.view?.moveTo(camera);
    });
    document.addEventListener('keydown', (event) => this.key(event));
    onThemeChange(() => { this.drawLegend(); this.refilter(); });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
    const typing = event.target.matches('input, select, textarea');
    if (event.key === 'Escape' && this.selection) return this.select(null, false);
    if (typing) return undefined;
    const act = { '/': () => this.search.focus(), '?': () => this.help(), n: () => this.step(1), p: () => this.step(-1), 0: () => this.view?.fit(), '+': () => this.view?.zoomBy(0.66), '=': () => this.view?.zoomBy(0.66),
      '-': () => this.view?.zoomBy(1.5), ...(document.activeElement === byId('canvas') && this.view ? this.arrows() : {}) }[event.key];
    if (!act) return undefined;
    event.preventDefault();
    return act();
  }
  arrows() {
    const step = 0.08;
    return { ArrowLeft: () => this.view.pan(-step, 0), ArrowRight: () => this.view.pan(step, 0), ArrowUp: () => this.view.pan(0, step), ArrowDown: () => this.view.pan(0, -step) };
  }

  /** The next or previous of the facts shown, or of those of the selected actor. */
  step(by) {
    const facts = this.result.all;
    if (!facts.length) return;
    const at = facts.findIndex(({ fact }) => fact === this.selection?.fact);
    this.select({ type: 'fact', fact: facts[at < 0 ? (by > 0 ? 0 : facts.length - 1) : (at + by + facts.length) % facts.length].fact }, true);
  }

  help() {
    const rows = [['/', 'find an actor'], ['n  p', 'next and previous fact'], ['Esc', 'nothing selected'], ['+  −  0', 'zoom in, zoom out, show all'], ['← ↑ ↓ →', 'move the graph, once it has the focus'], ['?', 'this list']];
    fill(byId('help'), h('h2', {}, 'Keys'), h('dl', {}, rows.map(([keys, does]) => [h('dt', {}, h('kbd', {}, keys)), h('dd', {}, does)])),
      h('p', {}, 'The address holds filters, selection and view: copy it to share what you see. Confidence orders statements; it is no probability.'),
      h('form', { method: 'dialog' }, h('button.plainly', {}, 'Close')));
    byId('help').showModal();
  }
}

function start() {
  byId('page').hidden = false;
  const page = new Page(readModel(byId('data').textContent));
  // For tests and the curious: what is shown, without a way in for the data.
  window.entente = { shown: () => ({ facts: page.drawn.length, actors: page.view ? page.view.weights.size : 0, matching: page.result.all.length }),
    all: () => ({ facts: page.model.facts.length, actors: page.model.actors.length }), pointOf: (id) => page.view.pointOf(page.model.factById.has(id) ? { fact: page.model.factById.get(id) } : { actor: page.model.actorByKey.get(id) }),
    camera: () => page.view?.sigma.getCamera().getState(), factsShown: () => page.drawn.map(({ fact }) => fact.id) };
}

try {
  start();
} catch (error) {
  document.body.replaceChildren(h('p.plain', {}, `This page cannot show its data: ${error.message}`));
  throw error;
}
