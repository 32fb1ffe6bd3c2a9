/** From what the panel shows to what the worker is asked for and what is stored with the layer. */
import type { Canvas, Offer, Size, StoredRequest } from '../plugin/protocol';
import {
  type Background,
  BEST_GUESS,
  type GenerateRequest,
  LIMITS,
  type Shape,
} from '../worker/api';
import { clamp } from './number';
import { canvasWithin, freshCanvas, sizesFor } from './preview/canvas';
import { sameShape, shapeOf } from './shape';

/** What the designer chose. */
export interface Form {
  prompt: string;
  background: Background;
  canvas: Canvas;
  framed: boolean; // the canvas was chosen for this prompt: it goes before an aspect that the prompt says
  seconds: number; // of the loop
  fps: number;
  seed: number;
  padding: number; // % of the shorter edge on each side
  best: boolean; // quality before speed
  shape: Shape; // what is other than the prompt says
}

export const freshForm: Form = {
  prompt: '',
  background: 'transparent',
  canvas: freshCanvas,
  framed: false,
  seconds: LIMITS.seconds.default,
  fps: LIMITS.fps.default,
  seed: BEST_GUESS,
  padding: 0,
  best: false,
  shape: {},
};

/** The form that made `stored`, brought within today's limits. */
export const formOf = (stored: StoredRequest): Form => ({
  prompt: stored.prompt.slice(0, LIMITS.promptLength),
  background: readBackground(stored.background) ?? freshForm.background,
  canvas: canvasWithin({
    follow: false,
    density: 1,
    width: stored.width,
    height: stored.height,
  }),
  framed: true,
  seconds: clamp(stored.seconds, LIMITS.seconds),
  fps: clamp(stored.fps, LIMITS.fps),
  seed: readSeed(String(stored.seed)) ?? BEST_GUESS,
  padding: clamp(stored.padding ?? 0, LIMITS.padding),
  best: stored.best ?? false,
  shape: shapeOf(stored.shape),
});

/** Requests that differ in nothing but the canvas, so that one drawing serves them all. */
export type Requests = [GenerateRequest, ...GenerateRequest[]];

/** What of the selection a request hangs on. */
export type Ground = Pick<Offer, 'sizes' | 'matte'>;

/** The worker's requests: one for each canvas that `form` has over `ground`. */
export function requestsOf(form: Form, { sizes, matte }: Ground): Requests {
  const { canvas, framed, prompt, background, ...rest } = form;
  const follows = canvas.follow && sizes.length > 0;
  const common = {
    ...rest,
    free: !framed && !follows,
    prompt: prompt.trim(),
    background,
    matte: readHex(background) ?? readHex(matte ?? ''),
  };
  const [first, ...others] = sizesFor(canvas, sizes);
  return [{ ...common, ...first }, ...others.map((size) => ({ ...common, ...size }))];
}

/** @param size of the clip, which is the prompt's own where that says an aspect */
export const storedOf = (
  request: GenerateRequest,
  model: string,
  { width, height }: Size = request,
): StoredRequest => {
  const { prompt, seed, seconds, fps, background, padding, best, shape } = request;
  const stored: StoredRequest = { prompt, seed, width, height, seconds, fps, background, model };
  if (padding) stored.padding = padding;
  if (best) stored.best = best;
  if (shape && Object.keys(shape).length > 0) stored.shape = { ...shape };
  return stored;
};

/** Two lists of requests that would give the same clips on one engine. */
export const sameRequests = (a: readonly GenerateRequest[], b: readonly GenerateRequest[]) =>
  a.length === b.length && a.every((one, i) => sameRequest(one, b[i]));

const sameRequest = (a: GenerateRequest, b?: GenerateRequest): boolean =>
  (Object.keys(a) as (keyof GenerateRequest)[]).every(
    (key) => key === 'shape' || a[key] === b?.[key],
  ) && sameShape(a.shape, b?.shape);

/** The seed that `text` spells, or `null`. */
export function readSeed(text: string): number | null {
  const seed = Number(text);
  return /^\d+$/.test(text) && seed <= LIMITS.seed.max ? seed : null;
}

/** `#rrggbb` in lower case, from three or six digits with or without `#`; `null` when it is no colour. */
export function readHex(text: string): `#${string}` | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (!digits) return null;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

export const readBackground = (text: string): Background | null =>
  text === 'transparent' ? text : readHex(text);
