/** Time against the length of a clip, as SVG. */
import { parse, type Spec, View } from 'vega';
import { type FormFigures, type FormTimes, REFINEMENTS } from './summary';

type Series = [name: string, colour: string, of: (form: FormTimes) => number | null | undefined];

const series = (blockSize: number): Series[] => [
  ['transformer, no cache', '#b0413e', ({ transformerNoCache }) => transformerNoCache?.all],
  [`masked, ${REFINEMENTS} steps`, '#d98c2b', ({ masked }) => masked],
  ['transformer, KV cache', '#7d5ba6', ({ transformerKv }) => transformerKv?.all],
  ['RetNet, cell by cell', '#3b7dd8', ({ retnetStep }) => retnetStep],
  [`RetNet, blocks of ${blockSize}`, '#1c9a6c', ({ retnetBlock }) => retnetBlock],
];

const DECADES = [0.1, 1, 10, 100, 1e3, 1e4, 1e5]; // s; those out of range are left out
const INK = '#444';
const PAPER = '#fff'; // so that it can be read on a dark page too

export function drawChart({ forms, blockSize }: FormFigures): Promise<string> {
  const lines = series(blockSize);
  const values = lines.flatMap(([form, , of]) =>
    forms.flatMap((times) => {
      const ms = of(times);
      return ms ? [{ form, L: times.L, seconds: ms / 1000 }] : []; // what was not measured is left out
    }),
  );
  const lengths = forms.map(({ L }) => L);
  const names = lines.map(([name]) => name);
  const colours = lines.map(([, colour]) => colour);
  return new View(parse(specOf(values, lengths, names, colours)), { renderer: 'none' }).toSVG();
}

function specOf(values: object[], lengths: number[], names: string[], colours: string[]): Spec {
  const at = { x: { scale: 'x', field: 'L' }, y: { scale: 'y', field: 'seconds' } };
  const colour = { scale: 'colour', field: 'form' };
  const text = { labelColor: INK, titleColor: INK, titleFontWeight: 'normal' as const };
  return {
    width: 460,
    height: 320,
    padding: 12,
    background: PAPER,
    data: [{ name: 'times', values }],
    scales: [
      { name: 'x', type: 'log', base: 2, domain: [lengths[0]!, lengths.at(-1)!], range: 'width' },
      {
        name: 'y',
        type: 'log',
        range: 'height',
        nice: true,
        domain: { data: 'times', field: 'seconds' },
      },
      { name: 'colour', type: 'ordinal', domain: names, range: colours },
    ],
    axes: [
      { orient: 'bottom', scale: 'x', title: 'cells of a clip (L)', values: lengths, ...text },
      {
        orient: 'left',
        scale: 'y',
        title: 'seconds a clip',
        values: DECADES,
        grid: true,
        format: '~g',
        ...text,
      },
    ],
    legends: [{ fill: 'colour', symbolType: 'circle', labelColor: INK, labelLimit: 200 }],
    marks: [
      {
        type: 'group',
        from: { facet: { name: 'line', data: 'times', groupby: 'form' } },
        marks: [
          {
            type: 'line',
            from: { data: 'line' },
            encode: { enter: { ...at, stroke: colour, strokeWidth: { value: 2 } } },
          },
          {
            type: 'symbol',
            from: { data: 'line' },
            encode: { enter: { ...at, fill: colour, size: { value: 36 } } },
          },
        ],
      },
    ],
  };
}
