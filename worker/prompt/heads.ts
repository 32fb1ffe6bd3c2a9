/** Which of the things that a prompt names are drawn: the heads of its noun phrases. */
import type { Span } from './cover';
import type { Fates, Things } from './things';
import { isEmoji } from './tokens';

/** What stands between a number and what it counts. */
export const OF_PARTS: ReadonlySet<string> = new Set(['count', 'colour', 'tone', 'size', 'taste']);

export const INTERFACE = 'interface'; // the group of placeholders

/** Groups whose members stand beside each other rather than describe each other: “cat dog bird”. */
const LISTED = new Set(['animals', 'weather', 'vehicles', 'plants']);
const DESCRIBES = new Set(['colour', 'tone', 'size', 'style', 'taste']);

/**
 * The things that are drawn. In a run without a joint the last one is the head of a noun phrase, and those
 * before it describe it; but animals are a list.
 */
export function findHeads(spans: Span[], things: Things, fates: Fates): Span[] {
  const runs = findRuns(spans);
  const found = runs.flatMap((run) => headsOf(run, things));
  const named = found.filter((head) => !head.weak || isIntroduced(head, spans, things));
  const heads = named.length > 0 ? named : found;
  for (const run of runs) {
    const drawn = run.filter((one) => heads.includes(one)).map(({ value }) => value);
    const again = run.filter((one) => !heads.includes(one) && drawn.includes(one.value));
    for (const one of again) fates.set(one.from, 'obeyed'); // one emoji three times is one
  }
  return heads.length > 0 ? heads : impliedHead(spans, things);
}

/** Things with nothing between them but what describes the next. */
function findRuns(spans: Span[]): Span[][] {
  const runs: Span[][] = [];
  let open = false;
  let material = false; // “a cake made of chocolate”
  for (const span of spans) {
    if (span.kind === 'relation') material = span.value === 'made of';
    if (span.kind !== 'thing') open &&= DESCRIBES.has(span.kind);
    else if (!material) {
      if (open) runs.at(-1)!.push(span);
      else runs.push([span]);
      open = true;
    }
  }
  return runs;
}

/** What is meant where only its own movement is said: “burning” is a fire. */
function impliedHead(spans: Span[], things: Things): Span[] {
  const own = spans.find(({ kind, value }) => kind === 'own' && !things.motionOf(value));
  const owner = own && things.ownerOf(own.value);
  return owner ? [{ ...own, kind: 'thing', value: owner, how: 'meant' }] : [];
}

/** What is drawn of things in a run. */
function headsOf(run: Span[], things: Things): Span[] {
  const different = run.filter((one, i) => one.value !== run[i - 1]?.value);
  if (different.every((one) => isEmoji(things.wordsOf(one)))) return different;
  const strong = different.filter(
    (one, i) => !one.weak && !(i > 0 && isDoing(one, different[i - 1]!, things)),
  );
  if (strong.length > 0 && strong.length < different.length) return strong.slice(-1);
  const groups = new Set(different.map(({ value }) => things.groupOf(value)));
  const [group = ''] = groups;
  return groups.size === 1 && LISTED.has(group) ? different : different.slice(-1);
}

const BEINGS = new Set(['animals', 'people']);

/**
 * Whether a name is what the thing before it does: a placeholder's after anything, “rocket loading”; after who can act
 * any that is called otherwise by itself, “hedgehog curling”.
 */
function isDoing(span: Span, before: Span, things: Things): boolean {
  const words = things.wordsOf(span);
  if (!/^\p{L}+ing$/u.test(words)) return false;
  const acts = BEINGS.has(things.groupOf(before.value)) && words !== span.value;
  return acts || things.groupOf(span.value) === INTERFACE;
}

/** A word that may be a verb is a thing after an article or what describes it: “a big wait”. */
function isIntroduced(head: Span, spans: Span[], things: Things): boolean {
  const before = spans[spans.indexOf(head) - 1];
  if (!before) return false;
  const describes = DESCRIBES.has(before.kind) || OF_PARTS.has(before.kind);
  return describes || /\b(an?|the|some)$/.test(things.wordsOf(before));
}
