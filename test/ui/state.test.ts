/** What the panel makes of messages, requests and events, without a browser. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { StoredRequest } from '../../plugin/protocol';
import { readMessage } from '../../ui/link/channel';
import { readNumber } from '../../ui/number';
import {
  formOf,
  freshForm,
  readHex,
  readSeed,
  requestsOf,
  sameRequests,
  storedOf,
} from '../../ui/request';
import { type Action, initial, type Result, type State } from '../../ui/state';
import { reduce } from '../../ui/store';
import { announcement, factsOf } from '../../ui/tell';
import { type Clip, LIMITS, type Picture, type Progress, type Remark } from '../../worker/api';

const form = { ...freshForm, prompt: ' a cat ' };
const nothing = { sizes: [], matte: '#ffffff' };
const requests = requestsOf(form, nothing);
const [request] = requests;
const selection = {
  name: null,
  new: { ...nothing, hint: 'Insert adds a layer.', nodeIds: [] },
  fill: null,
  replace: null,
};
const canvas = { follow: false, density: 2, width: 320, height: 240 } as const;
const settings = { background: '#ff8800', canvas, engine: 'wasm' } as const;
const stored: StoredRequest = storedOf(request, 'flashvideo 1');
const after = (...actions: Action[]): State => actions.reduce(reduce, initial);

describe('a request', () => {
  test('made from a stored one is that one again', () => {
    const ground = { sizes: [{ width: 50, height: 20 }], matte: '#000000' }; // selected meanwhile
    for (const one of [
      stored,
      { ...stored, padding: 12, best: true, width: 30, height: 900, seconds: 0.5 },
    ]) {
      const again = requestsOf(formOf(one), ground);
      assert.deepEqual(
        again.map((each) => storedOf(each, 'flashvideo 1')),
        [one],
      );
    }
  });

  test('from any stored one stays within the limits', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const anything = fc.record({
      ...{ prompt: fc.string({ maxLength: 400 }), background: fc.string(), model: fc.string() },
      seed: number,
      width: number,
      height: number,
      seconds: number,
      fps: number,
    });
    fc.assert(
      fc.property(anything, (one) => {
        const [made] = requestsOf(formOf(one), { sizes: [], matte: 'no colour' });
        const { prompt, width, height, seconds, fps, seed, background, matte } = made;
        assert.ok(prompt.length <= LIMITS.promptLength);
        for (const [value, { min, max }] of [
          [width, LIMITS.edge],
          [height, LIMITS.edge],
          [seconds, LIMITS.seconds],
          [fps, LIMITS.fps],
        ] as const) {
          assert.ok(value >= min && value <= max);
        }
        assert.ok(Number.isInteger(width) && Number.isInteger(height));
        assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
        assert.match(background, /^(transparent|#[0-9a-f]{6})$/);
        assert.equal(matte, background === 'transparent' ? null : background);
      }),
    );
  });

  test('made with a seed by an earlier version keeps it, and one that is none is not taken', () => {
    assert.equal(readSeed(String(LIMITS.seed.max)), LIMITS.seed.max);
    assert.equal(readSeed(String(LIMITS.seed.max + 1)), null);
  });

  test('takes the ground as matte, and what lies under the clip when it is transparent', () => {
    const matteOf = (one: typeof form, matte: string | null) =>
      requestsOf(one, { sizes: [], matte })[0].matte;
    assert.equal(matteOf({ ...form, background: '#ff8800' }, '#123456'), '#ff8800');
    assert.equal(matteOf(form, '#123456'), '#123456');
    assert.equal(matteOf(form, null), null);
  });

  test('leaves the aspect to the prompt where neither a layer nor a canvas was chosen', () => {
    const sizes = fc.array(fc.constant({ width: 160, height: 90 }), { maxLength: 2 });
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), sizes, (framed, follow, found) => {
        const one = { ...form, framed, canvas: { ...form.canvas, follow } };
        const free = !framed && !(follow && found.length > 0);
        for (const each of requestsOf(one, { sizes: found, matte: null }))
          assert.equal(each.free, free);
      }),
    );
    assert.ok(formOf(stored).framed); // a layer's clip stays as it is
  });

  test('differs when any of its fields does', () => {
    assert.ok(sameRequests(requests, [{ ...request }]));
    assert.ok(!sameRequests(requests, [{ ...request, seed: 1 }]));
    assert.ok(!sameRequests(requests, [request, request]));
  });
});

describe('what is typed', () => {
  test('is a number brought within the limits, with a point or a comma', () => {
    const texts = ['0.5', ' 2,25', '99', '-1'].map((text) => readNumber(text, LIMITS.seconds));
    assert.deepEqual(texts, [0.5, 2.25, 6, 0.3]);
    assert.deepEqual(
      ['', 'wide', '1.2.3'].map((text) => readNumber(text, LIMITS.edge)),
      [null, null, null],
    );
  });

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
    const best = { ...stored, best: 'yes' };
    const edit = { ...open, opening: { kind: 'edit', nodeId: '1:2', request: best } };
    assert.equal(readMessage(edit), null);
    fc.assert(fc.property(fc.anything(), (junk) => readMessage(junk) === null));
  });
});

describe('the panel', () => {
  const progress: Progress = { stage: 'tokens', fraction: 0.5, secondsLeft: 1 };
  const picture: Picture = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
  const clip = { engine: 'wasm', report: [] as Remark[] } as Clip;
  const result: Result = {
    made: [{ clip, request }],
    reel: { request, of: 1, loopMs: 1, pictures: [] },
    model: 'flashvideo 1',
  };

  test('opens with the settings of last time, or with the prompt of the layer', () => {
    const message = { type: 'open', settings, selection, editor: 'figma' } as const;
    const menu = after({ type: 'opened', message: { ...message, opening: { kind: 'menu' } } });
    assert.deepEqual(
      [menu.form.background, menu.form.canvas, menu.choice, menu.target],
      ['#ff8800', canvas, 'wasm', null],
    );
    const look = { zoom: 2, ground: 'dark' } as const;
    const kept = { ...settings, fps: 25, padding: 1000, best: true, look };
    const again = after({
      type: 'opened',
      message: { ...message, settings: kept, opening: { kind: 'menu' } },
    });
    const { fps, padding, best } = again.form;
    assert.deepEqual([fps, padding, best, again.look], [25, LIMITS.padding.max, true, look]);
    const opening = { kind: 'edit', nodeId: '1:2', request: stored } as const;
    const edit = after({ type: 'opened', message: { ...message, opening } });
    assert.deepEqual([edit.form, edit.target], [formOf(stored), '1:2']);
  });

  test('collects key frames in their places', () => {
    const at = (index: number): Action => ({
      type: 'progressed',
      id: 1,
      progress: { ...progress, keyFrame: { index, of: 3, picture } },
    });
    const state = after({ type: 'started', id: 1, requests, quiet: false }, at(0), at(2));
    assert.deepEqual(state.job?.keyFrames, [picture, null, picture]);
  });

  test('ignores what belongs to a clip that was given up', () => {
    const running = after(
      { type: 'started', id: 1, requests, quiet: false },
      { type: 'started', id: 2, requests, quiet: false },
    );
    const late: Action[] = [
      { type: 'progressed', id: 1, progress },
      { type: 'made', id: 1, result },
      { type: 'stopped', id: 1, problem: 'Too late.' },
      { type: 'inserted', id: 1, message: 'Too late.' },
    ];
    for (const action of late) assert.equal(reduce(running, action), running);
  });

  test('offers no clip of before when a prompt is cancelled or fails, and keeps the one that was only to change', () => {
    const made = after(
      { type: 'started', id: 1, requests, quiet: false },
      { type: 'made', id: 1, result },
    );
    const started = reduce(made, { type: 'started', id: 2, requests, quiet: false });
    const cancelled = reduce(started, { type: 'stopped', id: 2, problem: null });
    assert.deepEqual([cancelled.job, cancelled.notice, cancelled.result], [null, null, null]);
    const failed = reduce(started, { type: 'stopped', id: 2, problem: 'It failed.' });
    assert.deepEqual(failed.notice, { tone: 'bad', text: 'It failed.' });
    assert.equal(failed.result, null);
    const changing = reduce(made, { type: 'started', id: 3, requests, quiet: true });
    const unchanged = reduce(changing, { type: 'stopped', id: 3, problem: 'It failed.' });
    assert.deepEqual([unchanged.result, unchanged.notice?.tone], [result, 'bad']);
  });

  const rockt: Remark = { words: 'rockt', from: 2, to: 7, why: 'unknown', nearest: ['rocket'] };
  const cute: Remark = { words: 'cute', from: 8, to: 12, why: 'not drawn' };
  const pup: Remark = { words: 'pup', from: 13, to: 16, why: 'meant', as: 'dog' };
  const typed: Action = { type: 'edited', form: { prompt: ' a rockt cute pup' } };
  const remarked = { ...request, prompt: 'a rockt cute pup' };
  const started: Action = { type: 'started', id: 1, requests: [remarked], quiet: false };
  const madeWith = (...report: Remark[]): Action => {
    const made: Result['made'] = [{ clip: { ...clip, report }, request: remarked }];
    return { type: 'made', id: 1, result: { ...result, made } };
  };
  const words = ({ remarks, form }: State) =>
    remarks.map(({ from, to }) => form.prompt.slice(from, to));

  test('keeps remarks at their words in the field until these are gone or the next clip starts', () => {
    const made = after(typed, started, madeWith(rockt, cute, pup));
    assert.deepEqual(words(made), ['rockt', 'cute', 'pup']); // the field has a space before
    const edited = reduce(made, { type: 'edited', form: { prompt: 'a red rocket cute pup' } });
    assert.deepEqual(words(edited), ['cute', 'pup']);
    assert.deepEqual(words(reduce(edited, { type: 'edited', form: { fps: 25 } })), words(edited));
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

  test('tells a screen reader once what became of a prompt', () => {
    const heard = after(typed, started, madeWith(cute));
    assert.match(announcement(heard), /is ready\. Not drawn: cute\.$/);
    assert.equal(announcement(reduce(heard, { type: 'edited', form: { padding: 3 } })), '');
    const quiet = reduce(heard, { type: 'started', id: 2, requests, quiet: true });
    assert.equal(announcement(quiet), '');
    const again = reduce(quiet, { type: 'made', id: 2, result });
    assert.equal(announcement(again), '');
  });

  test('says how many sizes there are', () => {
    const gif = new Uint8Array(1500);
    const sized = { ...clip, gif, width: 320, height: 240, frames: 16, loopMs: 1330 };
    const made = { clip: sized, request };
    const facts = '16 frames · 1.3 s loop · 2 KB';
    assert.equal(factsOf({ ...result, made: [made] }), `320 × 240 · ${facts}`);
    assert.equal(factsOf({ ...result, made: [made, made] }), `320 × 240 and 1 more · ${facts}`);
  });

  const onGpu: Action = {
    type: 'loaded',
    loaded: {
      engine: 'webgpu',
      reason: 'Runs on WebGPU.',
      model: { name: 'flashvideo', version: '1' },
      examples: [],
      motions: [],
      styles: [],
      loadMs: 1,
    },
  };

  test('says so when another engine finished the clip', () => {
    const state = after(
      onGpu,
      { type: 'started', id: 1, requests, quiet: false },
      { type: 'made', id: 1, result },
    );
    assert.ok(state.engine.kind === 'ready');
    assert.equal(state.engine.loaded.engine, 'wasm');
    assert.match(state.engine.loaded.reason, /GPU went away/);
  });

  test('takes best quality, which is drawn on WASM, for no loss of the GPU', () => {
    const best = { ...result, made: [{ clip, request: { ...request, best: true } }] };
    const state = after(
      onGpu,
      { type: 'started', id: 1, requests, quiet: false },
      { type: 'made', id: 1, result: best as Result },
    );
    assert.ok(state.engine.kind === 'ready');
    assert.equal(state.engine.loaded.reason, 'Runs on WebGPU.');
  });
});
