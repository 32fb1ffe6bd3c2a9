/** What is said of other forms of a clip. */
export const EXPORTS = {
  title: 'Other formats',
  formats: {
    apng: { name: 'APNG', note: 'soft edges, any colour' },
    png: { name: 'PNG', note: 'the first frame' },
    frames: { name: 'PNG frames', note: 'a zip' },
    sprites: { name: 'Sprite sheet and CSS', note: 'a zip for the web' },
    lottie: { name: 'Lottie', note: 'key frames, pictures inside' },
  },
  copy: { name: 'Copy', note: 'the first frame' },
  motion: { name: 'Insert as Motion', note: 'beta' },
  writing: (format: string) => `Writing ${format}…`,
  saved: (file: string, note: string) =>
    note === '' ? `Saved ${file}.` : `Saved ${file}. ${note}`,
  copying: 'Copying the first frame…',
  copied: 'The first frame is on the clipboard, as a PNG.',
  clipboardRefused: 'This window lets plugins copy nothing. Download the PNG instead.',
  moving: 'Getting the movements ready…',
  cancelled: 'That was cancelled.',
} as const;
