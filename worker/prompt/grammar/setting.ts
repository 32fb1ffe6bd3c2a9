/** What a prompt says of its setting: ground and shape of the canvas, lettering, and where it is used. */
import type { CanvasWish, Hex, Tone } from '../../scene';
import type { Span } from '../spans';
import { MOVES } from './heads';
import type { Fates, Things } from './things';

/** @returns the wish, and the spans that speak of the things; the fates of the others are noted */
export function readSetting(
  spans: readonly Span[],
  wordsOf: Things['wordsOf'],
  fates: Fates,
): { canvas: CanvasWish; rest: Span[] } {
  const canvas: CanvasWish = { ground: null, tone: null, aspect: null };
  const gone = new Set<Span>();
  const obey = (span: Span) => {
    fates.set(span.from, 'obeyed');
    gone.add(span);
  };
  const drop = (span: Span) => {
    if (span.kind !== 'filler') fates.set(span.from, { why: 'not drawn' });
    gone.add(span);
  };
  /** Unless nothing else is to be drawn: “an icon for a cat” is a cat. */
  const leave = (place: Span[]) => {
    const others = spans.filter((span) => !place.includes(span) && !gone.has(span));
    if (others.some(({ kind }) => kind === 'thing')) for (const said of place) drop(said);
  };
  const formats = spans.filter(({ kind }) => kind === 'canvas');
  const exact = formats.find((span) => /\d/.test(wordsOf(span))); // “a wide banner, 800x200”
  const format = exact ?? formats[0];
  leave(readHeadline(spans, wordsOf));
  leave(readWish(spans, wordsOf));
  spans.forEach((span, at) => {
    if (gone.has(span)) return;
    switch (span.kind) {
      case 'canvas':
        if (span === format) canvas.aspect = span.value;
        if (span === format || exact) obey(span);
        else drop(span);
        return;
      case 'ground':
      case 'relation': {
        const found = readGround(spans, at);
        if (!found || canvas.ground !== null) return;
        canvas.ground = found.ground;
        canvas.tone = found.tone;
        for (const said of found.said) obey(said);
        return;
      }
      case 'text':
        for (const said of [span, ...untilMark(spans, at + 1)]) drop(said);
        return;
      case 'filler':
        if (span.value === PURPOSE) leave(untilMark(spans, at + 1));
        else if (FOR.test(wordsOf(span))) {
          const phrase = untilJoint(spans, at + 1);
          if (USED.test(phrase.map(wordsOf).join(' '))) leave(phrase);
        }
        return;
      case 'context':
        obey(span);
        if (span.value === 'place') leave(untilMark(spans, at + 1));
        else leave(untilJoint(spans, at + 1)); // “for our landing page hero”
        return;
      default:
        return;
    }
  });
  return { canvas, rest: spans.filter((span) => !gone.has(span)) };
}

const PURPOSE = 'purpose'; // “for our”
const FOR = /^for\b/;
/** Where pictures are used. */
const USED =
  /\b(screen|page|app|site|website|homepage|hero|header|banner|splash|launch|campaign|newsletter|email|dashboard|deck|slide|presentation|section|store|shop|startup|brand|client|company|checkout|onboarding)s?$/;
const HEADLINE =
  /\b(screen|page|hero|hero (illustration|image|section|animation)|banner|splash|section|state|header|onboarding|state illustration|step \d+|slide \d+)$/;

/** “Hero banner: a mountain”, “Tracking screen, a scooter”, “hero illustration with a laptop”: what the picture is for. */
function readHeadline(spans: readonly Span[], wordsOf: Things['wordsOf']): Span[] {
  const mark = spans.findIndex(({ kind }) => kind === 'relation');
  const head = spans.slice(0, Math.max(0, mark));
  if (!HEADLINE.test(head.map(wordsOf).join(' '))) return [];
  const [joint, next] = [wordsOf(spans[mark]!), spans[mark + 1]];
  const introduced = next !== undefined && /^(an?|the|\d+|two|three)$/.test(wordsOf(next));
  const ends = /^[:.–—-]$/.test(joint) || (joint === ',' && introduced);
  const hero =
    /^with\b/.test(joint) && /\b(hero|banner|illustration)\b/.test(head.map(wordsOf).join(' '));
  return ends || hero ? head : [];
}

/** “our users are done so we want something like a trophy”: what leads to a wish is no part of it. */
function readWish(spans: readonly Span[], wordsOf: Things['wordsOf']): Span[] {
  const at = spans.findLastIndex((span) => span.kind === 'filler' && WISH.test(wordsOf(span)));
  const wished = spans.slice(at + 1, at + 3).some((span) => AFTER_WISH.test(wordsOf(span)));
  if (at <= 0 || !(wished || AFTER_WISH.test(wordsOf(spans[at]!)))) return [];
  return spans.slice(0, at).filter(({ kind }) => NAMED.has(kind)); // “it beats! I want a heart”
}

const NAMED: ReadonlySet<string> = new Set([
  'thing',
  'unknown',
  'nearest',
  'taste',
  'part',
  'count',
]);

const WISH = /\b(want|need|needs|would like|looking for)\b/;
const AFTER_WISH = /\b(an?|some|something)$/;

/** Spans up to the next relation, movement or word that says nothing. */
function untilJoint(spans: readonly Span[], from: number): Span[] {
  const rest = spans.slice(from);
  const start = rest.findIndex(({ kind }) => kind !== 'filler');
  const end = rest.findIndex(
    ({ kind }, at) => kind === 'relation' || MOVES.has(kind) || (at > start && kind === 'filler'),
  );
  return end < 0 ? rest : rest.slice(0, end);
}

/** Spans up to the next comma or “and”. */
function untilMark(spans: readonly Span[], from: number): Span[] {
  const rest = spans.slice(from);
  const end = rest.findIndex(({ kind, value }) => kind === 'relation' && value === 'and');
  return end < 0 ? rest : rest.slice(0, end);
}

/** What may follow a colour that a thing has: then it is not the ground's. */
const COLOURED = new Set([
  'thing',
  'ground',
  'colour',
  'size',
  'style',
  'taste',
  'part',
  'nearest',
  'unknown',
]);

interface Ground {
  ground: Hex | 'transparent';
  tone: Tone | null;
  said: Span[];
}

/** “on white”, “on a light blue background”, “background: red”, “without background”. */
function readGround(spans: readonly Span[], at: number): Ground | undefined {
  const span = spans[at]!;
  if (span.kind === 'ground' && span.value === 'transparent') {
    return { ground: 'transparent', tone: null, said: [span] };
  }
  if (span.kind === 'ground') {
    return colourNear(spans, at, -1) ?? colourNear(spans, at, 1) ?? toneBefore(spans, at);
  }
  if (span.value !== 'on') return undefined;
  const found = colourNear(spans, at, 1);
  const after = found && spans[spans.indexOf(found.said.at(-1)!) + 1];
  return !after || !COLOURED.has(after.kind) ? found : undefined;
}

const TONES: Readonly<Record<string, Hex>> = { dark: '#1e1e22', light: '#ffffff', pale: '#f3f4f6' };

/** “on a dark background” */
function toneBefore(spans: readonly Span[], at: number): Ground | undefined {
  const tone = spans[at - 1];
  const ground = tone?.kind === 'tone' ? TONES[tone.value] : undefined;
  return tone && ground && { ground, tone: null, said: [tone, spans[at]!] };
}

/** The colour beside a span, over articles, and the tone that stands before it. */
function colourNear(spans: readonly Span[], at: number, way: 1 | -1): Ground | undefined {
  let index = at + way;
  while (spans[index]?.kind === 'filler' || (way > 0 && spans[index]?.kind === 'tone'))
    index += way;
  const colour = spans[index];
  if (colour?.kind !== 'colour') return undefined;
  const tone = spans[index - 1]?.kind === 'tone' ? spans[index - 1] : undefined;
  const first = tone ? index - 1 : index;
  const before = [spans[first - 1], spans[first - 2]].find((one) => one?.kind !== 'filler');
  const joint = way < 0 && before?.kind === 'relation' ? [before] : [];
  return {
    ground: colour.value as Hex,
    tone: (tone?.value as Tone | undefined) ?? null,
    said: [...joint, spans[at]!, ...(tone ? [tone] : []), colour],
  };
}
