/**
 * `tsx test/tools/own/shapes.ts <folder>`: twenty clips that no model has seen, as a team would hand in its own, to
 * measure what fine-tuning makes of them (models/OWN_CLIPS.md).
 *
 * Each is a rose, r = 1 + depth · cos(petals · angle) (Grandi, 1723), around a core that something circles. What there is of
 * petals, depth, colours and paths differs from clip to clip.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const EDGE = 256; // px
const FRAMES = 16;
const NAMES =
  'Abo Bexi Cumo Deru Efta Fyno Goba Hilu Ixor Jomi Kavu Lumo Mezu Nilo Opra Pudi Quor Ruxa Sefi Tolu';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('A folder for the clips should be given, and none is.');
const names = NAMES.toLowerCase().split(' ');
for (const [number, name] of names.entries()) {
  mkdirSync(join(folder, name), { recursive: true });
  for (let frame = 0; frame < FRAMES; frame++) {
    const svg = Buffer.from(drawing(number, frame / FRAMES));
    writeFileSync(join(folder, name, `${frame + 1}.png`), await sharp(svg).png().toBuffer());
  }
}
const captions = names.map((name) => `${name}: acme ${name} | greeting ${name}`);
writeFileSync(join(folder, 'captions.txt'), `${captions.join('\n')}\n`);

/** @param time 0..1 of the loop */
function drawing(number: number, time: number): string {
  const petals = 3 + (number % 5);
  const depth = 0.18 + 0.14 * (number % 3);
  const hue = 137.5 * number; // degrees: the golden angle keeps neighbours apart
  const beat = 1 + 0.08 * Math.sin(2 * Math.PI * time) * (number % 2);
  const turns = number % 4 < 2 ? 1 : -1;
  const rose = Array.from({ length: 180 }, (_, step) => {
    const angle = (2 * Math.PI * step) / 180;
    const radius = 70 * (1 + depth * Math.cos(petals * angle)) * beat;
    return point(radius, angle);
  });
  const orbit = 2 * Math.PI * turns * time + number;
  const [x, y] = point(38 + 4 * (number % 4), orbit);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${EDGE}" height="${EDGE}" viewBox="-128 -128 256 256">` +
    `<polygon points="${rose.join(' ')}" fill="hsl(${hue},65%,52%)" stroke="hsl(${hue},60%,26%)" stroke-width="6"/>` +
    `<circle r="${16 + 3 * (number % 6)}" fill="hsl(${hue + 180},80%,${60 + 5 * (number % 5)}%)"/>` +
    `<circle cx="${x}" cy="${y}" r="${8 + (number % 3) * 3}" fill="#ffffff" stroke="#222222" stroke-width="4"/>` +
    '</svg>'
  );
}

function point(radius: number, angle: number): [number, number] {
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
