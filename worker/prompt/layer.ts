/** A part of a prompt → a layer: the words that the network is given, and the movement they mean. */

import type { Layer } from '../scene';
import { isAmong, type Spoken } from './names';
import type { Part } from './parts';
import { spelling } from './reader';
import type { Subject, Vocabulary } from './words';

const INTERFACE = 'interface'; // the group of placeholders

interface Setting {
  vocabulary: Vocabulary;
  limit: number; // words that the model reads
  motion?: Spoken; // for parts that name none
  style?: Spoken;
}

/**
 * @param part with the number of things that it is to show
 * @param ignored is told the words that nothing comes of
 */
export function composeLayer(
  part: Part & { things: number },
  setting: Setting,
  ignored: string[],
): Layer {
  const { name, tokens, tint, size } = part;
  const move = chooseMove(part, setting);
  const obeyed = new Set([tint, size, part.count].flatMap((modifier) => modifier?.at ?? []));
  for (const at of name?.at ?? []) obeyed.delete(at);
  const refused = new Set([...move.refused, ...part.spare]);
  const kept: number[] = [];
  tokens.forEach((token, at) => {
    if (obeyed.has(at)) return;
    if (token.id === undefined || refused.has(at)) ignored.push(spelling(token));
    else kept.push(at);
  });
  const style = part.style ? [] : (setting.style?.phrase ?? []);
  const meant = name?.at.length === 0 ? name.phrase : [];
  const added = name ? [...meant, ...style, ...move.added] : [];
  const read = fit(part, kept, setting.limit - added.length, ignored);
  return {
    words: [...read.map((at) => tokens[at]!.id!), ...added],
    ...{ subject: name?.subject, motion: move.motion, count: part.things },
    ...{ tint: tint?.means, size: size?.means },
    accented: name && setting.vocabulary.subjects[name.subject]!.group === INTERFACE,
  };
}

interface Move {
  motion: number; // 1 + index, 0 for none
  added: number[]; // word ids that say it, where the part does not
  refused: number[]; // tokens of movements that are not drawn
}

function chooseMove(part: Part, { vocabulary, motion: shared }: Setting): Move {
  const { motions, subjects } = vocabulary;
  const [still, alive] = ['still', 'alive'].map(
    (wanted) => 1 + motions.findIndex(({ name }) => name === wanted),
  ) as [number, number];
  const hear = ({ alive: own = [] }: Subject, phrase: number[]) =>
    isAmong(own, phrase) ? alive : motionOf(motions, phrase);
  const typed = part.motion ? 1 + part.motion.index : part.own ? alive : 0;
  const subject = part.name && subjects[part.name.subject];
  if (!subject) return { motion: typed, added: [], refused: [] };

  const heard = shared && hear(subject, shared.phrase);
  const said = typed || heard || 0;
  const motion =
    subject.lively && said !== still ? alive : said === alive && !subject.alive ? 0 : said;
  const refused = [
    ...(part.motion && 1 + part.motion.index !== motion ? part.motion.at : []),
    ...(part.own && motion !== alive ? part.own.at : []),
  ].filter((at) => !part.name!.at.includes(at)); // “singing bird spinning” is still about a bird
  const isTyped = part.motion && 1 + part.motion.index === motion;
  if (motion === 0 || isTyped) return { motion, added: [], refused };
  // A subject's own word (“burning”) goes with “alive”: so the network has learnt it.
  const isShared = motion === heard && motion !== alive;
  const added = isShared ? shared!.phrase : motions[motion - 1]!.phrases[0]!;
  return { motion, added, refused };
}

const motionOf = (motions: Vocabulary['motions'], phrase: number[]) =>
  1 + motions.findIndex(({ phrases }) => isAmong(phrases, phrase));

/** As many tokens as the model reads: those that name nothing are left out first, from the end. */
function fit(part: Part, kept: number[], limit: number, ignored: string[]): number[] {
  const named = new Set(
    [part.name, part.motion, part.own, part.style].flatMap((found) => found?.at ?? []),
  );
  const needed = kept.filter((at) => named.has(at));
  const others = kept.filter((at) => !named.has(at));
  const left = new Set([...needed, ...others].slice(limit));
  ignored.push(...kept.filter((at) => left.has(at)).map((at) => spelling(part.tokens[at]!)));
  return kept.filter((at) => !left.has(at));
}
