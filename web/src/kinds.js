// Kinds of actors in families that a legend can hold, and the colours of everything in light and in dark.
export const FAMILIES = [
  { key: 'state', label: 'States and territories', kinds: ['state', 'territory'], light: '#3d5a80', dark: '#8fb3e0' },
  { key: 'body', label: 'International bodies', kinds: ['body', 'alliance', 'ngo', 'court', 'mission'], light: '#7b6ca8', dark: '#b7a6e6' },
  { key: 'government', label: 'Governments and offices', kinds: ['government', 'legislature', 'ministry', 'agency', 'office'], light: '#6f93b5', dark: '#6d9cc9' },
  { key: 'forces', label: 'Armed forces', kinds: ['forces', 'service', 'command', 'unit'], light: '#8a6d3b', dark: '#c4a268' },
  { key: 'group', label: 'Groups and parties', kinds: ['group', 'party'], light: '#a5527d', dark: '#dd8fb8' },
  { key: 'person', label: 'People', kinds: ['person'], light: '#c99a2e', dark: '#e8c468' },
  { key: 'other', label: 'Others', kinds: [], light: '#8c9199', dark: '#9aa1ab' },
];
export const familyOf = (kind) => FAMILIES.find((family) => family.kinds.includes(kind)) ?? FAMILIES[FAMILIES.length - 1];

export const TONES = [
  { key: 'cooperation', label: 'Cooperation', light: '#1f8a70', dark: '#4cc3a5' },
  { key: 'conflict', label: 'Conflict', light: '#c8452f', dark: '#f0806a' },
  { key: 'neutral', label: 'Neither', light: '#8b93a0', dark: '#8a93a3' },
];
export const toneOf = (key) => TONES.find((tone) => tone.key === key);

export const MODALITIES = [
  { key: 'actual', label: 'Happened' },
  { key: 'planned', label: 'Planned' },
  { key: 'possible', label: 'Possible' },
  { key: 'conditional', label: 'Conditional' },
  { key: 'wanted', label: 'Wanted' },
];

const dark = window.matchMedia('(prefers-color-scheme: dark)');
export const isDark = () => dark.matches;
export const onThemeChange = (listener) => dark.addEventListener('change', listener);
export const colour = (thing) => (isDark() ? thing.dark : thing.light);
export const paper = () => (isDark() ? '#14171c' : '#fbfaf7');
/** A colour over the paper, so much of it; sigma adds up what is transparent. */
export function mixed(colour, part) {
  const channel = (text, at) => parseInt(text.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => Math.round(channel(colour, at) * part + channel(paper(), at) * (1 - part)).toString(16).padStart(2, '0')).join('')}`;
}
export const ink = () => (isDark() ? '#e8e6e1' : '#1d2127');
