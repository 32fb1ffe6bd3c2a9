/** Animated drawings: SVG with SMIL, whose frames a headless Chromium draws. */

const STYLES = { meteocons: 0, 'svg-spinners': 0, 'line-md': 2, tabler: 2 } as const;

/** Index of the style that a set is drawn in. @param drawing `set/icon` */
export function styleOfSet(drawing: string): number {
  const [set = ''] = drawing.split('/');
  if (set in STYLES) return STYLES[set as keyof typeof STYLES];
  throw new Error(`The set of “${drawing}” should be one of ${Object.keys(STYLES).join(', ')}.`);
}
