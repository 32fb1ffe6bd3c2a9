/** Movement of a thing's own: a clip among all clips of its style, and against every movement that is a map. */
import { type Clip, clipError, flatten, flattenClip, isWithin } from '../truth/pictures';
import { readThing } from '../truth/things';
import { clipsOf, type World } from '../truth/world';
import { type Answer, ofKind, portion } from './answers';

interface Truth {
  subject: number;
  style: number;
  clip: Clip; // key frames
}

/** @param onClip hears how many of how many true clips were read */
export async function scoreLiving(
  world: World,
  answers: Answer[],
  onClip: (done: number, of: number) => void,
) {
  const asked = ofKind(answers, 'living');
  const truths = asked.length > 0 ? await readTruths(world, onClip) : [];
  const [named, moved] = [new Set<Answer>(), new Set<Answer>()];
  for (const answer of asked) {
    if (!answer.drawn) continue;
    const clip = flattenClip(answer.drawn.pictures);
    const { subject, style } = answer.question;
    const rivals = truths.filter((truth) => truth.style === style);
    const own = rivals.find((truth) => truth.subject === subject)!;
    const limit = clipError(clip, own.clip);
    const isNear = ({ clip: truth }: Truth) => isWithin(clip, (frame) => truth[frame]!, limit);
    if (!rivals.some((rival) => rival !== own && isNear(rival))) named.add(answer);
    if (!(await isMap(world, own, clip, limit))) moved.add(answer);
  }
  return {
    prompts: asked.length,
    r1: portion(asked, (answer) => named.has(answer)),
    motion: portion(asked, (answer) => moved.has(answer)),
  };
}

async function readTruths(world: World, onClip: (done: number, of: number) => void) {
  const truths: Truth[] = [];
  const all = clipsOf(world);
  for (const { subject, living } of all) {
    const frames = await world.clip(subject, living.style);
    const clip = world.phases.map((phase) => flatten(frames[Math.round(phase * frames.length)]!));
    truths.push({ subject, style: living.style, clip });
    onClip(truths.length, all.length);
  }
  return truths;
}

/** Whether a map of the thing's picture is as near as its own movement, or nearer. */
async function isMap(world: World, { subject, style }: Truth, clip: Clip, limit: number) {
  if (!world.subjects[subject]!.pictures.includes(style)) return false;
  const thing = await readThing(world, subject, style);
  const { motions, phases } = world;
  return motions.some(({ map }) =>
    isWithin(clip, (frame) => thing.pose(map, phases[frame]!), limit),
  );
}
