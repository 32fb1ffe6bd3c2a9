/** What a word may mean: each subject and each motion, with the synsets that its names stand for. */
import { informationContent } from './graph';
import { KINDS } from './kinds';
import { isKnown, nounSynsets, picturedSynset } from './pictured';
import type { Anchors, Named, Target } from './types';
import { type Pos, type Synset, verbSenses, type WordNet } from './wordnet';

type Content = ReadonlyMap<string, number>;

const MOTION_FILE = 38; // verb.motion
const OTHER_NAME = 0.1; // further names are wider or narrower: a hound is not quite a labrador
const OTHER_SENSE = 0.25; // and what comes to mind second may be something else altogether
const OTHER_POS = 0.2; // “delete” is not quite the trash that it names
const KIND = 0.25; // a chair is not quite what “furniture” means
/** Information content under which a sense is too wide to be what a picture shows: “group”, “travel”. */
const WIDEST = 0.55;
const WIDE = 0.65; // for senses that are not the first of their word, and for verbs
/** Even a canonical name is mostly wide here: every cough is a signal, but no antenna bars. */
const WIDE_GROUPS: Record<string, number> = { symbols: 0.62, faces: 0.6 };
const WIDEST_MOTION = 0.55;
const UNMOVED = new Set(['alive']); // what it looks like differs from subject to subject

export function targetsOf(catalogue: Named, wordnet: WordNet): Target[] {
  const content = informationContent(wordnet);
  const spell = (phrases: number[][]) =>
    phrases.filter(({ length }) => length > 0).map((ids) => ids.map((id) => catalogue.words[id]!));
  const subjects = catalogue.subjects.map(({ name, group, phrases }) => {
    const anchors: Anchors = new Map();
    const names = spell(phrases).map((words, index, all) => ({
      words,
      fits: addSubject(anchors, { wordnet, content, group, names: all }, index),
    }));
    return { name, group, names, anchors };
  });
  const motions = catalogue.motions
    .filter(({ name }) => !UNMOVED.has(name))
    .map(({ name, phrases }) => {
      const words = spell(phrases);
      const names = words.map((own) => ({ words: own, fits: true }));
      return { name, group: 'motion', names, anchors: motionAnchors(wordnet, content, words) };
    });
  addKinds(wordnet, subjects);
  return [...subjects, ...motions];
}

interface Described {
  wordnet: WordNet;
  content: Content;
  group: string;
  names: string[][];
}

/** Adds the synsets that one of a subject's names stands for; says whether the name fits. */
function addSubject(anchors: Anchors, described: Described, index: number): boolean {
  const { wordnet, content, group, names } = described;
  if (!isKnown(group)) return false;
  const name = names[index]!;
  const noun = picturedSynset(wordnet, group, [name, ...names.toSpliced(index, 1)]);
  const canonical = picturedSynset(wordnet, group, names);
  const nouns = nounSynsets(wordnet, name);
  const extra = index === 0 ? 0 : nouns[0] === noun ? OTHER_NAME : OTHER_SENSE;
  const least = Math.max(
    WIDE_GROUPS[group] ?? 0,
    index === 0 ? 0 : nouns[0] === noun ? WIDEST : WIDE,
  );
  if (noun !== undefined && content.get(noun.id)! >= least) near(anchors, noun, extra);
  let known = nouns.length > 0;
  let fits = noun !== undefined;
  const [word = '', ...more] = name;
  for (const pos of more.length > 0 ? [] : (['adj', 'verb'] as const)) {
    const [first] = sensesOf(wordnet, word, pos);
    if (first === undefined) continue;
    known = true;
    const sense = first.synset;
    // Lists of names call a raccoon curious: a quality is meant only where it is that of the thing.
    const owner = noun ?? (pos === 'adj' ? canonical : undefined);
    const meant = owner ? related(owner, sense) : leads(wordnet, word, pos, 'noun');
    if (!meant || content.get(sense.id)! < WIDE) continue;
    near(anchors, sense, noun ? extra + OTHER_POS : index === 0 ? 0 : OTHER_SENSE);
    fits = true;
  }
  return fits || !known;
}

/** Whether one is the act or the quality of the other: to swan about has nothing to do with a swan. */
const related = (noun: Synset, other: Synset) =>
  other.pointers.some(({ symbol, to }) => '+=\\'.includes(symbol) && to === noun.id);

function motionAnchors(wordnet: WordNet, content: Content, names: string[][]) {
  const anchors: Anchors = new Map();
  for (const [word = '', ...more] of names) {
    if (more.length > 0) continue;
    const verbs = verbSenses(wordnet, word).map(({ synset }) => synset);
    const [quality] = wordnet.senses(word, 'adj');
    if (quality !== undefined && leads(wordnet, word, 'adj', 'verb'))
      near(anchors, quality.synset, 0); // still, static
    const moving = verbs.find(({ file }) => file === MOTION_FILE);
    if (moving !== undefined && content.get(moving.id)! > WIDEST_MOTION) near(anchors, moving, 0);
  }
  return anchors;
}

const sensesOf = (wordnet: WordNet, word: string, pos: Pos) =>
  pos === 'verb' ? verbSenses(wordnet, word) : wordnet.senses(word, pos);

/** Whether a word is used as one part of speech more than as another. */
function leads(wordnet: WordNet, word: string, pos: Pos, other: Pos): boolean {
  const count = (one: Pos) =>
    sensesOf(wordnet, word, one).reduce((sum, { count }) => sum + count, 0);
  return count(pos) > count(other) || sensesOf(wordnet, word, other).length === 0;
}

function addKinds(wordnet: WordNet, targets: Target[]) {
  for (const [kind, name] of Object.entries(KINDS)) {
    const [lemma = '', file] = kind.split('.');
    const senses = wordnet.senses(lemma, 'noun').map(({ synset }) => synset);
    const sense = senses.find((one) => file === undefined || one.file === Number(file));
    if (sense === undefined)
      throw new Error(`WordNet should know the kind “${kind}”, and does not.`);
    const target = targets.find((one) => one.name === name);
    if (target !== undefined) near(target.anchors, sense, KIND);
  }
}

function near(anchors: Anchors, { id }: Synset, cost: number) {
  anchors.set(id, Math.min(cost, anchors.get(id) ?? Infinity));
}
