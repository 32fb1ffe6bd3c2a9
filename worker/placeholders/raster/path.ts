/** SVG path data as lines: M, L, H, V, Q, C and Z in capitals, for absolute coordinates. */
import type { Point } from './outline';

export interface Line {
  points: Point[];
  closed: boolean;
}

const CURVE = 24; // chords of a curve; icons are small

const parsed = new Map<string, Line[]>();

/** @throws when the data holds anything else than the commands above */
export function parsePath(data: string): Line[] {
  const known = parsed.get(data);
  if (known) return known;
  const lines: Line[] = [];
  for (const [, command = '', list = ''] of data.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = (list.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const line = lines[lines.length - 1];
    if (command === 'M') lines.push({ points: [[values[0]!, values[1]!]], closed: false });
    else if (!line) throw new Error(`A path starts with M, not with ${command}: ${data}`);
    else if (command === 'Z') line.closed = true;
    else extend(line.points, command, values, data);
  }
  parsed.set(data, lines);
  return lines;
}

function extend(points: Point[], command: string, values: number[], data: string) {
  const [x, y] = points[points.length - 1]!;
  switch (command) {
    case 'H':
      points.push([values[0]!, y]);
      return;
    case 'V':
      points.push([x, values[0]!]);
      return;
    case 'L':
      for (let i = 0; i < values.length; i += 2) points.push([values[i]!, values[i + 1]!]);
      return;
    case 'Q':
    case 'C': {
      const size = command === 'Q' ? 4 : 6;
      for (let i = 0; i < values.length; i += size) {
        const controls = [points[points.length - 1]!.slice(), values.slice(i, i + size)].flat();
        for (let k = 1; k <= CURVE; k++) points.push(bezier(controls, k / CURVE));
      }
      return;
    }
    default:
      throw new Error(`A path knows M, L, H, V, Q, C and Z, not ${command}: ${data}`);
  }
}

/** De Casteljau. */
function bezier(controls: number[], t: number): Point {
  let values = controls;
  while (values.length > 2) {
    const before = values;
    values = before.slice(2).map((value, i) => before[i]! + (value - before[i]!) * t);
  }
  return [values[0]!, values[1]!];
}
