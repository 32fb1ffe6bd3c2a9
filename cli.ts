/** `npm run generate -- "a rocket bouncing" --out rocket.gif`: the plugin's pipeline in a terminal. */
import { text } from 'node:stream/consumers';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { writeWhole } from './files';
import { offerWebGpu } from './gpu';
import { readAssets, readShippedModel, readTables } from './models/shipped';
import {
  type Background,
  BEST_GUESS,
  type ClipFile,
  type EngineChoice,
  FORMATS,
  type Format,
  type GenerateRequest,
  LIMITS,
  type Progress,
  type Remark,
} from './worker/api';
import { fileNameOf } from './worker/export/names';
import { checkRequest, RequestError } from './worker/request';

const { edge, padding, seconds, fps } = LIMITS;

const USAGE = `npm run generate -- "a rocket bouncing" --out rocket.gif

  A prompt may also hold colours, as words or as #7c3aed, sizes, numbers up to twelve, speeds, and things that lie
  beside, above or before each other: "two small blue cats and a balloon floating", "a rocket above the moon".

  --out <file>          where the clip goes; named after the prompt when left out
  --format <format>     gif (the default), apng, png (the first frame), frames (PNGs in a zip),
                        sprites (a sheet and its CSS in a zip), or lottie; all but gif keep the whole alpha
  --seed <integer>      0 is the best guess and taken when left out, up to 4294967295 are variations;
                        the same seed gives the same bytes, on one engine
  --width <pixels>      ${edge.min} to ${edge.max}; ${edge.default} when left out
  --height <pixels>     the same
  --size <pixels>       both
  --padding <percent>   of the shorter edge, kept free on each side; ${padding.min} to ${padding.max}, 0 when left out
  --seconds <length>    of the loop, ${seconds.min} to ${seconds.max}; ${seconds.default.toFixed(1)} when left out
  --frames <count>      the same in frames
  --fps <rate>          ${fps.min} to ${fps.max}; ${fps.default} when left out
  --background <ground> transparent (the default) or a colour like #ff8800
  --best                best quality: draws one cell at a time, a few times slower
  --engine <engine>     auto (the default), wasm or webgpu
  --json                the last line on stdout is one JSON object

  --read                says how prompts are read, one JSON line each, and draws nothing; without a prompt it
                        reads them from standard input, one a line`;

const FLAGS = {
  out: { type: 'string' },
  format: { type: 'string' },
  seed: { type: 'string' },
  width: { type: 'string' },
  height: { type: 'string' },
  size: { type: 'string' },
  padding: { type: 'string' },
  seconds: { type: 'string' },
  frames: { type: 'string' },
  fps: { type: 'string' },
  background: { type: 'string' },
  engine: { type: 'string' },
  best: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

interface Command {
  request: GenerateRequest;
  engine: EngineChoice;
  format: Format;
  file: string;
  json: boolean;
}

async function main(args: string[]) {
  if (args.includes('--help') || args.includes('-h')) return console.log(USAGE);
  if (args.includes('--read')) return readPrompts(args.filter((arg) => arg !== '--read'));
  const command = readCommand(args);
  const { written, reason } = await writeWhole(command.file, async (write) => {
    if (command.engine === 'webgpu') await offerWebGpu();
    const say = createReporter();
    const engine = command.engine === 'webgpu' ? 'webgpu' : 'wasm';
    const drawing = import('./worker/export/export'); // comes while the model is loaded
    const [{ loadModel }, assets] = await Promise.all([
      import('./worker/model'),
      readAssets(engine),
    ]);
    const model = await loadModel(assets, engine, (fraction) =>
      say({ stage: 'load', fraction, secondsLeft: null }),
    );
    const { exportAs } = await drawing;
    const written = await makeClip(exportAs(model, command.request, command.format), say);
    await write(written.bytes);
    const reason =
      command.engine === 'auto'
        ? 'Runs on WASM; --engine webgpu asks for a GPU.'
        : model.networks.reason;
    return { written, reason };
  });
  report(command, written, reason);
}

/** How prompts are read: without the runtime, so in milliseconds. */
async function readPrompts(args: string[]) {
  const [{ createPromptReader }, { obeysOf }] = await Promise.all([
    import('./worker/prompt/read'),
    import('./worker/moves'),
  ]);
  const read = createPromptReader(await readShippedModel(), await readTables(), obeysOf);
  const typed = args.length > 0 ? [args.join(' ')] : (await text(process.stdin)).split('\n');
  for (const prompt of typed) if (prompt.trim() !== '') console.log(JSON.stringify(read(prompt)));
}

/** @throws {RequestError} a sentence naming the flag */
function readCommand(args: string[]): Command {
  const { values, positionals } = parse(args);
  const prompt = positionals.join(' ');
  const seed = number('seed', values.seed ?? `${BEST_GUESS}`);
  const size = number('size', values.size ?? `${edge.default}`);
  const rate = number('fps', values.fps ?? `${fps.default}`);
  const request: GenerateRequest = {
    prompt,
    seed,
    width: number('width', values.width ?? `${size}`),
    height: number('height', values.height ?? `${size}`),
    free: values.width === undefined && values.height === undefined && values.size === undefined,
    padding: number('padding', values.padding ?? '0'),
    seconds: values.frames
      ? number('frames', values.frames) / rate
      : number('seconds', values.seconds ?? `${seconds.default}`),
    fps: rate,
    background: ground(values.background ?? 'transparent'),
    matte: null,
    best: values.best ?? false,
  };
  checkRequest(request);
  const format = formatOf(values.format ?? 'gif');
  if (values.out === '') throw new RequestError('The flag --out needs the name of a file.');
  return {
    request,
    engine: engineOf(values.engine ?? 'auto'),
    format,
    file: values.out ?? fileNameOf(prompt, format),
    json: values.json ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = /'(-[^\s']*)/.exec(message)?.[1] ?? '';
    throw new RequestError(sentenceFor(flag, code, args[args.indexOf(flag) + 1]));
  }
}

function sentenceFor(flag: string, code: string | undefined, next: string | undefined): string {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const known = Object.keys(FLAGS).map((name) => `--${name}`);
    return `There is no flag ${flag}; the flags are ${known.join(', ')}.`;
  }
  if (FLAGS[flag.slice(2) as keyof typeof FLAGS]?.type === 'boolean') {
    return `The flag ${flag} takes no value.`;
  }
  return `The flag ${flag} needs a value${next === undefined ? '' : `, and got “${next}”`}.`;
}

function number(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new RequestError(`The flag --${flag} needs a number, and got “${text}”.`);
}

/** `transparent`, or a CSS hex colour; the number sign may be left out, because shells take it for a comment. */
function ground(text: string): Background {
  if (text === 'transparent') return text;
  const digits = text.replace(/^#/, '').toLowerCase();
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`;
  if (/^[0-9a-f]{3}$/.test(digits)) return `#${digits.replace(/./g, '$&$&')}`;
  throw new RequestError(
    `The flag --background needs “transparent” or a colour like #ff8800, and got “${text}”.`,
  );
}

function engineOf(text: string): EngineChoice {
  if (text === 'auto' || text === 'wasm' || text === 'webgpu') return text;
  throw new RequestError(`The flag --engine needs auto, wasm or webgpu, and got “${text}”.`);
}

function formatOf(text: string): Format {
  const format = FORMATS.find((one) => one === text);
  if (format) return format;
  throw new RequestError(`The flag --format needs ${FORMATS.join(', ')}, and got “${text}”.`);
}

async function makeClip(
  steps: AsyncGenerator<Progress, ClipFile>,
  say: (progress: Progress) => void,
): Promise<ClipFile> {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    say(value);
  }
}

const STAGES: Record<Progress['stage'], string> = {
  load: 'Loading the model',
  tokens: 'Drawing key frames',
  decode: 'Drawing key frames',
  interpolate: 'Filling in between',
  encode: 'Writing the file',
};

/** One line that counts up on a terminal; one line a stage elsewhere. */
function createReporter() {
  const { stderr } = process;
  let last = '';
  return ({ stage, fraction }: Progress) => {
    const text = STAGES[stage];
    if (stderr.isTTY) {
      const percent = `${Math.round(100 * fraction)}`.padStart(3);
      const end = stage === 'encode' && fraction === 1 ? '\n' : '';
      stderr.write(`\r\x1b[K${text} … ${percent} %${end}`);
    } else if (text !== last) stderr.write(`${text} …\n`);
    last = text;
  };
}

function report({ request, file, json }: Command, { clip, bytes, note }: ClipFile, reason: string) {
  const { report: remarks, ms, seed, width, height, frames, loopMs, engine, cells } = clip;
  for (const sentence of sentencesOf(remarks)) console.error(sentence);
  if (note) console.error(note);
  console.error(reason);
  console[json ? 'error' : 'log'](
    `${file}: ${width} × ${height} px, ${frames} frames, ${loopMs / 1000} s, ${bytes.length} bytes, seed ${seed}`,
  );
  const summary = {
    file,
    prompt: request.prompt,
    seed,
    width,
    height,
    frames,
    loopMs,
    bytes: bytes.length,
    engine,
    report: remarks,
    ms: Object.fromEntries(Object.entries(ms).map(([stage, time]) => [stage, Math.round(time)])),
    cells,
  };
  if (json) console.log(JSON.stringify(summary));
}

/** What of a prompt is not drawn as it stands; what nothing comes of in one line. */
function sentencesOf(remarks: Remark[]): string[] {
  const sentences = remarks.flatMap(({ words, why, as, nearest = [] }) => {
    if (why === 'unknown') {
      const hint = nearest.length > 0 ? ` Nearest: ${nearest.join(', ')}.` : '';
      return `“${words}” is not known.${hint}`;
    }
    if (why === 'assumed') return `“${words}” moves as such things do: ${as}.`;
    if (why === 'too many' && as) return `“${words}” is more than can be shown: ${as} are drawn.`;
    return as ? `“${words}” is drawn as “${as}”.` : [];
  });
  const left = remarks.filter(({ why, as }) => why !== 'unknown' && !as).map(({ words }) => words);
  return left.length > 0 ? [...sentences, `Not drawn: ${left.join(', ')}.`] : sentences;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
