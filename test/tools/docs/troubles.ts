/** Troubleshooting by what the product says: each sentence is looked up in the source that says it. */
import { readFileSync } from 'node:fs';

interface Trouble {
  says: string; // as it stands in the source
  in: string; // the source
  shown?: string; // where the source has a placeholder
  why: string;
  help: string;
}

const CHAPTERS: Record<string, Trouble[]> = {
  'It does not start': [
    {
      says: 'FlashVideo draws in the background, and this window forbids plugins to do so.',
      in: 'ui/words/runs.ts',
      why: 'The browser, or a policy of your company, allows no workers here.',
      help: 'Use the Figma desktop app, or another browser.',
    },
    {
      says: 'The plugin is incomplete: it holds no',
      shown: 'The plugin is incomplete: it holds no worker.',
      in: 'ui/words/runs.ts',
      why: '`dist/ui.html` is cut short.',
      help: 'Unzip the release again, and check it with `sha256sum --check SHA256SUMS`.',
    },
    {
      says: 'is damaged; install the plugin again.',
      shown: 'The plugin’s copy of … is damaged; install the plugin again.',
      in: 'worker/page/unpack.ts',
      why: 'A file inside the page does not unpack to what was packed.',
      help: 'Unzip the release again.',
    },
    {
      says: 'is not the file that FlashVideo was built with, so it is not used.',
      shown: '… on … is not the file that FlashVideo was built with, so it is not used.',
      in: 'ui/words/hosted.ts',
      why: 'A file of the hosted edition was changed on its host, or only some files of a build were uploaded.',
      help: 'Upload the whole `site/` folder again ([HOSTED.md](HOSTED.md)).',
    },
    {
      says: 'does not answer: are you online?',
      shown: '… does not answer: are you online?',
      in: 'plugin/words.ts',
      why: 'The hosted edition was never opened on this machine, and its host cannot be reached.',
      help: 'Open it once while the host is there; from then on it needs no network.',
    },
    {
      says: 'The model is not complete:',
      shown: 'The model is not complete: … is missing.',
      in: 'worker/network/weights.ts',
      why: 'A model of your own lacks a file of the contract.',
      help: 'Compare its folder with `models/README.md`.',
    },
  ],
  'It draws nothing, or something else': [
    {
      says: 'FlashVideo does not know how to draw',
      shown: 'FlashVideo does not know how to draw “…”. Nearest: …',
      in: 'worker/request.ts',
      why: 'No word of the prompt is in its vocabulary.',
      help: 'Click one of the nearest, or look the thing up in [PROMPTS.md](PROMPTS.md).',
    },
    {
      says: 'names nothing to draw: add a thing, such as “rocket”.',
      shown: '“…” names nothing to draw: add a thing, such as “rocket”.',
      in: 'worker/request.ts',
      why: 'The prompt says how, but not what.',
      help: 'Name a thing.',
    },
    {
      says: 'The prompt is too long:',
      shown: 'The prompt is too long: use at most 200 characters, …',
      in: 'worker/request.ts',
      why: 'A clip is a thing or two, no story.',
      help: 'Keep the things and how they move.',
    },
    {
      says: 'The drawing stopped unexpectedly, perhaps out of memory.',
      in: 'ui/words/runs.ts',
      why: 'The worker ended: another tab may have taken the memory.',
      help: 'Generate again; it starts afresh. A smaller canvas needs less.',
    },
    {
      says: 'Runs on WASM: the GPU went away while it was drawing.',
      in: 'ui/words/index.ts',
      why: 'A driver was reset, or the machine slept.',
      help: 'Nothing: the clip is there, drawn on the CPU.',
    },
  ],
  'It is not inserted': [
    {
      says: 'This file can only be viewed: ask for edit access to insert GIFs.',
      in: 'plugin/words.ts',
      why: 'You may view, but not edit.',
      help: 'Ask for access, or download the GIF.',
    },
    {
      says: 'is locked: unlock it and try again.',
      shown: '“…” is locked: unlock it and try again.',
      in: 'plugin/words.ts',
      why: 'The layer, or one around it, is locked.',
      help: 'Unlock it, or select nothing to get a new layer.',
    },
    {
      says: 'The layer was deleted meanwhile, so nothing was changed.',
      in: 'plugin/words.ts',
      why: 'Somebody deleted it while the clip was drawn.',
      help: 'Insert again: it comes as a new layer.',
    },
    {
      says: 'Figma did not answer. Try again.',
      in: 'ui/words/index.ts',
      why: 'Figma was busy for 20 seconds.',
      help: 'Insert again.',
    },
    {
      says: 'This editor offers plugins no Motion yet, so nothing was inserted.',
      in: 'plugin/words.ts',
      why: 'Figma’s Motion for plugins is a beta that not everybody has.',
      help: 'Insert the GIF, or export a Lottie file.',
    },
  ],
  'It does not look as meant': [
    {
      says: 'On the canvas it is a still; it plays in Present.',
      in: 'ui/words/index.ts',
      why: 'Figma shows the first frame of a GIF while you edit.',
      help: 'Press Present, or use a prototype.',
    },
    {
      says: 'This window lets plugins copy nothing.',
      in: 'ui/words/exports.ts',
      why: 'Figma keeps the clipboard from plugins here.',
      help: 'Download the PNG.',
    },
    {
      says: 'px long, and browsers paint',
      shown:
        'A sprite sheet of … frames would be … px long, and browsers paint 16384 px at most: …',
      in: 'worker/export/sprites.ts',
      why: 'The sheet would be too large for the web.',
      help: 'Choose a smaller canvas or fewer frames, or export an APNG.',
    },
  ],
};

/** @throws naming the sentence that its source does not say any more */
export function troubleshooting(): string {
  const chapters = Object.entries(CHAPTERS).map(([title, troubles]) => {
    const rows = troubles.map((trouble) => {
      check(trouble);
      return `| ${trouble.shown ?? trouble.says} | ${trouble.why} | ${trouble.help} |`;
    });
    return [`## ${title}`, '', '| it says | because | do this |', '|---|---|---|', ...rows].join(
      '\n',
    );
  });
  return `# When something is not as it should be

<!-- Written by \`npm run docs\`, which looks every sentence up in the source that says it. -->

Edges that are hard, colours that are few, a fade that dissolves in dots: that is what a GIF can do. Choose a background,
or export an APNG or a Lottie file from the menu beside the download button.

${chapters.join('\n\n')}
`;
}

function check({ says, in: source }: Trouble): void {
  if (readFileSync(source, 'utf8').includes(says)) return;
  throw new Error(
    `${source} does not say “${says}” any more: test/tools/docs/troubles.ts should quote it.`,
  );
}
