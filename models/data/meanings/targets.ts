/** What a word may mean: each subject and each motion, with the synsets that its names stand for. */
import type { Catalogue } from '../catalogue';
import { informationContent } from './graph';
import { KINDS } from './kinds';
import { nounSynsets, picturedSynset } from './pictured';
import type { Synset, WordNet } from './wordnet';

type Anchors = Map<string, number>;
type Content = ReadonlyMap<string, number>;

export interface Target {
  name: string; // canonical
  group: string; // of subjects; 'motion' for motions
  names: string[][]; // words of each name, the canonical one first
  anchors: Anchors; // synset id → how far from what the target means
}

const MOTION_FILE = 38; // verb.motion
const OTHER_NAME = 0.1; // further names are wider or narrower: a hound is not quite a labrador
const OTHER_POS = 0.2; // “delete” is not quite the trash that it names
const KIND = 0.25; // a chair is not quite what “furniture” means
/** Information content under which a sense is too wide to be what a picture shows: “group”, “travel”. */
const WIDEST = 0.22;
const WIDE = 0.65; // for senses that are not the first of their word, and for verbs
const WIDEST_MOTION = 0.55;
const UNMOVED = new Set(['alive']); // what it looks like differs from subject to subject

export function targetsOf(catalogue: Catalogue, wordnet: WordNet): Target[] {
  const content = informationContent(wordnet);
  const spell = (phrases: number[][]) =>
    phrases.filter(({ length }) => length > 0).map((ids) => ids.map((id) => catalogue.words[id]!));
  const subjects = catalogue.subjects.map(({ name, group, phrases }) => {
    const names = spell(phrases);
    return { name, group, names, anchors: subjectAnchors(wordnet, content, group, names) };
  });
  const motions = catalogue.motions
    .filter(({ name }) => !UNMOVED.has(name))
    .map(({ name, phrases }) => {
      const names = spell(phrases);
      return { name, group: 'motion', names, anchors: motionAnchors(wordnet, content, names) };
    });
  addKinds(wordnet, subjects);
  return [...subjects, ...motions];
}

function subjectAnchors(wordnet: WordNet, content: Content, group: string, names: string[][]) {
  const anchors: Anchors = new Map();
  names.forEach((name, index) => {
    const extra = index === 0 ? 0 : OTHER_NAME;
    const others = names.filter((other) => other !== name);
    const noun = picturedSynset(wordnet, group, [name, ...others]);
    const first = nounSynsets(wordnet, name)[0] === noun;
    const wide = noun !== undefined && content.get(noun.id)! < (first ? WIDEST : WIDE);
    if (noun !== undefined && (index === 0 || !wide)) near(anchors, noun, extra);
    if (name.length > 1) return;
    for (const pos of ['adj', 'verb'] as const) {
      const [sense] = wordnet.senses(name[0]!, pos);
      if (sense === undefined || content.get(sense.synset.id)! < WIDE) continue;
      if (noun === undefined) near(anchors, sense.synset, extra);
      else if (related(noun, sense.synset)) near(anchors, sense.synset, extra + OTHER_POS);
    }
  });
  return anchors;
}

/** Whether one is the act or the quality of the other: to swan about has nothing to do with a swan. */
const related = (noun: Synset, other: Synset) =>
  other.pointers.some(({ symbol, to }) => '+=\\'.includes(symbol) && to === noun.id);

function motionAnchors(wordnet: WordNet, content: Content, names: string[][]) {
  const anchors: Anchors = new Map();
  for (const [word = '', ...more] of names) {
    if (more.length > 0) continue;
    const verbs = wordnet.senses(word, 'verb').map(({ synset }) => synset);
    const moving = verbs.find(({ file }) => file === MOTION_FILE);
    if (moving !== undefined && content.get(moving.id)! > WIDEST_MOTION) near(anchors, moving, 0);
  }
  return anchors;
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
