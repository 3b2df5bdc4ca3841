// How things are called and numbers are written.
const numbers = new Intl.NumberFormat('en');
const DAY_MS = 86400000;

export const number = (value) => numbers.format(value);
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
export const percent = (hundredths) => (hundredths > 99.4 ? '> 0.99' : (hundredths / 100).toFixed(2));
export const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** "cuts-ties-with" → "cuts ties with" */
export const spaced = (key) => key.replaceAll('-', ' ');

const dateOf = (day) => new Date(day * DAY_MS);
/** A day since 1970 as 2005-11-25. Years before 1 and after 9999 do not occur. */
export const isoDay = (day) => dateOf(day).toISOString().slice(0, 10);
export function dayOfIso(text) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(time) ? null : Math.round(time / DAY_MS);
}
export const yearOf = (day) => dateOf(day).getUTCFullYear();
export const dayOfYear = (year) => Math.round(new Date(0).setUTCFullYear(year, 0, 1) / DAY_MS);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export function writtenDay(day) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
export const writtenMonth = (day) => `${MONTHS[dateOf(day).getUTCMonth()]} ${yearOf(day)}`;

/** "2 Mar 2014", "Mar 2014", "2014" or "2 Mar 2014 – 5 Apr 2014". */
export function writtenSpan(first, last) {
  if (first === last) return writtenDay(first);
  const [a, b] = [isoDay(first), isoDay(last)];
  const endsMonth = isoDay(last + 1).endsWith('-01');
  if (a.endsWith('-01-01') && b.endsWith('-12-31')) return a.slice(0, 4) === b.slice(0, 4) ? a.slice(0, 4) : `${a.slice(0, 4)} – ${b.slice(0, 4)}`;
  if (a.endsWith('-01') && endsMonth && a.slice(0, 7) === b.slice(0, 7)) return writtenMonth(first);
  return `${writtenDay(first)} – ${writtenDay(last)}`;
}

/** What search compares: lower case, without accents. */
export const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
