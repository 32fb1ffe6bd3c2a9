/**
 * How far apart meanings are in WordNet. Going down (a poodle is a dog) is cheap, going up and down
 * again (a peach for a nectarine) dearer, by how much more is known of the narrower one: the
 * intrinsic information content of Seco, Veale and Hayes (2004).
 */
import type { Target } from './types';
import type { Synset, WordNet } from './wordnet';

export interface Near {
  target: number; // index
  cost: number;
}

const FARTHEST = 1.5;
const BUCKET = 0.02;
const KEPT = 12; // targets of one synset

/** Fixed costs from a synset of a target to a word's, by pointer (wninput5wn). */
const COSTS: Record<string, number> = {
  '&': 0.3, // similar
  '^': 0.6, // see also
  '+': 0.42, // derived form
  '\\': 0.25, // pertains to
  '=': 0.9, // attribute: happiness, of happy as of unhappy
  '%p': 0.7, // has the part
  '%s': 0.9,
  '%m': 0.7, // has the member
  '#p': 0.9, // is part of
  '#m': 0.9,
  '#s': 0.9,
  '-c': 0.7, // topic of: a home run is of baseball
  '*': 0.8, // entails
  '>': 0.8, // causes
  $: 0.3, // verb group
};

const PERSON = 18; // noun.person
const DOER = 0.45; // to acquire is little like the person who acquires
const ACT = 0.3; // verbs above verbs are vague: to anger is to evoke

/** What each synset points to. */
type Edges = Map<string, { to: string; cost: number; crosses: boolean }[]>;

/** The targets near each synset, the nearest first. */
export function nearTargets(wordnet: WordNet, targets: readonly Target[]): Map<string, Near[]> {
  const edges = edgesOf(wordnet);
  const near = new Map<string, Near[]>();
  targets.forEach(({ anchors }, target) => {
    for (const [id, cost] of spread(edges, anchors)) {
      const list = near.get(id) ?? [];
      list.push({ target, cost });
      near.set(id, list);
    }
  });
  for (const list of near.values()) {
    list.sort((a, b) => a.cost - b.cost || a.target - b.target);
    list.length = Math.min(list.length, KEPT);
  }
  return near;
}

/**
 * Dijkstra from several synsets; the queue is a list of buckets, as costs are small. Once on the way
 * nouns have become verbs or the like, all that follows counts double: fighters fight, but to fight is
 * to resist, to resist to defy.
 */
function spread(edges: Edges, anchors: ReadonlyMap<string, number>): Map<string, number> {
  const best = new Map<string, number>(anchors);
  const crossed = new Set<string>();
  const buckets: string[][] = [];
  const put = (id: string, cost: number) => {
    const at = Math.floor(cost / BUCKET);
    buckets[at] = [...(buckets[at] ?? []), id];
  };
  for (const [id, cost] of anchors) put(id, cost);
  for (let at = 0; at < buckets.length; at++) {
    for (let i = 0; i < (buckets[at]?.length ?? 0); i++) {
      const id = buckets[at]![i]!;
      const cost = best.get(id)!;
      if (Math.floor(cost / BUCKET) < at) continue; // reached at less since
      for (const { to, cost: more, crosses } of edges.get(id) ?? []) {
        const total = cost + (crossed.has(id) ? 2 * more : more);
        if (total > FARTHEST || total >= (best.get(to) ?? Infinity)) continue;
        best.set(to, total);
        if (crosses || crossed.has(id)) crossed.add(to);
        else crossed.delete(to);
        put(to, total);
      }
    }
  }
  return best;
}

function edgesOf(wordnet: WordNet): Edges {
  const content = informationContent(wordnet);
  const edges: Edges = new Map();
  for (const { id, file, pointers } of wordnet.synsets.values()) {
    const own = pointers.map(({ symbol, to }) => ({
      to,
      cost: cost(symbol, content.get(to)! - content.get(id)!) + extra(symbol, id, file),
      crosses: to[0] !== id[0],
    }));
    edges.set(
      id,
      own.filter(({ cost }) => cost < FARTHEST),
    );
  }
  return edges;
}

/** @param narrower how much more is known of the end than of the start */
function cost(symbol: string, narrower: number): number {
  if (symbol.startsWith('~')) return 0.05 + 0.5 * Math.max(0, narrower);
  if (symbol.startsWith('@')) return 0.4 + 1.5 * Math.max(0, -narrower);
  return COSTS[symbol] ?? Infinity;
}

function extra(symbol: string, from: string, file: number): number {
  if (symbol === '+' && file === PERSON) return DOER;
  return symbol === '@' && from.startsWith('v') ? ACT : 0;
}

/** 1 for what has nothing under it, falling to 0 at the root of all. */
export function informationContent({ synsets }: WordNet): Map<string, number> {
  const under = new Map<string, number>();
  const count = ({ id, pointers }: Synset): number => {
    const counted = under.get(id);
    if (counted !== undefined) return counted;
    under.set(id, 0); // guards against circles
    let sum = 0;
    for (const { symbol, to } of pointers) {
      if (symbol.startsWith('~')) sum += 1 + count(synsets.get(to)!);
    }
    under.set(id, sum);
    return sum;
  };
  const nouns = [...synsets.values()].filter(({ id }) => id.startsWith('n')).length;
  const content = (synset: Synset) => 1 - Math.log(count(synset) + 1) / Math.log(nouns);
  return new Map([...synsets.values()].map((synset) => [synset.id, content(synset)]));
}
