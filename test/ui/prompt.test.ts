/** Prompts that are changed by click: the text follows, and what was not touched stays as typed. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readShippedModel, readTables } from '../../models/shipped';
import { createPlayer } from '../../ui/gallery/player';
import { targetAmong } from '../../ui/gallery/roving';
import type { Client } from '../../ui/link/client';
import type { Reel } from '../../ui/preview/reel';
import {
  added,
  additionsTo,
  changed,
  choicesFor,
  inserted,
  replaced,
  without,
  withoutPhrase,
  withThing,
} from '../../ui/prompt/edit';
import { ideaFrom, isTelling, someIdeas } from '../../ui/prompt/ideas';
import { targetOf } from '../../ui/prompt/keys';
import { cellOf } from '../../ui/prompt/sheet';
import { freshForm, requestsOf } from '../../ui/request';
import { createStore } from '../../ui/store';
import { HELP } from '../../ui/words/help';
import type { Clip, Loaded, Names, PhraseKind, PreviewFrame } from '../../worker/api';
import { openReader } from '../../worker/reader';

let read: Awaited<ReturnType<typeof openReader>>['read'];
let names: Names;
before(async () => {
  const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
  const reader = await openReader({ model, tables });
  read = reader.read;
  names = reader.names();
});

const pick = <T>(some: readonly T[], n: number): T => some[n % some.length]!;
const oneOf = (kind: PhraseKind) => fc.nat().map((n) => pick(names.words[kind]!, n).name);
const thing = fc.nat().map((n) => pick(names.things, n).name);

/** “three small blue cats and a dog jumping slowly on white”, with some of its words missing. */
const prompts = fc
  .tuple(
    fc.constantFrom('', 'a', 'two', 'three'),
    fc.option(oneOf('size'), { nil: '' }),
    fc.option(oneOf('colour'), { nil: '' }),
    thing,
    fc.option(oneOf('motion'), { nil: '' }),
    fc.option(oneOf('speed'), { nil: '' }),
    fc.option(thing, { nil: '' }).map((other) => (other === '' ? '' : `and a ${other}`)),
    fc.constantFrom('', 'on white', ', one after another', 'xyzzyq'),
  )
  .map((words) => words.filter((word) => word !== '').join(' '));

const letters = (text: string) => text.replace(/[\s,;]/g, '');
const phrasesOf = (prompt: string) => {
  const { layers, setting } = read(prompt);
  return [...layers.flatMap(({ phrases }) => phrases), ...setting];
};
const saysOf = (prompt: string, kind: PhraseKind) =>
  phrasesOf(prompt)
    .filter((phrase) => phrase.kind === kind)
    .map(({ value }) => value);

describe('taking out', () => {
  test('leaves no gap, comma or double space behind', () => {
    assert.equal(without('a red cat', { from: 2, to: 5 }), 'a cat');
    assert.equal(without('a cat bouncing', { from: 6, to: 14 }), 'a cat');
    assert.equal(without('a rocket, slowly', { from: 10, to: 16 }), 'a rocket');
    assert.equal(without('red, a cat', { from: 0, to: 3 }), 'a cat');
    assert.equal(without('cat', { from: 0, to: 3 }), '');
  });

  test('a phrase takes just its words, and a thing of several what is said of it', () => {
    fc.assert(
      fc.property(prompts, fc.nat(), (prompt, n) => {
        const reading = read(prompt);
        const phrases = [...reading.layers.flatMap((layer) => layer.phrases), ...reading.setting];
        fc.pre(phrases.length > 0);
        const phrase = pick(phrases, n);
        const rest = withoutPhrase(prompt, reading, phrase);
        if (phrase.kind !== 'thing' || reading.layers.length === 1) {
          const expected = prompt.slice(0, phrase.from) + prompt.slice(phrase.to);
          assert.equal(letters(rest), letters(expected));
        } else {
          assert.ok(letters(rest).length < letters(prompt).length);
          assert.ok(read(rest).layers.length < reading.layers.length, `${prompt} → ${rest}`);
        }
        assert.ok(!/\s{2}|^\s|\s$/.test(rest), `“${rest}”`);
      }),
      { numRuns: 200 },
    );
  });

  test('one of two things keeps the other, with its words', () => {
    const prompt = 'a red cat and a blue dog jumping on white';
    const reading = read(prompt);
    const [cat, dog] = reading.layers.map(
      ({ phrases }) => phrases.find(({ kind }) => kind === 'thing')!,
    );
    assert.equal(withoutPhrase(prompt, reading, cat!), 'blue dog jumping on white');
    assert.equal(withoutPhrase(prompt, reading, dog!), 'a red cat on white');
  });
});

describe('changing', () => {
  const change = (prompt: string, kind: PhraseKind, text: string) => {
    const { layers, setting } = read(prompt);
    const layer = layers.find(({ phrases }) => phrases.some((one) => one.kind === kind)) ?? null;
    const phrase = [...(layer?.phrases ?? []), ...setting].find((one) => one.kind === kind)!;
    const choice = choicesFor(phrase, layer, names).find((one) => one.label === text)!;
    return changed(prompt, phrase, layer, choice, names);
  };

  test('goes with the number of things and with their article', () => {
    assert.equal(change('two stars', 'count', 'one'), 'one star');
    assert.equal(change('one blue star', 'count', 'five'), 'five blue stars');
    assert.equal(change('a cat', 'thing', 'owl'), 'an owl');
    assert.equal(change('two cats on white', 'thing', 'fox'), 'two foxes on white');
    assert.equal(change('a cat on white', 'ground', 'on red'), 'a cat on red');
    assert.equal(replaced('An owl', { from: 3, to: 6 }, 'cat'), 'A cat');
  });

  test('to a choice of its menu is understood as that choice', () => {
    const kinds: PhraseKind[] = ['colour', 'motion', 'size', 'speed', 'count', 'ground'];
    const one = 'two small blue rockets bouncing slowly on white';
    for (const kind of kinds) {
      const { layers, setting } = read(one);
      const layer = layers[0]!;
      const phrase = [...layer.phrases, ...setting].find((said) => said.kind === kind)!;
      const choices = choicesFor(phrase, kind === 'ground' ? null : layer, names);
      assert.ok(choices.length > 1, kind);
      const missed = choices.filter((choice) => {
        const now = changed(one, phrase, layer, choice, names);
        const said = saysOf(now, kind)[0];
        if (kind === 'ground') return said === undefined;
        return said !== choice.value && said !== 'alive'; // an outline of it draws itself
      });
      assert.deepEqual(missed, [], kind);
    }
  });

  test('to another thing keeps what is said of it, but for a movement that is not its own', () => {
    const swap = (prompt: string) => withThing(prompt, read(prompt), 'rocket', names);
    assert.equal(swap('two blue stars pulsing'), 'two blue rockets pulsing');
    assert.equal(swap('a fire burning on white'), 'a rocket on white');
    assert.equal(swap('a cat and a dog'), 'rocket');
    assert.equal(swap(''), 'rocket');
  });
});

describe('saying more', () => {
  test('is understood as what was added, but for names that hold the very words', () => {
    let tried = 0;
    const missed: string[] = [];
    for (const { name } of names.things) {
      const prompt = `a ${name}`;
      const reading = read(prompt);
      const [layer] = reading.layers;
      if (!layer || reading.layers.length > 1) continue;
      for (const addition of additionsTo(prompt, reading, layer, names)) {
        tried += 1;
        const more = added(prompt, addition, layer, names);
        const same = saysOf(more, 'thing')[0] === saysOf(prompt, 'thing')[0];
        if (!same || saysOf(more, addition.kind).length === 0) missed.push(more);
      }
    }
    assert.ok(missed.length < tried / 200, missed.join('; ')); // “a blue heart” is a thing of its own
  });

  test('puts a number in the place of the article', () => {
    const reading = read('a blue star');
    const layer = reading.layers[0]!;
    const number = additionsTo('a blue star', reading, layer, names).find(
      ({ kind }) => kind === 'count',
    )!;
    assert.equal(added('a blue star', number, layer, names), 'three blue stars');
    assert.equal(inserted('a cat', 2, 'red'), 'a red cat');
    assert.equal(inserted('a cat', 5, 'bouncing'), 'a cat bouncing');
  });
});

describe('ideas', () => {
  test('are understood, every word, and differ', () => {
    let throws = 0;
    const ideas = someIdeas(names, 60, () => (0.37 * ++throws) % 1);
    assert.ok(ideas.length > 20 && new Set(ideas).size === ideas.length);
    const strange = ideas.filter((idea) => {
      const { layers, report } = read(idea);
      return layers.length === 0 || report.some(({ why }) => why === 'unknown');
    });
    assert.deepEqual(strange, []);
    const rare = names.things.filter(({ styles }) => styles.length === 1).map(({ name }) => name);
    const things = ideas.flatMap((idea) =>
      read(idea).layers.flatMap(({ phrases }) => phrases.filter(({ kind }) => kind === 'thing')),
    );
    assert.deepEqual(
      things.filter(({ value }) => rare.includes(value)),
      [],
    );
  });

  test('come from the names that people give, not from those that Figma does', () => {
    for (const given of ['Frame 12', 'Rectangle 3', 'Group', 'Star 1', ' ']) {
      assert.ok(!isTelling(given), given);
    }
    assert.ok(isTelling('Coffee'));
    assert.equal(ideaFrom(read('Coffee')), 'coffee');
    assert.equal(ideaFrom(read('cat / dog')), 'cat and dog');
    assert.equal(ideaFrom(read('xyzzyq')), null);
  });
});

test('arrow keys go through a menu in a circle, letters to the next that begins so', () => {
  const items = ['red', 'blue', 'brown'].map((label) => ({ label }));
  assert.equal(targetOf('ArrowDown', 2, items), 0);
  assert.equal(targetOf('ArrowUp', 0, items), 2);
  assert.equal(targetOf('b', 1, items), 2);
  assert.equal(targetOf('b', 2, items), 1);
  assert.equal(targetOf('x', 1, items), 1);
  assert.equal(targetOf('Tab', 1, items), null);
});

test('arrow keys go from tile to tile and from row to row', () => {
  const tiles = [0, 1, 2, 3, 4].map((i) => ({
    offsetLeft: 70 * (i % 3),
    offsetTop: 80 * Math.floor(i / 3),
  }));
  assert.equal(targetAmong(tiles, 1, 'ArrowDown'), 4);
  assert.equal(targetAmong(tiles, 2, 'ArrowDown'), 4); // the nearest of a shorter row
  assert.equal(targetAmong(tiles, 4, 'ArrowUp'), 1);
  assert.equal(targetAmong(tiles, 0, 'ArrowLeft'), -1);
  assert.equal(targetAmong(tiles, -1, 'ArrowDown'), 0);
});

test('a thumbnail is cut out of the sheet at any size; things without one are told', () => {
  const cells = new Map(Array.from({ length: 45 }, (_, i) => [`thing ${i}`, i]));
  const sheet = { url: 'blob:x', edge: 48, columns: 40, cells };
  assert.deepEqual(cellOf(sheet, 'thing 41', 24), {
    width: '24px',
    height: '24px',
    backgroundImage: 'url(blob:x)',
    backgroundSize: '960px 48px',
    backgroundPosition: '-24px -24px',
  });
  assert.equal(cellOf(sheet, 'nothing', 24), null);
});

describe('the help', () => {
  test('has prompts that are understood, every word of them', () => {
    for (const [prompt] of HELP.prompts) assert.deepEqual(read(prompt).report, [], prompt);
  });
});

describe('a clip on hover', () => {
  function played() {
    const store = createStore();
    const asked: { prompt: string; settle: (clip: Clip | null) => void }[] = [];
    const shown: number[] = []; // frames that were there
    let cancelled = 0;
    const client: Client = {
      load: () => {},
      skeleton: async () => null,
      variations: async () => [],
      another: async () => ({}),
      exportAs: async () => null,
      recipe: async () => null,
      generate: ({ prompt }, onProgress) =>
        new Promise((settle) => {
          asked.push({ prompt, settle });
          for (const index of [0, 1])
            void onProgress({ stage: 'encode', fraction: 0, secondsLeft: 0, frame: frame(index) });
        }),
      cancel: () => {
        cancelled += 1;
        asked.at(-1)?.settle(null);
      },
    };
    const player = createPlayer({ client, store, dataUrl: async () => 'data:,' });
    const ready = () => store.dispatch({ type: 'loaded', loaded: {} as Loaded });
    const show = ({ pictures }: Reel) => void shown.push(pictures.filter((one) => one).length);
    return { store, player, asked, shown, show, ready, cancels: () => cancelled };
  }
  const picture = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
  const frame = (index: number): PreviewFrame => ({ index, of: 2, loopMs: 100, picture });
  const clip = { gif: new Uint8Array([71]) } as Clip;
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('shows its frames as they come, is drawn once, and kept', async () => {
    const { player, asked, shown, show, ready } = played();
    ready();
    const first = player.play('cat', show);
    asked[0]?.settle(clip);
    assert.equal(await first, 'data:,');
    assert.equal(await player.play('cat', show), 'data:,');
    assert.deepEqual(
      asked.map(({ prompt }) => prompt),
      ['cat'],
    );
    assert.deepEqual(shown, [1, 2]);
  });

  test('is given up when the pointer leaves or goes to the next', async () => {
    const { player, asked, show, ready, cancels } = played();
    ready();
    const first = player.play('cat', show);
    const second = player.play('dog', show);
    assert.equal(await first, null);
    player.leave();
    assert.equal(await second, null);
    player.leave(); // nothing plays: nothing is cancelled
    assert.deepEqual([asked.length, cancels()], [2, 2]);
  });

  test('makes way for a clip that is asked for, and begins behind it where it is still looked at', async () => {
    const { player, store, asked, show, ready, cancels } = played();
    const early = player.play('cat', show); // the engine gets ready
    assert.equal(asked.length, 0);
    ready();
    await turn();
    assert.equal(asked.length, 1);
    const requests = requestsOf({ ...freshForm, prompt: 'a rocket' }, { sizes: [], matte: null });
    store.dispatch({ type: 'started', id: 1, requests, quiet: false });
    assert.equal(await early, null);
    const left = player.play('dog', show);
    player.leave();
    assert.equal(await left, null);
    const looked = player.play('dog', show);
    assert.deepEqual([asked.length, cancels()], [1, 1]); // the one asked for is not cancelled
    store.dispatch({ type: 'stopped', id: 1, problem: null });
    await turn();
    asked[1]?.settle(clip);
    assert.equal(await looked, 'data:,');
    assert.deepEqual([asked.length, cancels()], [2, 1]);
  });
});
