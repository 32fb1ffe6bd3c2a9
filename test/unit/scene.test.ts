/** What prompts are taken to ask for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PromptError } from '../../worker/request';
import type { Scene } from '../../worker/scene';
import { LIMIT, parse, tell } from '../support/vocabulary';

const [RED, BLUE, ORANGE, PINK] = ['#e5322e', '#2d6fe0', '#f5871f', '#f26bb0'];

/** Checks prompts against the layers they should be told as. */
function asks(table: Record<string, string[]>, relation: Scene['relation'] = 'beside') {
  for (const [prompt, layers] of Object.entries(table)) {
    const scene = parse(prompt);
    assert.deepEqual(
      scene.layers.map((layer) => tell(layer)),
      layers,
      prompt,
    );
    if (layers.length > 1) assert.equal(scene.relation, relation, prompt);
  }
}

describe('a prompt of one thing', () => {
  test('is one layer of its known words, in the order typed', () => {
    asks({
      'a cat bouncing': ['cat (cat bouncing) bouncing'],
      'jumping pussycats!': ['cat (jumping pussycat) bouncing'],
      'rain cloud': ['rain (rain cloud)'],
      'cloud rain': ['rain (cloud rain)'],
      'bouncing, a cat': ['cat (bouncing cat) bouncing'],
      'an arrow sliding left and right': ['arrow (arrow sliding left right) sliding'],
      'sliding left and right: a cat': ['cat (sliding left right cat) sliding'],
      'an arrow sliding from left to right': ['arrow (arrow sliding left right) sliding'],
    });
  });

  test('may have a colour, a size and a number, said in any order', () => {
    asks({
      'a blue apple': [`apple (apple) ${BLUE}`],
      'apple, blue': [`apple (apple) ${BLUE}`],
      'a dark blue cat spinning': [`cat (cat spinning) spinning dark ${BLUE}`],
      'a cat in orange': [`cat (cat) ${ORANGE}`],
      'a sky-blue dog': ['dog (dog) #6cc0f5'],
      'a #7C3AED cat, #f80': ['cat (cat) #7c3aed'],
      'a dark #f80 cat': ['cat (cat) dark #ff8800'],
      'tiny blue-coloured cat': [`cat (cat) ${BLUE} small`],
      'a huge dog': ['dog (dog) big'],
      'three cats': ['3 cat (cat)'],
      'a pair of dogs': ['2 dog (dog)'],
      cats: ['cat (cat)'],
    });
  });

  test('is called by its name before anything is said about it', () => {
    asks({
      'red heart': ['heart (red heart)'],
      'a heart, red': ['heart (heart red)'],
      'dark red apple': [`apple (red apple) dark ${RED}`],
      'a black cat': ['black cat (black cat)'],
      'two hearts': ['two hearts (two hearts)'],
      'two pink hearts': [`two hearts (two hearts) ${PINK}`],
      'three hearts': ['3 heart (heart)'],
      hearts: ['two hearts (hearts)'],
      orange: ['orange (orange)'],
      'a blue orange': [`orange (orange) ${BLUE}`],
      'an orange cat': [`cat (cat) ${ORANGE}`],
      'a light': ['light bulb (light)'],
      'light blue cat': [`cat (cat) light ${BLUE}`],
      'a pair of glasses': ['glasses (glasses)'],
      'a flat shoe': ['flat shoe (flat shoe)'],
    });
  });

  test('has a style and moves by itself where the model can', () => {
    asks({
      'a glossy cat': ['cat (glossy cat)'],
      'burning fire': ['fire (burning fire alive) alive'],
      burning: ['fire (burning fire alive) alive'],
      'small blue burning': [`fire (burning fire alive) alive ${BLUE} small`],
      'a living cat': ['cat (living cat) alive'],
      'a dragon breathing fire': ['dragon (dragon breathing fire alive) alive'],
      'a waving hand': ['hand (waving hand alive) alive'],
      'a burning fire spinning': ['fire (fire spinning) spinning'],
      'a living apple': ['apple (apple)'],
      'a spinner': ['spinner (spinner alive) alive'],
      'a blue loading spinner bouncing': [`spinner (loading spinner alive) alive ${BLUE} accented`],
      'a spinner, still': ['spinner (spinner still) still'],
    });
    assert.deepEqual(parse('a living apple').ignored, ['living']);
    assert.deepEqual(parse('a spinner bouncing').ignored, ['bouncing']);
  });
});

describe('a prompt of several things', () => {
  test('is a layer for each, from left to right', () => {
    asks({
      'a cat and a dog': ['cat (cat)', 'dog (dog)'],
      'cat, dog': ['cat (cat)', 'dog (dog)'],
      'a cat + two dogs': ['cat (cat)', '2 dog (dog)'],
      'a dog next to a small cat': ['dog (dog)', 'cat (cat) small'],
      'a cat to the left of a dog': ['cat (cat)', 'dog (dog)'],
      'a cat to the right of a dog': ['dog (dog)', 'cat (cat)'],
      'a black cat and a red heart': ['black cat (black cat)', 'heart (red heart)'],
      'a red cat and a blue cat': [`cat (cat) ${RED}`, `cat (cat) ${BLUE}`],
    });
  });

  test('or from top to bottom', () => {
    asks(
      {
        'a sun above a dog': ['sun (sun)', 'dog (dog)'],
        'a cat on top of the dog': ['cat (cat)', 'dog (dog)'],
        'a cat on a dog': ['cat (cat)', 'dog (dog)'],
        'a dog below the sun': ['sun (sun)', 'dog (dog)'],
        'a cat under an apple': ['apple (apple)', 'cat (cat)'],
      },
      'above',
    );
  });

  test('is one thing where it is the name of one', () => {
    asks({
      'salt and pepper': ['salt (salt pepper)'],
      'cloud with rain': ['rain (cloud rain)'],
      'the sun behind a cloud': ['partly cloudy (sun behind cloud)'],
      'a face with hand over mouth': ['giggle (face hand over mouth)'],
      'a sun next to a cloud': ['sun (sun)', 'cloud (cloud)'],
    });
  });

  test('shares the movement said last, and the style', () => {
    asks({
      'a cat and a dog bouncing': ['cat (cat bouncing) bouncing', 'dog (dog bouncing) bouncing'],
      'a cat and a dog, both spinning': [
        ...['cat (cat spinning) spinning', 'dog (dog spinning) spinning'],
      ],
      'a cat bouncing and a dog': ['cat (cat bouncing) bouncing', 'dog (dog)'],
      'a cat bouncing and a dog spinning': [
        ...['cat (cat bouncing) bouncing', 'dog (dog spinning) spinning'],
      ],
      'a dog and a fire burning': ['dog (dog)', 'fire (fire burning alive) alive'],
      'a hand and a cat waving': ['hand (hand alive) alive', 'cat (cat waving) swinging'],
      'a 3d cat and a dog bouncing': [
        ...['cat (3d cat bouncing) bouncing', 'dog (dog bouncing 3d) bouncing'],
      ],
    });
  });

  test('leaves nothing out without a reason', () => {
    assert.deepEqual(parse('a blue-coloured cat and a dog, both spinning').ignored, []);
  });

  test('shows at most two subjects and four things, and names the others', () => {
    asks({
      'a cat, a dog and a sun': ['cat (cat)', 'dog (dog)'],
      'five cats': ['4 cat (cat)'],
      'three cats and two dogs': ['3 cat (cat)', 'dog (dog)'],
      'four cats and a dog': ['4 cat (cat)'],
    });
    const ignored = (prompt: string) => parse(prompt).ignored;
    assert.deepEqual(ignored('a cat, a dog and a sun bouncing'), ['sun']);
    assert.deepEqual(ignored('five cats'), ['five']);
    assert.deepEqual(ignored('three cats and two dogs'), ['two']);
    assert.deepEqual(ignored('four cats and a dog'), ['dog']);
  });
});

describe('words', () => {
  test('that are unknown are reported once, with the nearest known ones', () => {
    const { layers, unknown } = parse('a cta, cta, dog in purpel');
    assert.deepEqual(
      layers.map((layer) => tell(layer)),
      ['dog (dog)'],
    );
    assert.deepEqual(unknown, [
      { word: 'cta', nearest: ['cat'] },
      { word: 'purpel', nearest: ['purple'] },
    ]);
  });

  test('that mean a known name are drawn as it, unless something else is named', () => {
    asks({ 'a pup and a sorbet': ['dog (dog)', 'ice cream (ice cream)'] });
    const busy = parse('a cat happily bouncing');
    assert.deepEqual([busy.understood, busy.ignored], [[], ['happily']]);
    const { understood } = parse('a blue pup, a pup');
    assert.deepEqual(understood, [{ word: 'pup', as: 'dog' }]);
    assert.deepEqual(parse('burning').understood, [{ word: 'burning', as: 'fire' }]);
    assert.deepEqual(parse('burning fire').understood, []);
    const turning = parse('burning, spinning'); // it does not burn then, but that is why it is a fire
    assert.deepEqual(
      [turning.understood, turning.ignored],
      [[{ word: 'burning', as: 'fire' }], []],
    );
  });

  test('beyond as many as the model reads are named, those without a part in the picture first', () => {
    const { layers, ignored } = parse(
      'mouth pepper shoe left right loading breathing cat bouncing',
    );
    assert.equal(layers[0]!.words.length, LIMIT);
    assert.equal(layers[0]!.motion, 3);
    assert.deepEqual(ignored, ['breathing']);
  });

  test('that leave nothing to draw are refused in one sentence', () => {
    const refusals: [string, RegExp][] = [
      ['', /names nothing to draw/],
      ['the a !', /names nothing to draw/],
      ['teal', /names nothing to draw/],
      ['bouncing', /names nothing to draw/],
      ['glossy, spinning left and right', /names nothing to draw/],
      ['zzzzzz', /^The model does not know “zzzzzz”\.$/],
      ['doog qqqqqq', /“doog”, “qqqqqq”\. Did you mean dog\?$/],
      ['<pad>', /does not know “pad”/],
    ];
    for (const [prompt, message] of refusals) {
      assert.throws(
        () => parse(prompt),
        (error) => error instanceof PromptError && message.test(error.message),
        prompt,
      );
    }
  });
});
