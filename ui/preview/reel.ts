/** The frames of a clip as they come from the worker: what the preview plays, before there is a GIF. */
import type { GenerateRequest, Picture, PreviewFrame } from '../../worker/api';

export interface Reel {
  request: GenerateRequest;
  of: number; // frames of the loop
  loopMs: number;
  pictures: readonly (Picture | null)[]; // of each frame; null until it comes
}

/** Adds a frame to those that came before it; after the last one begins another reel. */
export function collect(reel: Reel | null, frame: PreviewFrame, request: GenerateRequest): Reel {
  const { index, of, loopMs, picture } = frame;
  const before = reel && !isWhole(reel) ? reel.pictures : Array<null>(of).fill(null);
  const pictures = before.map((one, at) => (at === index ? picture : one));
  return { request, of, loopMs, pictures };
}

/** Whether all frames are there. */
export const isWhole = ({ pictures }: Reel): boolean => pictures.every((picture) => picture);

/** @param elapsed ms since the clip began to play */
export function frameAt({ of, loopMs }: Reel, elapsed: number): number {
  const phase = (((elapsed / loopMs) % 1) + 1) % 1;
  return Math.min(of - 1, Math.floor(phase * of));
}
