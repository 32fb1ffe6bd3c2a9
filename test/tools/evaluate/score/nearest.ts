/** Retrieval: whether what was asked for is nearest to what was drawn, among all subjects and among all motions. */
import type { Captioned, Pair, Plain } from '../ask/questions';
import { type Clip, clipError, flattenClip, isWithin } from '../truth/pictures';
import { type Contest, rank, renderClip } from '../truth/references';
import { contestsOf } from '../truth/scenes';
import { readThing, showWhole, type Thing } from '../truth/things';
import type { World } from '../truth/world';
import { type Answer, ofKind, portion } from './answers';

/** One clip held against one question. */
interface Entry<Q = Plain | Captioned | Pair> {
  of: 'drawn' | 'floor' | 'ceiling';
  asked: Q;
  clip: Clip | undefined; // none where nothing was drawn
}

interface Verdict extends Entry {
  rank: number; // 0 is the nearest, 5 beyond the fifth; Infinity where nothing was drawn
  motionRank: number;
}

const FIVE = 5;
const RETRIEVED = ['main', 'paraphrase', 'unseen', 'picture', 'heldOut', 'pair'] as const;

/**
 * Of `floor`, each clip is held against the next question; of `ceiling`, true renderings stand in for clips.
 *
 * @param onPicture hears how many of how many pictures were looked at
 */
export async function scoreRetrieval(
  world: World,
  answers: Answer[],
  onPicture: (done: number, of: number) => void,
) {
  const drawn = ofKind(answers, ...RETRIEVED).map(
    ({ question, drawn }): Entry => ({
      of: 'drawn',
      asked: question,
      clip: drawn && flattenClip(drawn.pictures),
    }),
  );
  const main = drawn.filter(isPlain).filter(({ asked }) => asked.kind === 'main');
  const floor = main.map(({ clip }, i): Entry<Plain> => {
    return { of: 'floor', asked: main[(i + 1) % main.length]!.asked, clip };
  });
  const ceiling: Entry<Plain>[] = [];
  for (const { asked } of main)
    ceiling.push({ of: 'ceiling', asked, clip: await renderTruth(world, asked) });
  const verdicts = await judge(world, [...drawn, ...floor, ...ceiling], onPicture);
  const of = (kind: Entry['asked']['kind'], from: Entry['of'] = 'drawn') =>
    verdicts.filter((one) => one.of === from && one.asked.kind === kind);
  const nameOf = (style: number) => world.styles[style]!.name;
  const ofPictures = (kind: Captioned['kind']) => {
    const all = of(kind);
    const ofStyle = (style: number) =>
      all.filter(({ asked }) => 'style' in asked && asked.style === style);
    return {
      prompts: all.length,
      r1: portion(all, isNearest),
      byStyle: Object.fromEntries(
        world.styles.map(({ name }, style) => [name, portion(ofStyle(style), isNearest)]),
      ),
      missed: all.flatMap((one) => (isNearest(one) ? [] : (one.asked as Captioned).prompt)),
    };
  };
  return {
    main: share(of('main')),
    r5: portion(of('main'), ({ rank }) => rank < FIVE),
    paraphrase: share(of('paraphrase')),
    unseen: share(of('unseen')),
    canonical: ofPictures('picture'),
    heldOut: ofPictures('heldOut'),
    both: share(of('pair')).r1,
    byGroup: shareBy(of('main'), ({ subject }) => world.subjects[subject]!.group),
    byMotion: shareBy(of('main'), ({ motion }) => world.motions[motion]!.name),
    byStyle: shareBy(of('main'), ({ style }) => nameOf(style)),
    floor: share(of('main', 'floor')),
    ceiling: share(of('main', 'ceiling')),
  };
}

const isPlain = (entry: Entry): entry is Entry<Plain> => 'motion' in entry.asked;

async function judge(
  world: World,
  entries: Entry[],
  onPicture: (done: number, of: number) => void,
): Promise<Verdict[]> {
  const contests: Contest[][] = [];
  for (const { asked, clip } of entries)
    contests.push(clip ? await contestsIn(world, asked, clip) : []);
  const ranks = await rank(world, contests.flat(), onPicture);
  const motionRanks = await rankMotions(world, entries.filter(isPlain));
  return entries.map((entry, i) => {
    const own = ranks.splice(0, contests[i]!.length);
    return {
      ...entry,
      rank: entry.clip ? Math.max(...own) : Infinity,
      motionRank: motionRanks.get(entry) ?? Infinity,
    };
  });
}

async function contestsIn(world: World, asked: Entry['asked'], clip: Clip): Promise<Contest[]> {
  if (asked.kind === 'pair') return contestsOf(world, clip, asked);
  const { subject, style } = asked;
  const show = (thing: Thing) =>
    'motion' in asked ? showMoving(world, thing, asked.motion) : () => showWhole(thing);
  return [{ clip, subject, style, show, most: FIVE }];
}

const showMoving =
  ({ motions, phases }: World, thing: Thing, motion: number) =>
  (frame: number) =>
    thing.pose(motions[motion]!.map, phases[frame]!);

/** The true rendering, at the key phases. */
export async function renderTruth(world: World, { subject, style, motion }: Plain): Promise<Clip> {
  const thing = await readThing(world, subject, style);
  return renderClip(showMoving(world, thing, motion), world.phases);
}

/** How many other motions are as near to each clip as the true one or nearer. */
async function rankMotions(world: World, entries: Entry<Plain>[]): Promise<Map<Entry, number>> {
  const ranks = new Map<Entry, number>();
  const things = new Map<string, Entry<Plain>[]>(); // questions about one thing share its renderings
  for (const entry of entries) {
    const key = `${entry.asked.subject} ${entry.asked.style}`;
    things.set(key, [...(things.get(key) ?? []), entry]);
  }
  for (const alike of things.values()) {
    const { subject, style } = alike[0]!.asked;
    const thing = await readThing(world, subject, style);
    for (const entry of alike) {
      const { clip, asked } = entry;
      if (!clip) continue;
      const limit = clipError(clip, renderClip(showMoving(world, thing, asked.motion), clip));
      const nearer = [...world.motions.keys()].filter(
        (motion) =>
          motion !== asked.motion && isWithin(clip, showMoving(world, thing, motion), limit),
      );
      ranks.set(entry, nearer.length);
    }
  }
  return ranks;
}

/** The nearest subject is the one asked for. */
const isNearest = ({ rank }: Verdict) => rank === 0;

/** null where nothing was asked. */
const share = (verdicts: Verdict[]) => ({
  prompts: verdicts.length,
  r1: portion(verdicts, isNearest),
  motion: portion(verdicts, ({ motionRank }) => motionRank === 0), // and the nearest motion
});

function shareBy(verdicts: Verdict[], key: (asked: Plain) => string) {
  const keyOf = ({ asked }: Verdict) => key(asked as Plain);
  const keys = [...new Set(verdicts.map(keyOf))].sort();
  return Object.fromEntries(
    keys.map((name) => [name, share(verdicts.filter((one) => keyOf(one) === name))]),
  );
}
