/** What the hosted edition says beyond the panel's own words; the script that guards the page carries these alone. */

export const CACHE = 'flashvideo'; // the name under which files are kept

export const HOSTED = {
  incomplete: 'The page is incomplete: it lists no files.',
  changed: (file: string, host: string) =>
    `${file} on ${host} is not the file that FlashVideo was built with, so it is not used. ` +
    'Whoever hosts it should upload the whole folder again.',
  absent: (file: string, host: string, why: string) =>
    `${file} did not come from ${host} (${why}). Connect to it once: from then on FlashVideo works offline.`,
  refused: (file: string, host: string) =>
    `${file} did not come from ${host}, or is not the file that FlashVideo was built with. ` +
    'If you are online, whoever hosts it should upload the whole folder again.',
};
