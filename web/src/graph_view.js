// The drawing: sigma over a graph of everything, of which the filters show a part. Places come with the data and stay.
import EdgeCurveProgram, { EdgeCurvedArrowProgram } from '@sigma/edge-curve';
import { createNodeBorderProgram } from '@sigma/node-border';
import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import { EdgeArrowProgram, EdgeRectangleProgram } from 'sigma/rendering';
import { colour, mixed, onThemeChange, paper } from './kinds.js';
import { LabelLayer } from './labels.js';
import { nameOfRelation, otherEnd } from './model.js';

const KNOWN = { straight: EdgeRectangleProgram, arrow: EdgeArrowProgram, curve: EdgeCurveProgram, bow: EdgeCurvedArrowProgram };
const BORDERED = createNodeBorderProgram({
  borders: [{ size: { attribute: 'rim' }, color: { attribute: 'rimColour' } }, { size: { fill: true }, color: { attribute: 'color' } }] });

/** How much larger or smaller than usual things are drawn: few actors have room, many have not, nor has a small stage. */
function scaleFor(actors, { width, height }) {
  const crowd = Math.max(0.35, Math.min(1.3, Math.sqrt(160 / Math.max(actors, 1))));
  return crowd * Math.max(0.55, Math.min(1.15, Math.min(width, height) / 720));
}
const range = (values) => [Math.min(...values), Math.max(...values)];

/** Radius of a node and width of an edge in pixels. */
const radiusOf = (support) => 3 + 1.5 * Math.sqrt(support);
const widthOf = (support) => 1.9 + 1.2 * Math.log2(support);

export function hasWebGL() {
  try {
    return Boolean(document.createElement('canvas').getContext('webgl2'));
  } catch {
    return false;
  }
}

export class GraphView {
  /** `on`: select(selection or null), hover(thing or null, point), move(), legendHeight(). */
  constructor(container, model, on) {
    this.model = model;
    this.on = on;
    this.shown = new Map();      // fact id -> { support, curvature }
    this.weights = new Map();    // actor key -> support shown
    this.scale = 1;
    this.home = [0.5, 0.5, 1];   // the camera that shows all
    this.selection = null;
    this.hovered = null;
    this.near = null;            // the actors that the selection keeps in the light
    this.graph = this.buildGraph();
    this.sigma = new Sigma(this.graph, container, this.settings());
    this.labels = new LabelLayer(this.sigma, container);
    this.listen();
  }

  buildGraph() {
    const graph = new MultiDirectedGraph();
    for (const actor of this.model.actors) graph.addNode(actor.key, { x: actor.x, y: -actor.y, actor });
    for (const fact of this.model.facts) graph.addEdgeWithKey(fact.id, fact.subject.key, fact.object.key, { fact });
    return graph;
  }

  settings() {
    return {
      allowInvalidContainer: true, zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio / this.home[2]), renderLabels: false, renderEdgeLabels: false, enableEdgeEvents: true, zIndex: true, minEdgeThickness: 0.8,
      stagePadding: 46, minCameraRatio: 0.04, maxCameraRatio: 4, autoRescale: true, defaultDrawNodeHover: () => {},
      nodeProgramClasses: { actor: BORDERED }, edgeProgramClasses: KNOWN, defaultNodeType: 'actor', defaultEdgeType: 'straight',
      nodeReducer: (key, { x, y, actor }) => ({ x, y, ...this.lookOfNode(key, actor) }),
      edgeReducer: (id, { fact }) => this.lookOfEdge(id, fact) };
  }

  lookOfNode(key, actor) {
    const weight = this.weights.get(key);
    if (weight === undefined) return { hidden: true, size: 1, type: 'actor', color: '#888888', rim: 0, rimColour: '#888888' };
    const lit = !this.near || this.near.has(actor);
    const chosen = this.isEnd(actor);
    return { type: 'actor', size: radiusOf(weight) * this.scale, color: lit ? colour(actor.family) : this.faded(), rim: chosen ? 0.22 : 0.1,
      rimColour: chosen ? this.accent() : paper(), zIndex: chosen ? 3 : lit ? 2 : 1, forceLabel: false };
  }

  lookOfEdge(id, fact) {
    const entry = this.shown.get(id);
    const lit = entry && this.isLit(fact);
    if (!lit || fact.subject === fact.object) return { hidden: true, size: 1, color: '#888888', type: 'straight', curvature: 0 };
    const strong = this.isChosen(fact) || this.hovered?.fact === fact;
    const bent = Math.abs(entry.curvature) > 0.001;
    const type = fact.relation.symmetric ? (bent ? 'curve' : 'straight') : bent ? 'bow' : 'arrow';
    return { type, curvature: entry.curvature, size: widthOf(entry.support) * Math.sqrt(this.scale) + (strong ? 2 : 0), zIndex: strong ? 3 : 1,
      color: mixed(colour(fact.relation.tone), strong ? 1 : fact.denied ? 0.35 : 0.68) };
  }

  faded() { return paper() === '#14171c' ? '#262b33' : '#e6e3db'; }
  accent() { return paper() === '#14171c' ? '#ffffff' : '#111318'; }
  isEnd(actor) {
    const { selection } = this;
    return selection?.type === 'actor' ? selection.actor === actor : selection?.type === 'fact' && (selection.fact.subject === actor || selection.fact.object === actor);
  }
  isChosen(fact) { return this.selection?.type === 'fact' && this.selection.fact === fact; }
  isLit(fact) {
    if (!this.selection) return true;
    if (this.selection.type === 'actor') return fact.subject === this.selection.actor || fact.object === this.selection.actor;
    const { subject, object } = this.selection.fact;
    return (fact.subject === subject && fact.object === object) || (fact.subject === object && fact.object === subject);
  }

  /** Draws these of the facts that applyFilters lets through; actors without any are left out unless `isolated`. */
  show(entries, isolated, selection) {
    this.selection = selection;
    this.shown.clear();
    this.weights.clear();
    if (isolated) for (const actor of this.model.actors) this.weights.set(actor.key, 0);
    for (const { fact, support } of entries) {
      this.shown.set(fact.id, { support, curvature: 0 });
      for (const actor of new Set([fact.subject, fact.object])) this.weights.set(actor.key, (this.weights.get(actor.key) ?? 0) + support);
    }
    this.scale = scaleFor(this.weights.size, this.sigma.getDimensions());
    this.spread(entries);
    this.relight();
  }

  /** Bends the edges between two actors so that each can be seen: cooperation to one side, conflict to the other. */
  spread(entries) {
    const pairs = new Map();
    for (const { fact } of entries) {
      const [a, b] = [fact.subject.key, fact.object.key].sort();
      const pair = `${a} ${b}`;
      pairs.set(pair, [...(pairs.get(pair) ?? []), fact]);
    }
    for (const facts of pairs.values()) {
      facts.sort((a, b) => b.relation.weight - a.relation.weight || a.index - b.index);
      const step = Math.min(0.22, 1.1 / facts.length);
      facts.forEach((fact, i) => {
        const side = fact.subject.key < fact.object.key ? 1 : -1;
        this.shown.get(fact.id).curvature = (i - (facts.length - 1) / 2) * step * side;
      });
    }
  }

  relight() {
    const { selection } = this;
    this.near = null;
    if (selection?.type === 'actor')
      this.near = new Set([selection.actor, ...selection.actor.facts.filter((fact) => this.shown.has(fact.id)).map((fact) => otherEnd(fact, selection.actor))]);
    if (selection?.type === 'fact') this.near = new Set([selection.fact.subject, selection.fact.object]);
    this.sigma.refresh();
    this.labels.order(this.labelOrder());
  }

  /** Who is to be named first where there is no room for all. */
  labelOrder() {
    const actors = this.model.actors.filter((actor) => this.weights.has(actor.key) && (!this.near || this.near.has(actor)));
    const weight = (actor) => (this.isEnd(actor) ? 1e9 : 0) + (this.hovered?.actor === actor ? 2e9 : 0) + this.weights.get(actor.key);
    const facing = (actor) => (this.selection?.type === 'fact' && this.isEnd(actor) ? otherEnd(this.selection.fact, actor) : null);
    return actors.sort((a, b) => weight(b) - weight(a) || a.index - b.index).map((actor) => ({ actor, strong: this.isEnd(actor) || this.hovered?.actor === actor, facing: facing(actor) }));
  }

  hover(thing, event) {
    this.hovered = thing;
    this.on.hover(thing, event);
    this.labels.order(this.labelOrder());
    this.sigma.getContainer().classList.toggle('pointing', Boolean(thing));
  }

  listen() {
    const actor = (node) => this.graph.getNodeAttribute(node, 'actor');
    const fact = (edge) => this.graph.getEdgeAttribute(edge, 'fact');
    this.sigma.on('clickNode', ({ node }) => this.on.select({ type: 'actor', actor: actor(node) }));
    this.sigma.on('clickEdge', ({ edge }) => this.on.select({ type: 'fact', fact: fact(edge) }));
    this.sigma.on('clickStage', () => this.on.select(null));
    this.sigma.on('doubleClickStage', (event) => event.preventSigmaDefault());
    this.sigma.on('enterNode', ({ node, event }) => this.hover({ actor: actor(node) }, event));
    this.sigma.on('leaveNode', () => this.hover(null));
    this.sigma.on('enterEdge', ({ edge, event }) => { this.hover({ fact: fact(edge), name: nameOfRelation(fact(edge)) }, event); this.sigma.refresh({ skipIndexation: true }); });
    this.sigma.on('leaveEdge', () => { this.hover(null); this.sigma.refresh({ skipIndexation: true }); });
    this.sigma.getCamera().on('updated', () => this.on.move());
    onThemeChange(() => this.relight());
  }

  get camera() {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    return Math.abs(x - this.home[0]) + Math.abs(y - this.home[1]) + Math.abs(ratio - this.home[2]) < 0.004 ? null : [x, y, ratio];
  }

  /** Shows all that is drawn, between the notice above and the legend below, at once or gliding. */
  fit(glide = true) {
    const places = [...this.weights.keys()].map((key) => this.sigma.getNodeDisplayData(key)).filter(Boolean);
    if (!places.length) return;
    const { width, height } = this.sigma.getDimensions(), above = Math.min(52, height / 10), below = this.on.legendHeight() + 24;
    const left = Math.min(60, width / 12), right = Math.min(120, width / 6);  // names stand to the right
    const [west, east] = range(places.map(({ x }) => x)), [south, north] = range(places.map(({ y }) => y));
    const perPixel = Math.max((east - west) / Math.max(width - left - right, 80), (north - south) / Math.max(height - above - below, 80), 0.08 / height);
    const unit = this.unitsPerPixel();
    this.home = [(east + west) / 2 + ((right - left) / 2) * perPixel, (north + south) / 2 - ((below - above) / 2) * perPixel, perPixel / unit];
    this.moveTo(this.home, glide);
  }

  /** Units of the framed graph to a pixel at ratio 1. */
  unitsPerPixel() {
    const still = { cameraState: { x: 0.5, y: 0.5, ratio: 1, angle: 0 } };
    const [a, b] = [this.sigma.framedGraphToViewport({ x: 0, y: 0 }, still), this.sigma.framedGraphToViewport({ x: 1, y: 0 }, still)];
    return 1 / (b.x - a.x);
  }

  moveTo([x, y, ratio], glide = true) {
    const state = { x, y, ratio, angle: 0 };
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (glide && !still) this.sigma.getCamera().animate(state, { duration: 420 });
    else this.sigma.getCamera().setState(state);
  }

  /** Brings an actor, or both ends of a fact, into the middle, closer if they are far. */
  flyTo({ actor, fact }) {
    const places = (actor ? [actor] : [fact.subject, fact.object]).map(({ key }) => this.sigma.getNodeDisplayData(key)).filter((place) => place && !place.hidden);
    if (!places.length) return;
    const { ratio } = this.sigma.getCamera().getState();
    const [a, b] = [places[0], places.at(-1)];
    const wide = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) * 1.9;
    this.moveTo([(a.x + b.x) / 2, (a.y + b.y) / 2, actor ? Math.min(ratio, 0.7) : Math.min(Math.max(wide, 0.3), Math.max(ratio, wide))]);
  }

  zoomBy(factor) {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    this.moveTo([x, y, ratio * factor]);
  }

  pan(dx, dy) {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    this.moveTo([x + dx * ratio, y + dy * ratio, ratio], false);
  }

  /** Where on the stage an actor or the middle of a fact's edge is drawn. */
  pointOf({ actor, fact }) {
    if (actor) return this.placeOf(actor);
    const [a, b] = [this.placeOf(fact.subject), this.placeOf(fact.object)];
    const bend = this.shown.get(fact.id).curvature / 2;
    return { x: (a.x + b.x) / 2 + (b.y - a.y) * bend, y: (a.y + b.y) / 2 - (b.x - a.x) * bend };
  }
  placeOf(actor) {
    return this.sigma.framedGraphToViewport(this.sigma.getNodeDisplayData(actor.key));
  }

  /** The drawing as it stands, as a picture. */
  picture() {
    this.sigma.render();
    const canvases = this.sigma.getCanvases();
    const { width, height } = canvases.nodes;
    const picture = Object.assign(document.createElement('canvas'), { width, height });
    const context = picture.getContext('2d');
    context.fillStyle = paper();
    context.fillRect(0, 0, width, height);
    for (const layer of [canvases.edges, canvases.nodes, this.labels.canvas]) context.drawImage(layer, 0, 0, width, height);
    return picture;
  }
}
