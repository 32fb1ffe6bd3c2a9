/** What a word may mean: each subject and each motion, with the synsets that its names stand for. */
import type { Named } from './build';
import { informationContent } from './graph';
import { KINDS } from './kinds';
import { nounSynsets, picturedSynset } from './pictured';
import type { Pos, Synset, WordNet } from './wordnet';

type Anchors = Map<string, number>;
type Content = ReadonlyMap<string, number>;

export interface Name {
  words: string[];
  fits: boolean; // whether WordNet knows it in a sense that the picture shows, or not at all
}

export interface Target {
  name: string; // canonical
  group: string; // of subjects; 'motion' for motions
  names: Name[]; // the canonical one first
  anchors: Anchors; // synset id → how far from what the target means
}

const MOTION_FILE = 38; // verb.motion
const OTHER_NAME = 0.1; // further names are wider or narrower: a hound is not quite a labrador
const OTHER_POS = 0.2; // “delete” is not quite the trash that it names
const KIND = 0.25; // a chair is not quite what “furniture” means
/** Information content under which a sense is too wide to be what a picture shows: “group”, “travel”. */
const WIDEST = 0.22;
const WIDE = 0.65; // for senses that are not the first of their word, and for verbs
/** A sign's own name is mostly wide: every cough is a signal, but no antenna bars. */
const WIDE_GROUPS: Record<string, number> = { symbols: 0.62 };
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
  const name = names[index]!;
  const extra = index === 0 ? 0 : OTHER_NAME;
  const noun = picturedSynset(wordnet, group, [name, ...names.toSpliced(index, 1)]);
  const nouns = nounSynsets(wordnet, name);
  const least = Math.max(
    WIDE_GROUPS[group] ?? 0,
    index === 0 ? 0 : nouns[0] === noun ? WIDEST : WIDE,
  );
  if (noun !== undefined && content.get(noun.id)! >= least) near(anchors, noun, extra);
  const others = name.length > 1 ? [] : (['adj', 'verb'] as const);
  let known = nouns.length > 0;
  let fits = noun !== undefined;
  for (const pos of others) {
    const [sense] = wordnet.senses(name[0]!, pos);
    if (sense === undefined) continue;
    known = true;
    if (content.get(sense.synset.id)! < WIDE) continue;
    if (noun !== undefined && !related(noun, sense.synset)) continue;
    near(anchors, sense.synset, extra + (noun === undefined ? 0 : OTHER_POS));
    fits ||= nouns.length === 0;
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
    const verbs = wordnet.senses(word, 'verb').map(({ synset }) => synset);
    const [quality] = wordnet.senses(word, 'adj');
    if (quality !== undefined && leads(wordnet, word)) near(anchors, quality.synset, 0); // still, static
    const moving = verbs.find(({ file }) => file === MOTION_FILE);
    if (moving !== undefined && content.get(moving.id)! > WIDEST_MOTION) near(anchors, moving, 0);
  }
  return anchors;
}

/** Whether a word is an adjective rather than a verb. */
function leads(wordnet: WordNet, word: string): boolean {
  const count = (pos: Pos) => wordnet.senses(word, pos).reduce((sum, one) => sum + one.count, 0);
  return count('adj') > count('verb');
}

function addKinds(wordnet: WordNet, targets: Target[]) {
  for (const [kind, name] of Object.entries(KINDS)) {
    const target = targets.find((one) => one.name === name);
    const [sense] = wordnet.senses(kind, 'noun');
    if (target !== undefined && sense !== undefined) near(target.anchors, sense.synset, KIND);
  }
}

function near(anchors: Anchors, { id }: Synset, cost: number) {
  anchors.set(id, Math.min(cost, anchors.get(id) ?? Infinity));
}
