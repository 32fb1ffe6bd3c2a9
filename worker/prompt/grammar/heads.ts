/** Which of the things that a prompt names are drawn: the heads of its noun phrases. */
import type { Span } from '../spans';
import { isEmoji } from '../tokens';
import { endsSentence, type Fates, type Things } from './things';

/** What stands between a number and what it counts. */
export const OF_PARTS: ReadonlySet<string> = new Set(['count', 'colour', 'tone', 'size', 'taste']);

/** What is said of how a thing moves. */
export const MOVES: ReadonlySet<string> = new Set([
  'motion',
  'own',
  'speed',
  'strength',
  'direction',
  'repeats',
]);

/** The movement that looks like one that only beings make, as the table of taste has it: “laughing” is like wiggling. */
export const likenessOf = ({ kind, value }: Span): string | null =>
  (kind === 'taste' ? /^movement like (.+)$/.exec(value)?.[1] : null) ?? null;

export const INTERFACE = 'interface'; // the group of placeholders

/** Groups whose members stand beside each other rather than describe each other: “cat dog bird”. */
const LISTED = new Set(['animals', 'weather', 'vehicles', 'plants']);
const DESCRIBES = new Set(['colour', 'tone', 'size', 'style', 'taste']);

/**
 * The things that are drawn. In a run without a joint the last one is the head of a noun phrase, and those
 * before it describe it; but animals are a list.
 */
export function findHeads(spans: Span[], things: Things, fates: Fates): Span[] {
  const runs = findRuns(withoutDenied(spans, things, fates), things);
  const found = runs.flatMap((run) => headsOf(run, things));
  const acting = found.filter((head) => !isObject(head, spans, found, things));
  const sure = surest(acting, spans, things);
  const heads = onlyOnce(withoutVessels(sure, spans, things, fates), spans, things, fates);
  for (const run of runs) {
    const drawn = run.filter((one) => heads.includes(one)).map(({ value }) => value);
    const again = run.filter((one) => !heads.includes(one) && drawn.includes(one.value));
    for (const one of again) fates.set(one.from, 'obeyed'); // one emoji three times is one
  }
  if (heads.length > 0 && !areDoubtful(heads, spans, things)) return heads;
  for (const { from, value } of heads) fates.set(from, { why: 'unknown', nearest: [value] });
  return heads.length > 0 || saysMore(spans, things) ? [] : impliedHead(spans, things);
}

/** What is left out is not looked at, if there is anything else: “not a dog, a wolf”, “a tree without leaves”, “no clouds, just a sun”. */
function withoutDenied(spans: Span[], things: Things, fates: Fates): Span[] {
  let denied = false;
  const left = new Set<Span>();
  spans.forEach((span, at) => {
    const next = spans[at + 1]?.kind;
    if (span.kind === 'relation')
      denied = span.value === 'without' || (denied && things.wordsOf(span) === 'or');
    else if (things.wordsOf(span) === 'no' && (next === 'thing' || next === 'colour'))
      denied = true;
    if (denied) left.add(span);
  });
  const others = spans.filter((span) => !left.has(span));
  if (left.size === 0 || !others.some(({ kind }) => kind === 'thing')) return spans;
  const drawn = [...left].every(
    ({ kind }) => kind === 'thing' || kind === 'relation' || kind === 'filler',
  );
  if (drawn) for (const { from } of left) fates.set(from, 'obeyed'); // steam may be in the picture of a cup
  return others;
}

const VESSEL = /^(slice|piece|bowl|cup|mug|glass|bottle|plate|bag|packet|can)s?$/;

/** “a bottle of perfume”, “a slice of cherry pie”: what only holds the other is not drawn. */
function withoutVessels(heads: Span[], spans: Span[], things: Things, fates: Fates): Span[] {
  return heads.filter((head, i) => {
    const next = heads[i + 1];
    if (!next || !VESSEL.test(things.wordsOf(head))) return true;
    const between = spans.slice(spans.indexOf(head) + 1, spans.indexOf(next));
    const measures =
      things.wordsOf(between[0] ?? next) === 'of' &&
      between.every(({ kind }) => kind !== 'relation' && !MOVES.has(kind));
    if (measures) fates.set(head.from, 'obeyed');
    return !measures;
  });
}

/** “a calendar with a date” is one calendar, though a date is called so too; “a cat and a kitten” are two. */
function onlyOnce(heads: Span[], spans: Span[], things: Things, fates: Fates): Span[] {
  return heads.filter((head, i) => {
    const before = heads.slice(0, i).find(({ value }) => value === head.value);
    if (!before) return true;
    const between = spans.slice(spans.indexOf(before) + 1, spans.indexOf(head));
    const others = between.some(
      (span) => span.kind === 'count' || span.kind === 'size' || endsSentence(span, things),
    ); // “a star with 5 small stars”; the next sentence comes back to it by itself
    const doing = isGerund(before, things) && between.every(({ kind }) => kind === 'filler'); // “reading a book”
    const again =
      doing ||
      (!others && between.some(({ kind, value }) => kind === 'relation' && LOOSE.has(value)));
    if (again) fates.set(head.from, 'obeyed');
    return !again;
  });
}

const LOOSE = new Set(['with', 'in', 'holding']); // what the first has

/** Names go before what may be a verb, and this before what nobody would draw if there were anything else. */
function surest(heads: Span[], spans: Span[], things: Things): Span[] {
  const typed = heads.filter(({ weak }) => weak === 'typed');
  if (heads.every(({ weak }) => weak)) return typed.length > 0 ? typed : heads;
  return heads.filter(
    (head) =>
      !head.weak ||
      isIntroduced(head, spans, things) ||
      isListed(head, spans, things) ||
      isActor(head, spans, things),
  );
}

/** “invoice flying off to the bank”: what moves somewhere before anything else is said is no verb. */
function isActor(head: Span, spans: Span[], things: Things): boolean {
  if (head.weak !== 'typed' || isGerund(head, things)) return false;
  const at = spans.indexOf(head);
  const first = spans.slice(0, at).every(({ kind }) => kind === 'filler' || DESCRIBES.has(kind));
  const rest = spans.slice(at + 1);
  const moves = rest.findIndex(({ kind }) => !MOVES.has(kind));
  const way = rest.slice(Math.max(0, moves - 1), moves + 1).map((span) => things.wordsOf(span));
  return first && moves > 0 && TOWARDS.test(way.join(' '));
}

const TOWARDS = /\b(to|into|onto|towards?|from|out of|over|across|through|past|around|at|in|on)\b/;

/** “bell, cart and search”: a name that stands alone between joints is no verb. */
function isListed(head: Span, spans: Span[], things: Things): boolean {
  if (head.weak !== 'typed' || isGerund(head, things)) return false;
  const said = spans.filter(
    (one) =>
      one === head || !(DESCRIBES.has(one.kind) || MOVES.has(one.kind) || one.kind === 'filler'),
  );
  const at = said.indexOf(head);
  const [before, after] = [said[at - 1], said[at + 1]];
  const isJoint = (one: Span | undefined) =>
    one?.kind === 'relation' && things.wordsOf(one) !== ':'; // “weather: rain”
  return (
    (isJoint(before) || isJoint(after)) &&
    [before, after].every((one) => !one || one.kind === 'relation')
  );
}

/** A doubtful word is no picture of a sentence that says something else: “we fetch your stuff”. A mood is a face. */
function areDoubtful(heads: Span[], spans: Span[], things: Things): boolean {
  const isFace = (head: Span) => things.groupOf(head.value) === MOODS && !isGerund(head, things);
  const doubtful = (head: Span) =>
    head.weak === 'doubtful' && !isFace(head) && !isIntroduced(head, spans, things);
  return heads.every(doubtful) && saysMore(spans, things);
}

const MOODS = 'faces';
const SPEAKER = /^(i|me|we|us|you|it|they|my|your|our|its|their)$/;

/** Whether words of a prompt have no picture, or somebody speaks in it. */
const saysMore = (spans: Span[], things: Things): boolean =>
  spans.some(
    (span) =>
      span.kind === 'unknown' ||
      span.kind === 'nearest' ||
      (span.kind === 'filler' && SPEAKER.test(things.wordsOf(span))),
  );

/** “load your data”: of two words that may be verbs, the second is what the first does something to. */
function isObject(head: Span, spans: Span[], heads: Span[], things: Things): boolean {
  if (head.weak !== 'typed') return false;
  const at = spans.indexOf(head);
  const before = spans.slice(0, at).findLastIndex(({ kind }) => kind !== 'filler');
  const owned = spans
    .slice(before + 1, at)
    .some((span) => /^(my|your|our|the)$/.test(things.wordsOf(span)));
  const verb = spans[before];
  return owned && verb?.weak === 'typed' && heads.includes(verb);
}

/** Things with nothing between them but what describes the next; not what a thing is made of, or a placeholder stands for. */
function findRuns(spans: Span[], things: Things): Span[][] {
  const runs: Span[][] = [];
  let open = false;
  let aside = false; // “a cake made of chocolate”, “a spinner for the submit button”, “a skeleton of a chat”
  let described = false; // the run's first thing has a colour or a size
  let fresh = false; // one was said since the last thing: “red heart blue star” are two
  for (const span of spans) {
    if (span.kind === 'colour' || span.kind === 'size') fresh = true;
    const placeholder = things.groupOf(runs.at(-1)?.at(-1)?.value ?? '') === INTERFACE;
    if (span.kind === 'relation') aside = ASIDE.has(span.value) && runs.length > 0;
    else if (placeholder && /^(of|for)$/.test(things.wordsOf(span))) aside = true;
    const verb =
      MOVEMENT.test(span.value) || (isGerund(span, things) && (span.weak || span.kind === 'taste'));
    const last = runs.at(-1)?.at(-1);
    if (open && verb && !last!.weak && !isFigure(span, last!, things))
      open = false; // “a chef cooking pasta”
    else if (span.kind !== 'thing')
      open &&=
        DESCRIBES.has(span.kind) ||
        span.value === ORDINAL ||
        SHAPED.test(things.wordsOf(span)) ||
        isMoodOfMover(last!, span, things);
    else if (!aside) {
      const joins = open && (!isDeed(span, last!, things) || isFigure(span, last!, things));
      if (joins && !(described && fresh)) runs.at(-1)!.push(span);
      else {
        runs.push([span]);
        described = fresh;
      }
      open = true;
      fresh = false;
    }
  }
  return runs;
}

const MOVEMENT = /^movement\b/; // of words that nothing obeys: “a man plays guitar”
const ASIDE = new Set(['made of', 'like']); // what a thing is compared with is not drawn beside it
const CONTAINER = /^(circle|square|screen|time)$/;
const ORDINAL = 'ordinal'; // “a happy 30th birthday”
const SHAPED = /^(shaped|colou?red)$/; // “a heart shaped balloon”

/** “a fish blowing bubbles” is no compound. */
const isDeed = (span: Span, before: Span, things: Things) =>
  /^\p{L}+ing /u.test(things.wordsOf(span)) &&
  (DOERS.has(things.groupOf(before.value)) || !span.value.startsWith(things.wordsOf(span))); // a leather shopping bag is a bag

const DOERS = new Set(['animals', 'people']);

/** “a happy dancing avocado” has no face beside it. */
const isMoodOfMover = (last: Span, move: Span, things: Things): boolean =>
  (move.kind === 'motion' || move.kind === 'own') && isMood(last, things);

const isMood = (span: Span, things: Things): boolean =>
  things.groupOf(span.value) === MOODS && /([^e]y|ed|ing|^sad|^cool)$/.test(things.wordsOf(span));

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
  const container = different.at(-1)!;
  if (different.length > 1 && CONTAINER.test(things.wordsOf(container)))
    return headsOf(different.slice(0, -1), things); // “play circle”
  const figure = different.find((one, i) => i > 0 && isFigure(one, different[i - 1]!, things));
  if (figure) return [figure];
  const strong = different.filter(
    (one, i) => !one.weak && !(i > 0 && isDoing(one, different[i - 1]!, things)),
  );
  if (strong.length > 0 && strong.length < different.length) return strong.slice(-1);
  const groups = new Set(different.map(({ value }) => things.groupOf(value)));
  const [group = ''] = groups;
  return groups.size === 1 && LISTED.has(group) ? different : different.slice(-1);
}

/**
 * Whether a name is what the thing before it does: a placeholder's or a face's, “rocket loading”, “brain thinking”, and
 * any that is called otherwise by itself, “hedgehog curling”, “pencil writing”; but a cat's painting is one.
 */
function isDoing(span: Span, before: Span, things: Things): boolean {
  if (!isGerund(span, things)) return false;
  const mood = things.groupOf(span.value) === MOODS && !isMood(before, things); // a robot has a face, but is no mood
  const otherwise = things.wordsOf(span) !== span.value;
  return otherwise || mood || things.groupOf(span.value) === INTERFACE;
}

/** “a woman surfing” is the surfer. */
const isFigure = (span: Span, before: Span, things: Things): boolean =>
  (isGerund(span, things) || isDeed(span, before, things)) &&
  things.groupOf(span.value) === PEOPLE &&
  ANYONE.has(before.value);

const PEOPLE = 'people';
const ANYONE = new Set(['person', 'man', 'woman', 'boy', 'girl', 'old man', 'old woman']);

const isGerund = (span: Span, things: Things) => /^\p{L}+ing$/u.test(things.wordsOf(span));

/** A word that may be a verb is a thing after an article or what describes it, “a big wait”, and beside a thing: “a cat and curling”. */
function isIntroduced(head: Span, spans: Span[], things: Things): boolean {
  const at = spans.indexOf(head);
  const before = spans[at - 1];
  if (!before) return false;
  if (things.wordsOf(before) === 'and' && spans[at - 2]?.kind === 'thing' && isGerund(head, things))
    return true;
  const describes = DESCRIBES.has(before.kind) || OF_PARTS.has(before.kind);
  return describes || /\b(an?|the|some)$/.test(things.wordsOf(before));
}
