/** UI placeholders: drawn by phase, so that their loops are known exactly. */
import sharp from 'sharp';
import { ACTIONS } from './actions';
import { CHARTS } from './charts';
import { CONTENT } from './content';
import { CONTROLS } from './controls';
import { DIALS } from './dials';
import { FEEDBACK } from './feedback';
import { FIELDS } from './fields';
import { LISTS } from './lists';
import { LOADERS } from './loaders';
import { MEDIA } from './media';
import { PAGES } from './pages';
import { PROGRESS } from './progress';
import { REACTIONS } from './reactions';
import type { Placeholder } from './shapes';
import { SIGNALS } from './signals';
import { SKELETONS } from './skeletons';
import { SPINNERS } from './spinners';

export type { Placeholder } from './shapes';

export const PLACEHOLDERS: readonly Placeholder[] = [
  ...SKELETONS,
  ...PROGRESS,
  ...SPINNERS,
  ...LOADERS,
  ...CHARTS,
  ...DIALS,
  ...CONTROLS,
  ...ACTIONS,
  ...FIELDS,
  ...CONTENT,
  ...LISTS,
  ...MEDIA,
  ...PAGES,
  ...REACTIONS,
  ...FEEDBACK,
  ...SIGNALS,
];

const VIEW = 128; // units

/**
 * Draws one moment of a placeholder.
 *
 * @param phase of the loop, periodic
 * @param edge px
 * @returns straight RGBA [edge, edge, 4]; the colour of invisible pixels is cleared
 */
export async function drawPlaceholder(
  placeholder: Placeholder,
  phase: number,
  edge: number,
): Promise<Uint8Array> {
  const body = placeholder.draw(phase - Math.floor(phase));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 ${VIEW} ${VIEW}">${body}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.fill(0, i, i + 3);
  return data;
}
