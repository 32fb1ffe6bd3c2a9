import sharp from 'sharp';
import { BEST_GUESS } from '../../worker/api';
import { generate } from '../../worker/generate';
import type { Model } from '../../worker/model';

export const EDGE = 48; // px of a thumbnail

/**
 * Frame 0 of a thing at rest, as the plugin draws it.
 *
 * @returns a PNG of `EDGE` px; `null` when no wording of the thing's name asks for it alone
 */
export async function drawStill(model: Model, thing: string): Promise<Uint8Array | null> {
  const prompt = [`${thing} still`, `still ${thing}`, thing].find((words) => asksFor(words));
  if (prompt === undefined) return null;
  const { size } = model.config.frame;
  const steps = generate(model, {
    prompt,
    seed: BEST_GUESS,
    width: size,
    height: size,
    seconds: 0.3,
    fps: 7, // two frames, as few as a loop has
    background: 'transparent',
    matte: null,
  });
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return sharp(value.gif).resize(EDGE, EDGE, { kernel: 'lanczos3' }).png().toBuffer(); // its first frame
  }

  function asksFor(words: string): boolean {
    const { layers } = model.read(words);
    return layers.length === 1 && layers[0]?.thing === thing;
  }
}
