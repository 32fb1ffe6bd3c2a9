/** The frames of a clip as they come from the worker: what the preview plays, before there is a GIF. */
import type { GenerateRequest, Picture, PreviewFrame } from '../../worker/api';

export interface Reel {
  request: GenerateRequest;
  of: number; // frames of the loop
  loopMs: number;
  pictures: Picture[]; // so far, the first at rest
}

/** Adds a frame to those that came before it. */
export function collect(reel: Reel | null, frame: PreviewFrame, request: GenerateRequest): Reel {
  const { index, of, loopMs, picture } = frame;
  const before = index > 0 && reel ? reel.pictures.slice(0, index) : [];
  return { request, of, loopMs, pictures: [...before, picture] };
}

/** Whether all frames are there. */
export const isWhole = ({ of, pictures }: Reel): boolean => pictures.length === of;

/** @param elapsed ms since the clip began to play */
export function frameAt({ of, loopMs }: Reel, elapsed: number): number {
  const phase = (((elapsed / loopMs) % 1) + 1) % 1;
  return Math.min(of - 1, Math.floor(phase * of));
}
