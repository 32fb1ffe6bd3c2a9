/** From what the panel shows to what the worker is asked for and what is stored with the layer. */
import type { StoredRequest } from '../plugin/protocol';
import {
  type Background,
  BEST_GUESS,
  type GenerateRequest,
  LIMITS,
  samplingOf,
} from '../worker/api';

/** What the designer chose. */
export interface Form {
  prompt: string;
  background: Background;
  size: number; // px
  frames: number;
  fps: number;
  seed: number;
  best: boolean; // quality before speed
}

export const SIZES = [64, 96, 128, 192, 256, 384, 512]; // px

export const freshForm: Form = {
  prompt: '',
  background: 'transparent',
  size: LIMITS.size.default,
  frames: LIMITS.frames.default,
  fps: LIMITS.fps.default,
  seed: BEST_GUESS,
  best: false,
};

/** The form that made `stored`, brought within today's limits. */
export const formOf = (stored: StoredRequest): Form => ({
  prompt: stored.prompt.slice(0, LIMITS.promptLength),
  background: readBackground(stored.background) ?? freshForm.background,
  size: within(stored.size, LIMITS.size),
  frames: within(stored.frames, LIMITS.frames),
  fps: within(stored.fps, LIMITS.fps),
  seed: readSeed(String(stored.seed)) ?? BEST_GUESS,
  best: stored.best ?? false,
});

/** The worker's request; `matte` is the colour that lies under the clip on the canvas. */
export const requestOf = (form: Form, matte: string): GenerateRequest => ({
  ...form,
  prompt: form.prompt.trim(),
  matte: readHex(form.background) ?? readHex(matte) ?? '#ffffff',
  ...samplingOf(form.seed),
});

export const storedOf = (request: GenerateRequest, model: string): StoredRequest => {
  const { prompt, seed, size, frames, fps, background, best } = request;
  return { prompt, seed, size, frames, fps, background, model, ...(best && { best }) };
};

/** Two requests that would give the same clip on one engine. */
export const sameRequest = (a: GenerateRequest, b: GenerateRequest): boolean =>
  (Object.keys(a) as (keyof GenerateRequest)[]).every((key) => a[key] === b[key]);

/** A seed other than the best guess. */
export const anotherSeed = (): number => 1 + Math.floor(Math.random() * (2 ** 32 - 1));

/** The seed that `text` spells, or `null`. */
export function readSeed(text: string): number | null {
  const seed = Number(text);
  return /^\d+$/.test(text) && seed < 2 ** 32 ? seed : null;
}

/** `#rrggbb` in lower case, from three or six digits with or without `#`; `null` when it is no colour. */
export function readHex(text: string): `#${string}` | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (!digits) return null;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

export const readBackground = (text: string): Background | null =>
  text === 'transparent' ? text : readHex(text);

/** The whole number within the limits that is nearest to `value`. */
export const within = (value: number, { min, max }: { min: number; max: number }) =>
  Math.min(max, Math.max(min, Math.round(value)));
