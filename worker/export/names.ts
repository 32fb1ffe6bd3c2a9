/** Names of files: after the prompt, and what they are. */
import type { Format } from '../api';

const LONGEST = 60; // characters; file systems take 255 bytes

/** Letters and digits of a prompt with hyphens between; never empty. */
export const slugOf = (prompt: string): string =>
  prompt
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join('-')
    .slice(0, LONGEST)
    .replace(/-$/, '') ?? 'clip';

/** The same as a CSS class, which begins with no digit. */
export const classOf = (slug: string) => (/^\p{L}/u.test(slug) ? slug : `clip-${slug}`);

const ENDINGS: Record<Format, string> = {
  gif: '.gif',
  apng: '.apng',
  png: '.png',
  frames: '-frames.zip',
  sprites: '-sprites.zip',
  lottie: '.lottie.json',
};

export const fileNameOf = (prompt: string, format: Format) => `${slugOf(prompt)}${ENDINGS[format]}`;
