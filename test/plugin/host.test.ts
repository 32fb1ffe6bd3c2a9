/** The stand-in host is as strict as Figma: what it lets through would work there too. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import { cloneMessage } from '../tools/host/clone';
import { createDocument, type Editor } from '../tools/host/document';
import { runCommand } from '../tools/host/host';
import { gif, manifest, turns } from './stage';

/** Runs `code` as the plugin; it answers through figma.ui, or by what it does not catch. */
async function play(code: string, editor: Editor = 'figma') {
  const document = createDocument(editor);
  const answers: unknown[] = [];
  const run = await runCommand(
    {
      document,
      manifest,
      code: `figma.showUI('<p>'); const answer = (a) => figma.ui.postMessage({ a });
        const attempt = (f) => { try { return f() } catch (e) { return String(e.message) } };
        ${code}`,
      html: '<p>',
      newModule: () => newQuickJSWASMModule(),
      ui: {
        show: () => undefined,
        post: (message) => answers.push((message as { a: unknown }).a),
        resize: () => undefined,
        corner: () => ({ x: 0, y: 0 }),
        close: () => undefined,
      },
    },
    'generate',
  );
  await turns(() => answers.length > 0 || run.errors.length > 0, 'an answer or an error');
  return { answer: answers[0], answers, errors: run.errors, document, run };
}

const answerTo = async (expression: string, editor?: Editor) =>
  (await play(`answer(attempt(() => (${expression})))`, editor)).answer;

describe('the plugin’s realm', () => {
  test('has the globals of the typings and of ES2020, and no others', async () => {
    const absent =
      'TextEncoder TextDecoder atob btoa URL crypto window self document navigator ' +
      'performance queueMicrotask structuredClone WeakRef XMLHttpRequest WebSocket process require';
    const present =
      'console setTimeout clearTimeout setInterval clearInterval fetch __html__ ' +
      '__uiFiles__ figma Promise Uint8Array Proxy';
    const types = (names: string) => `'${names}'.split(' ').filter((n) => n in globalThis)`;
    assert.deepEqual(await answerTo(types(absent)), []);
    assert.equal(((await answerTo(types(present))) as string[]).join(' '), present);
  });

  test('reaches no network', async () => {
    const { answer } = await play("fetch('https://example.com').catch((e) => answer(e.message))");
    assert.match(String(answer), /networkAccess: none/);
  });

  test('reports what the plugin does not catch, in promises too', async () => {
    assert.match((await play("throw new Error('lost')")).errors.join(), /lost/);
    const { errors } = await play("figma.on('run', async () => { throw new Error('astray') })");
    assert.match(errors.join(), /astray/);
  });
});

describe('the figma object', () => {
  test('refuses by name what it does not model, on every object', async () => {
    assert.match(
      String(await answerTo('figma.createEllipse()')),
      /figma\.createEllipse is not modelled/,
    );
    const node = 'figma.createRectangle().effects';
    assert.match(String(await answerTo(node)), /RECTANGLE node\.effects is not modelled/);
    assert.match(String(await answerTo("figma.command = 'x'")), /Cannot assign/);
  });

  test('refuses the sync calls that dynamic-page forbids', async () => {
    assert.match(String(await answerTo("figma.getNodeById('1:1')")), /dynamic-page/);
    assert.match(String(await answerTo('figma.currentPage = figma.currentPage')), /dynamic-page/);
  });

  test('hands out fills as copies', async () => {
    const code = `const r = figma.createRectangle(); r.fills.push(1); r.fills[0].visible = false;
      answer([r.fills.length, r.fills[0].visible])`;
    assert.deepEqual((await play(code)).answer, [1, undefined]);
  });

  test('keeps identity, prototypes of data, bytes and figma.mixed across the membrane', async () => {
    const code = `const r = figma.createRectangle();
      answer([figma.currentPage.children[0] === r, 'fills' in r, 'children' in r, figma.mixed ===
      figma.mixed, Array.isArray(r.fills), typeof figma.mixed])`;
    assert.deepEqual((await play(code)).answer, [true, true, false, true, true, 'symbol']);
  });

  test('has createGif in FigJam only, and names it in Slides', async () => {
    const editors: Editor[] = ['figma', 'figjam', 'slides', 'buzz'];
    const types = editors.map((editor) => answerTo('typeof figma.createGif', editor));
    assert.deepEqual(await Promise.all(types), ['undefined', 'function', 'function', 'undefined']);
    assert.match(String(await answerTo("figma.createGif('x')", 'slides')), /not supported/);
  });

  const limits: Record<string, [code: string, sentence: RegExp]> = {
    'images are GIFs': ['figma.createImage(Uint8Array.of(1, 2, 3))', /unsupported/],
    'images measure at most 4096 px': [
      `figma.createImage(Uint8Array.of(${gif(4097, 1)}))`,
      /large/,
    ],
    'fills name images that exist': [
      "figma.createRectangle().fills = [{ type: 'IMAGE', imageHash: 'x', scaleMode: 'FIT' }]",
      /no such image/,
    ],
    'pluginData takes 100 kB': [
      "figma.createRectangle().setPluginData('k', 'x'.repeat(100001))",
      /100 kB/,
    ],
    'relaunch buttons are those of the manifest': [
      "figma.createRectangle().setRelaunchData({ dance: '' })",
      /no relaunch button "dance"/,
    ],
    'notifications take 100 characters': ["figma.notify('x'.repeat(101))", /100 characters/],
    'only layers of the page are selected': [
      '(() => { const r = figma.createRectangle(); r.remove(); figma.currentPage.selection = [r] })()',
      /does not exist/,
    ],
    'a removed layer is gone': [
      '(() => { const r = figma.createRectangle(); r.remove(); r.x = 1 })()',
      /does not exist/,
    ],
    'messages carry no other binaries': ['figma.ui.postMessage(new ArrayBuffer(4))', /ArrayBuffer/],
    'messages carry no maps': ['figma.ui.postMessage({ m: new Map() })', /Map/],
  };
  for (const [rule, [code, sentence]] of Object.entries(limits)) {
    test(rule, async () => assert.match(String(await answerTo(code)), sentence));
  }

  test('clientStorage holds 5 MB', async () => {
    const code = `figma.clientStorage.setAsync('k', 'x'.repeat(5e6)).catch((e) => answer(e.message))`;
    assert.match(String((await play(code)).answer), /5 MB/);
  });

  test('layers cannot be put into instances', async () => {
    const { document, run, answers } = await play(`answer(0); figma.on('selectionchange', () =>
      answer(attempt(() => figma.currentPage.selection[0].appendChild(figma.createRectangle()))))`);
    document.select([document.add({ type: 'INSTANCE' })]);
    await turns(() => answers.length > 1, 'the second answer');
    assert.match(String(answers[1]), /New parent is an instance/);
    assert.deepEqual(run.errors, []);
  });
});

describe('the message channel', () => {
  test('copies plain data and bytes', () => {
    const message = { list: [1, 'two', null, { three: 3 }], bytes: Uint8Array.of(1, 2) };
    const copy = cloneMessage(message);
    assert.deepEqual(copy, message);
    assert.notEqual((copy as typeof message).bytes, message.bytes);
  });

  test('refuses by path everything that Figma’s channel refuses', () => {
    const refused = [
      new ArrayBuffer(1),
      new Uint16Array(1),
      new Uint8ClampedArray(1),
      new DataView(new ArrayBuffer(1)),
      new Blob([]),
      new Map(),
      () => 1,
      Symbol('s'),
      1n,
    ];
    for (const one of refused) {
      assert.throws(() => cloneMessage({ deep: [one] }), /^TypeError: message\.deep\[0\] is a /);
    }
  });
});
