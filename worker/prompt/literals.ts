/** Tokens that say their meaning by their form. */
import type { Entry } from './trie';

/** #7c3aed, rgb(255, 99, 71), 16:9, 48 px, 2 s, 80 %, 4/5, 5. */
export function readLiteral(text: string): Omit<Entry, 'cost'> | undefined {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/.exec(text)?.[1];
  if (hex)
    return { kind: 'colour', value: `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}` };
  const rgb = /^rgba?\((\d+)\D+(\d+)\D+(\d+)/.exec(text)?.slice(1);
  if (rgb) return { kind: 'colour', value: hexOf(rgb.map(Number)) };
  const aspect = /^(\d+)\s?[:×x]\s?(\d+)(?:\s?px)?$/.exec(text);
  if (aspect) return { kind: 'canvas', value: `${aspect[1]}:${aspect[2]}` };
  const measure = /^([\d.,]+)\s?(px|fps|ms|s|%)$/.exec(text);
  if (measure?.[2] === 's') return { kind: 'seconds', value: measure[1]!.replace(',', '.') };
  if (measure?.[2] === '%')
    return { kind: 'share', value: `${Number(measure[1]!.replace(',', '.')) / 100}` };
  if (measure) return { kind: 'part', value: measure[2]! };
  if (/^\d+\/\d+$/.test(text)) return { kind: 'share', value: text };
  if (/^\d[.,]\d$/.test(text)) return { kind: 'share', value: `${text.replace(',', '.')}/5` }; // of stars
  if (/^\d+(st|nd|rd|th)$/.test(text)) return { kind: 'part', value: 'ordinal' };
  if (/^0\d+$/.test(text)) return { kind: 'part', value: 'number' }; // of a layer or a version
  const times = /^(?:x(\d+)|(\d+)x)$/.exec(text);
  if (times) return { kind: 'count', value: `${Number(times[1] ?? times[2])}` };
  return /^\d+$/.test(text) ? { kind: 'count', value: `${Number(text)}` } : undefined;
}

const hexOf = (channels: number[]): string =>
  `#${channels.map((value) => Math.min(255, value).toString(16).padStart(2, '0')).join('')}`;
