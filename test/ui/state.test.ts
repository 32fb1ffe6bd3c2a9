/** What the panel makes of messages, requests and events, without a browser. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { StoredRequest } from '../../plugin/protocol';
import { readMessage } from '../../ui/channel';
import {
  anotherSeed,
  formOf,
  freshForm,
  readHex,
  readSeed,
  requestOf,
  sameRequest,
  storedOf,
} from '../../ui/request';
import { type Action, initial, reduce, type State } from '../../ui/state';
import { announcement } from '../../ui/view/words';
import {
  BEST_GUESS,
  type Clip,
  LIMITS,
  type Picture,
  type Progress,
  type Remark,
} from '../../worker/api';

const form = { ...freshForm, prompt: ' a cat ' };
const request = requestOf(form, '#ffffff');
const selection = { fillable: 0, hint: 'Insert adds a layer.', matte: '#ffffff' };
const settings = { background: '#ff8800', size: 256, engine: 'wasm' } as const;
const stored: StoredRequest = storedOf(request, 'flashvideo 1');
const after = (...actions: Action[]): State => actions.reduce(reduce, initial);

describe('a request', () => {
  test('made from a stored one is that one again', () => {
    for (const one of [stored, { ...stored, best: true }])
      assert.deepEqual(storedOf(requestOf(formOf(one), '#000000'), 'flashvideo 1'), one);
  });

  test('from any stored one stays within the limits', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const anything = fc.record({
      ...{ prompt: fc.string({ maxLength: 400 }), background: fc.string(), model: fc.string() },
      ...{ seed: number, size: number, frames: number, fps: number },
    });
    fc.assert(
      fc.property(anything, (one) => {
        const { prompt, size, frames, fps, seed, background } = requestOf(formOf(one), 'no colour');
        assert.ok(prompt.length <= LIMITS.promptLength);
        for (const [value, { min, max }] of [
          [size, LIMITS.size],
          [frames, LIMITS.frames],
          [fps, LIMITS.fps],
        ] as const) {
          assert.ok(Number.isInteger(value) && value >= min && value <= max);
        }
        assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
        assert.match(background, /^(transparent|#[0-9a-f]{6})$/);
      }),
    );
  });

  test('is greedy for the best guess and draws at random for any other seed', () => {
    assert.equal(requestOf({ ...form, seed: BEST_GUESS }, '#ffffff').temperature, 0);
    const seed = anotherSeed();
    assert.equal(readSeed(String(seed)), seed);
    assert.ok(requestOf({ ...form, seed }, '#ffffff').temperature > 0);
  });

  test('takes the ground as matte, and what lies under the clip when it is transparent', () => {
    assert.equal(requestOf({ ...form, background: '#ff8800' }, '#123456').matte, '#ff8800');
    assert.equal(requestOf(form, '#123456').matte, '#123456');
  });

  test('differs when any of its fields does', () => {
    assert.ok(sameRequest(request, { ...request }));
    assert.ok(!sameRequest(request, { ...request, seed: 1 }));
  });
});

describe('what is typed', () => {
  test('is a colour with three or six digits, with or without the sign', () => {
    assert.deepEqual(['#F80', 'ff8800', ' #FF8800 '].map(readHex), Array(3).fill('#ff8800'));
    assert.deepEqual(['', '#ff88', 'red', '#ff88001'].map(readHex), Array(4).fill(null));
  });
});

describe('a message of the plugin thread', () => {
  const open = { type: 'open', opening: { kind: 'menu' }, settings, selection, editor: 'figma' };

  test('comes through whole', () => {
    const edit = { ...open, opening: { kind: 'edit', nodeId: '1:2', request: stored } };
    const again = { kind: 'regenerate', targets: [{ nodeId: '1:2', request: stored }] };
    for (const message of [open, edit, { ...open, opening: again }]) {
      assert.deepEqual(readMessage(message), message);
    }
    const refused = { type: 'refused', id: 3, message: 'The file is read-only.' };
    assert.deepEqual(readMessage(refused), refused);
  });

  test('that lacks something, or is anything else, is turned down', () => {
    for (const key of Object.keys(open)) {
      assert.equal(readMessage({ ...open, [key]: undefined }), null, key);
    }
    fc.assert(fc.property(fc.anything(), (junk) => readMessage(junk) === null));
  });
});

describe('the panel', () => {
  const progress: Progress = { stage: 'tokens', fraction: 0.5, secondsLeft: 1 };
  const picture: Picture = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
  const result = {
    clip: { engine: 'wasm', report: [] as Remark[] } as Clip,
    request,
    url: 'data:,',
    model: 'flashvideo 1',
  };

  test('opens with the settings of last time, or with the prompt of the layer', () => {
    const message = { type: 'open', settings, selection, editor: 'figma' } as const;
    const menu = after({ type: 'opened', message: { ...message, opening: { kind: 'menu' } } });
    assert.deepEqual(
      [menu.form.background, menu.form.size, menu.choice, menu.target],
      ['#ff8800', 256, 'wasm', null],
    );
    const opening = { kind: 'edit', nodeId: '1:2', request: stored } as const;
    const edit = after({ type: 'opened', message: { ...message, opening } });
    assert.deepEqual([edit.form, edit.target], [formOf(stored), '1:2']);
  });

  test('collects key frames in their places', () => {
    const at = (index: number): Action => ({
      ...{ type: 'progressed', id: 1 },
      progress: { ...progress, keyFrame: { index, of: 3, picture } },
    });
    const state = after({ type: 'started', id: 1, request }, at(0), at(2));
    assert.deepEqual(state.job?.keyFrames, [picture, null, picture]);
  });

  test('ignores what belongs to a clip that was given up', () => {
    const running = after({ type: 'started', id: 1, request }, { type: 'started', id: 2, request });
    const late: Action[] = [
      { type: 'progressed', id: 1, progress },
      { type: 'made', id: 1, result },
      { type: 'stopped', id: 1, problem: 'Too late.' },
      { type: 'inserted', id: 1, message: 'Too late.' },
    ];
    for (const action of late) assert.equal(reduce(running, action), running);
  });

  test('keeps the last clip when the next one is cancelled or fails', () => {
    const made = after({ type: 'started', id: 1, request }, { type: 'made', id: 1, result });
    const started = reduce(made, { type: 'started', id: 2, request });
    const cancelled = reduce(started, { type: 'stopped', id: 2, problem: null });
    assert.deepEqual([cancelled.job, cancelled.notice, cancelled.result], [null, null, result]);
    const failed = reduce(started, { type: 'stopped', id: 2, problem: 'It failed.' });
    assert.deepEqual(failed.notice, { tone: 'bad', text: 'It failed.' });
    assert.equal(failed.result, result);
  });

  const rockt: Remark = { words: 'rockt', from: 2, to: 7, why: 'unknown', nearest: ['rocket'] };
  const cute: Remark = { words: 'cute', from: 8, to: 12, why: 'not drawn' };
  const pup: Remark = { words: 'pup', from: 13, to: 16, why: 'meant', as: 'dog' };
  const typed: Action = { type: 'edited', form: { prompt: ' a rockt cute pup' } };
  const remarked = { ...request, prompt: 'a rockt cute pup' };
  const started: Action = { type: 'started', id: 1, request: remarked };
  const madeWith = (...report: Remark[]): Action => {
    const clip = { ...result.clip, report };
    return { type: 'made', id: 1, result: { ...result, clip, request: remarked } };
  };
  const words = ({ remarks, form }: State) =>
    remarks.map(({ from, to }) => form.prompt.slice(from, to));

  test('keeps remarks at their words in the field until these are gone or the next clip starts', () => {
    const made = after(typed, started, madeWith(rockt, cute, pup));
    assert.deepEqual(words(made), ['rockt', 'cute', 'pup']); // the field has a space before
    const edited = reduce(made, { type: 'edited', form: { prompt: 'a red rocket cute pup' } });
    assert.deepEqual(words(edited), ['cute', 'pup']);
    assert.deepEqual(words(reduce(edited, { type: 'edited', form: { size: 64 } })), words(edited));
    assert.deepEqual(reduce(edited, started).remarks, []);
  });

  test('remarks on nothing that was typed over while the clip was drawn', () => {
    const typedOver: Action = { type: 'edited', form: { prompt: 'a rocket, a cute pup' } };
    assert.deepEqual(words(after(typed, started, typedOver, madeWith(rockt, cute, pup))), [
      'cute',
      'pup',
    ]);
  });

  test('offers known words instead of a sentence on why nothing was drawn', () => {
    const stop = { type: 'stopped', id: 1, problem: 'Nothing is known.' } as const;
    const offered = after(typed, started, { ...stop, report: [rockt, cute] });
    assert.deepEqual([words(offered), offered.notice], [['rockt', 'cute'], null]);
    const hopeless = after(typed, started, { ...stop, report: [{ ...rockt, nearest: [] }] });
    assert.deepEqual([words(hopeless), hopeless.notice?.text], [['rockt'], 'Nothing is known.']);
  });

  test('tells a screen reader what is not drawn as typed', () => {
    assert.match(
      announcement(after(typed, started, madeWith(cute, pup))),
      /^The animation of a rockt cute pup is ready\. “pup” is drawn as “dog”\. Not drawn: cute\.$/,
    );
    const offered = announcement(after(typed, started, madeWith(rockt)));
    assert.equal(offered, '“rockt” is unknown. Try rocket.');
  });

  test('says so when another engine finished the clip', () => {
    const model = { name: 'flashvideo', version: '1' };
    const ready: Action = {
      type: 'loaded',
      loaded: { engine: 'webgpu', reason: 'Runs on WebGPU.', model, examples: [], loadMs: 1 },
    };
    const state = after(
      ready,
      { type: 'started', id: 1, request },
      { type: 'made', id: 1, result },
    );
    assert.ok(state.engine.kind === 'ready');
    assert.equal(state.engine.loaded.engine, 'wasm');
    assert.match(state.engine.loaded.reason, /GPU went away/);
  });
});
