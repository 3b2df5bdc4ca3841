// Statements over time, with two handles that choose a range. Each handle is a range input, so that keys work as well.
import { h, svg, fill } from './dom.js';
import { dayOfYear, isoDay, writtenMonth, yearOf, number } from './words.js';

const WIDTH = 252, HEIGHT = 46, MOST_BARS = 42;

/** First days of periods that cover the days, at most so many: months, quarters, years or tens of years. */
function periods(first, last) {
  const months = (yearOf(last) - yearOf(first) + 1) * 12;
  const size = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000].find((length) => months / length <= MOST_BARS) ?? 12000;
  const starts = [];
  for (let month = yearOf(first) * 12 - ((yearOf(first) * 12) % size); ; month += size) {
    const start = Math.round(new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1) / 86400000);
    starts.push(start);
    if (start > last) return trimmed(starts, first);
  }
}
const trimmed = (starts, first) => starts.slice(Math.max(starts.findLastIndex((start) => start <= first), 0));

export class Histogram {
  constructor(container, model, onChange) {
    this.container = container;
    this.onChange = onChange;
    const days = model.facts.flatMap((fact) => fact.evidence.map((statement) => statement.first)).filter((day) => day !== undefined).sort((a, b) => a - b);
    this.undatedAll = days.length === 0;
    if (this.undatedAll) return;
    // A few events of long ago must not squeeze all the others: these share the first bar.
    const first = days[0], usual = days[Math.floor(days.length * 0.02)], last = days.at(-1);
    this.clipped = last - first > 2 * (last - usual) && last > usual;
    this.starts = periods(this.clipped ? dayOfYear(yearOf(usual)) : first, last);
    this.build();
  }

  get bars() { return this.starts.length - 1; }

  build() {
    this.figure = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true', class: 'bars' });
    const handle = (name, label) => h('input', { type: 'range', min: 0, max: this.bars, step: 1, 'aria-label': label, class: `handle ${name}`,
      oninput: () => this.moved(name), onchange: () => this.tell() });
    this.low = handle('low', 'From');
    this.high = handle('high', 'Until');
    this.words = h('p.range', {});
    this.drag();
    fill(this.container, h('div.brush', {}, this.figure, this.low, this.high), this.words);
    this.show(null, null);
  }

  /** Dragging over the bars chooses a range. */
  drag() {
    let anchor = null;
    const barAt = (event) => {
      const box = this.figure.getBoundingClientRect();
      return Math.max(0, Math.min(this.bars - 1, Math.floor(((event.clientX - box.left) / box.width) * this.bars)));
    };
    const stretch = (event) => {
      const here = barAt(event);
      this.low.value = Math.min(anchor, here);
      this.high.value = Math.max(anchor, here) + 1;
      this.label();
    };
    this.figure.addEventListener('pointerdown', (event) => { anchor = barAt(event); this.figure.setPointerCapture(event.pointerId); stretch(event); });
    this.figure.addEventListener('pointermove', (event) => { if (anchor !== null) stretch(event); });
    this.figure.addEventListener('pointerup', () => { anchor = null; this.tell(); });
  }

  moved(name) {
    const [low, high] = [Number(this.low.value), Number(this.high.value)];
    if (low >= high) {
      if (name === 'low') this.low.value = Math.max(0, high - 1);
      else this.high.value = Math.min(this.bars, low + 1);
    }
    this.label();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), 120);
  }

  tell() {
    clearTimeout(this.timer);
    const [low, high] = [Number(this.low.value), Number(this.high.value)];
    this.onChange(low === 0 ? null : this.starts[low], high === this.bars ? null : this.starts[high] - 1);
  }

  /** Puts the handles where the filters are. */
  show(from, to) {
    if (this.undatedAll) return;
    const at = (day) => Math.max(0, this.starts.findLastIndex((start) => start <= day));
    this.low.value = from === null ? 0 : at(from);
    this.high.value = to === null ? this.bars : Math.min(this.bars, at(to) + 1);
    this.exact = { from, to };
    this.label();
  }

  /** Draws what the other filters let through. */
  draw(statements, undated) {
    if (this.undatedAll) return;
    const heights = new Array(this.bars).fill(0);
    for (const { first } of statements) {
      const bar = Math.min(Math.max(this.starts.findLastIndex((start) => start <= first), 0), this.bars - 1);
      heights[bar] += 1;
    }
    this.heights = heights;
    this.undated = undated;
    this.label();
  }

  label() {
    const [low, high] = [Number(this.low.value), Number(this.high.value)];
    const most = Math.max(1, ...(this.heights ?? [1])), step = WIDTH / this.bars;
    fill(this.figure, (this.heights ?? []).map((count, i) => {
      const tall = count ? Math.max(2, (count / most) * HEIGHT) : 0;
      return svg('rect', { x: (i * step + 0.5).toFixed(2), y: (HEIGHT - tall).toFixed(2), width: Math.max(1, step - 1).toFixed(2), height: tall.toFixed(2), rx: 0.8,
        class: i >= low && i < high ? 'in' : 'out' });
    }));
    const all = low === 0 && high === this.bars;
    const begin = low === 0 && this.clipped ? 'earliest' : writtenMonth(this.starts[low]);
    const span = `${begin} – ${writtenMonth(this.starts[high] - 1)}`;
    fill(this.words, h('span', {}, span), all || !this.undated ? null : h('span.aside', {}, `${number(this.undated)} undated left out`));
    this.low.setAttribute('aria-valuetext', isoDay(this.starts[low]));
    this.high.setAttribute('aria-valuetext', isoDay(this.starts[high] - 1));
  }
}
