// Elements are made here and nowhere else: text goes in as text, so that no headline is ever read as markup.

/** An element with properties (`class`, `onclick`, attributes) and children: elements, strings, null for none, or lists of these. */
export function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  apply(element, properties);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
export function svg(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  apply(element, properties);
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

function apply(element, properties) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') Object.entries(value).forEach(([key, text]) => element.style.setProperty(key, text));
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** A link to a page of the web, or the text alone if `url` is anything else. */
export function link(url, text, properties) {
  const safe = webAddress(url);
  return safe ? h('a', { ...properties, href: safe, target: '_blank', rel: 'noopener noreferrer' }, text) : h('span', properties, text);
}

export function webAddress(url) {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}
