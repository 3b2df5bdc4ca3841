// The search box: an ARIA combobox over the actors' names.
import { fill, h } from './dom.js';
import { colour } from './kinds.js';
import { searchActors } from './model.js';
import { folded, spaced } from './words.js';

export class Search {
  constructor(container, model, onChoose) {
    this.model = model;
    this.onChoose = onChoose;
    this.active = -1;
    this.found = [];
    this.list = h('ul.found', { id: 'found', role: 'listbox', 'aria-label': 'Actors found', hidden: true });
    this.input = h('input', { type: 'search', id: 'query', placeholder: 'Find a state, body, group or person', autocomplete: 'off', spellcheck: 'false', role: 'combobox',
      'aria-label': 'Find an actor', 'aria-controls': 'found', 'aria-expanded': 'false', 'aria-autocomplete': 'list',
      oninput: () => this.update(), onkeydown: (event) => this.key(event), onfocus: () => this.update(), onblur: () => setTimeout(() => this.close(), 150) });
    container.append(this.input, h('kbd.hint', { 'aria-hidden': 'true' }, '/'), this.list);
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  update() {
    this.found = searchActors(this.model, this.input.value, 9);
    this.active = this.found.length ? 0 : -1;
    this.draw();
  }

  draw() {
    const asked = this.input.value.trim() !== '';
    fill(this.list, this.found.length || !asked ? this.found.map((actor, i) => this.option(actor, i)) : [h('li.none', {}, 'No actor of that name in this graph')]);
    this.list.hidden = !asked;
    this.input.setAttribute('aria-expanded', String(asked));
    if (this.active >= 0) this.input.setAttribute('aria-activedescendant', `found-${this.active}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  option(actor, i) {
    const wanted = folded(this.input.value.trim());
    const alias = folded(actor.label).includes(wanted) ? null : actor.names.find((name) => folded(name).includes(wanted));
    return h('li', { id: `found-${i}`, role: 'option', 'aria-selected': String(i === this.active), onmousedown: (event) => { event.preventDefault(); this.choose(i); } },
      h('i.dot', { style: { '--dot': colour(actor.family) } }), h('span.name', {}, actor.label), h('span.also', {}, alias ?? spaced(actor.kind)));
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.found.length) {
      event.preventDefault();
      this.active = (this.active + step + this.found.length) % this.found.length;
      this.draw();
    } else if (event.key === 'Enter' && this.active >= 0) this.choose(this.active);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      if (this.input.value) { this.input.value = ''; this.update(); } else this.input.blur();
    }
  }

  choose(i) {
    const actor = this.found[i];
    this.input.value = '';
    this.close();
    this.input.blur();
    this.onChoose(actor);
  }

  close() {
    this.found = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
  }
}
