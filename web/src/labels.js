// Names of actors, drawn over the graph: the weightiest first, each beside its node where there is room, none upon another.
import { ink, paper } from './kinds.js';

const MOST = 130, WEIGHTY = 24, FEW = 60, GAP = 5, LINE = 15;
const FONT = '"Inter", "Helvetica Neue", "Segoe UI", system-ui, "Liberation Sans", Arial, sans-serif';

export class LabelLayer {
  constructor(sigma, container) {
    this.sigma = sigma;
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'labels';
    container.append(this.canvas);
    this.context = this.canvas.getContext('2d');
    this.entries = [];
    this.widths = new Map();
    sigma.on('afterRender', () => this.draw());
  }

  order(entries) {
    this.entries = entries;
    this.draw();
  }

  draw() {
    const { width, height } = this.sigma.getDimensions();
    const scale = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    this.context.clearRect(0, 0, width, height);
    const nodes = this.nodesOnStage(width, height);
    const taken = nodes.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r, node: true }));
    const weighty = nodes.length <= FEW ? FEW : WEIGHTY;
    let drawn = 0;
    for (const node of nodes) {
      if (drawn >= MOST) break;
      // The weightiest must have a name, if need be over lesser nodes.
      const boxes = this.boxes(node, width).filter((box) => box.left > 2 && box.right < width - 2 && box.top > 0 && box.bottom < height);
      const spot = spotFor(boxes, taken) ?? (node.strong || drawn < weighty ? spotFor(boxes, taken.filter((box) => !box.node)) : null);
      if (!spot) continue;
      taken.push(spot);
      this.write(node, spot);
      drawn += 1;
    }
  }

  nodesOnStage(width, height) {
    const nodes = [];
    for (const { actor, strong, facing } of this.entries) {
      const data = this.sigma.getNodeDisplayData(actor.key);
      if (!data || data.hidden) continue;
      const { x, y } = this.sigma.framedGraphToViewport(data);
      if (x < -40 || y < -20 || x > width + 40 || y > height + 20) continue;
      const leftwards = facing && facing.x > actor.x;
      nodes.push({ x, y, leftwards, r: this.sigma.scaleSize(data.size), label: shortNameOf(actor), strong, size: strong ? 13.5 : data.size > 11 ? 13 : data.size > 7 ? 12 : 11 });
    }
    return nodes;
  }

  /** Boxes right, left (the other way round for who faces somebody to the right), below, above and at the corners of the node, in the order of liking. */
  boxes(node, width) {
    const w = this.widthOf(node), { x, y, r } = node, near = r * 0.72 + 3, middle = Math.max(4, Math.min(x - w / 2, width - w - 4));
    const right = [x + r + GAP, y - LINE / 2], left = [x - r - GAP - w, y - LINE / 2];
    return [...(node.leftwards ? [left, right] : [right, left]), [middle, y + r + 2], [middle, y - r - LINE - 2],
      [x + near, y + near - 4], [x + near, y - near - LINE + 4], [x - near - w, y + near - 4], [x - near - w, y - near - LINE + 4]]
      .map(([begin, top]) => ({ left: begin, top, right: begin + w, bottom: top + LINE }));
  }

  widthOf({ label, size, strong }) {
    const key = `${size}${strong ? 'b' : ''}${label}`;
    if (!this.widths.has(key)) {
      this.context.font = fontOf(size, strong);
      this.widths.set(key, this.context.measureText(label).width);
    }
    return this.widths.get(key);
  }

  write({ label, size, strong }, { left, top }) {
    const { context } = this;
    context.font = fontOf(size, strong);
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = strong ? 5 : 3.5;
    context.strokeStyle = paper() + (strong ? '' : 'd9');
    context.strokeText(label, left, top + LINE / 2);
    context.fillStyle = ink();
    context.fillText(label, left, top + LINE / 2);
  }
}

const fontOf = (size, strong) => `${strong ? 600 : size >= 13 ? 550 : 450} ${size}px ${FONT}`;
/** "NATO" rather than a line of words; codes of states are no names. */
function shortNameOf({ label, code, family }) {
  if (code && label.length > 22 && family.key !== 'state') return code;
  return label.length > 34 ? `${label.slice(0, 32).trimEnd()}…` : label;
}

/** The first box that meets nothing of what is taken. */
function spotFor(boxes, taken) {
  const free = (box) => taken.every((other) => box.left > other.right + 1 || box.right < other.left - 1 || box.top > other.bottom || box.bottom < other.top);
  return boxes.find(free) ?? null;
}
