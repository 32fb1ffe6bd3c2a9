/** Pictures of all things, a sheet for each group: thumbnails of the shipped model in the order in which the guide names them. */
import sharp from 'sharp';
import { COLUMNS, type Group, groupsOf } from './groups';

const MOST = 400_000; // bytes of all sheets: they are in the repository, for people alone
const BEST = 90; // of WebP's qualities, 0 to 100
const WHITE = '#ffffff'; // as the thumbnails lie on it

/**
 * @param model files of its folder; `thumbnails.txt` says of `thumbnails.webp`: edge and columns, then a name a line
 * @param most bytes of all sheets together
 * @returns WebPs by their group, as good as fits; a thing without a thumbnail leaves its place empty
 * @throws when no quality is low enough
 */
export async function thingSheets(
  model: Record<string, Uint8Array>,
  most = MOST,
): Promise<Map<string, Uint8Array>> {
  const textOf = (name: string) => new TextDecoder().decode(model[name]);
  const groups = groupsOf(JSON.parse(textOf('vocabulary.json')));
  const [sizes = '', ...things] = textOf('thumbnails.txt').trim().split('\n');
  const [edge = 0, columns = 0] = sizes.split(' ').map(Number);
  const whole = await sharp(model['thumbnails.webp']).raw().toBuffer({ resolveWithObject: true });
  const raw = { width: whole.info.width, height: whole.info.height, channels: whole.info.channels };
  const place = new Map(things.map((thing, index) => [thing, index]));
  const laid = await Promise.all(groups.map(lay));
  let [fits, over] = [0, BEST + 1]; // the size grows with the quality
  let sheets: Uint8Array[] = [];
  while (over - fits > 1) {
    const quality = Math.floor((fits + over) / 2);
    const better = await Promise.all(laid.map((sheet) => encode(sheet, quality)));
    if (better.reduce((sum, { length }) => sum + length, 0) > most) over = quality;
    else [fits, sheets] = [quality, better];
  }
  if (fits === 0)
    throw new Error(`The sheets of things take more than the ${most} bytes there are.`);
  return new Map(groups.map(({ group }, i) => [group, sheets[i]!]));

  async function lay({ names }: Group) {
    const cells = names.map(async (name, i) => {
      const index = place.get(name);
      if (index === undefined) return null;
      const left = (index % columns) * edge;
      const top = Math.floor(index / columns) * edge;
      const cell = sharp(whole.data, { raw }).extract({ left, top, width: edge, height: edge });
      const at = { left: (i % COLUMNS) * edge, top: Math.floor(i / COLUMNS) * edge };
      return Object.assign(at, { input: await cell.png().toBuffer() });
    });
    const height = Math.ceil(names.length / COLUMNS) * edge;
    const ground = { width: COLUMNS * edge, height, channels: 3, background: WHITE } as const;
    const drawn = (await Promise.all(cells)).filter((cell) => cell !== null);
    return sharp({ create: ground }).composite(drawn).png().toBuffer();
  }
}

const encode = (sheet: Buffer, quality: number): Promise<Uint8Array> =>
  sharp(sheet).webp({ quality, effort: 6, smartSubsample: true }).toBuffer();
