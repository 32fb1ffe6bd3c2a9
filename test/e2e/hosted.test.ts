/**
 * The hosted edition end to end: Figma's page and a team's host are two real https servers under their own names, and
 * the browser trusts the certificate that was made for them. No address is intercepted.
 */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { openPlayground, type Panel } from './playground';
import { BUILT, FIGMA, openTeam, TEAM } from './team';

let team: Awaited<ReturnType<typeof openTeam>>;
let site: (typeof team)['site'];

before(async () => {
  team = await openTeam();
  site = team.site;
});

after(() => team?.close());

/** On a fresh profile, with the site as it was built. */
async function play(act: (panel: Panel) => Promise<void>): Promise<void> {
  site.changed.clear();
  const panel = await openPlayground(team.browser, FIGMA, 'data', undefined, TEAM);
  try {
    await act(panel);
    assert.deepEqual([panel.requests, panel.errors], [[], []]);
  } finally {
    await panel.close();
  }
}

const frameOf = ({ page }: Panel) => page.frames().find((frame) => frame.url().startsWith(TEAM))!;

/** As the panel says it: what is only seen in the cache can be gone when the frame is closed. */
const kept = (panel: Panel) =>
  panel.ui.getByText(/^The next opening needs no network/).waitFor({ state: 'attached' });

async function drawn(panel: Panel, prompt: string): Promise<void> {
  const before = await panel.canvas.count();
  await panel.generate(prompt);
  await panel.button('Insert').click();
  await panel.ui
    .getByText(/^Added/)
    .first()
    .waitFor();
  assert.equal(await panel.canvas.count(), before + 1);
  const layer = await panel.canvas.selected();
  assert.equal(layer.name, prompt);
  assert.equal((await panel.canvas.gifOf(layer)).frames.length, 16);
}

/** Runs in each frame: in its workers a runtime of that many bytes traps when it has been called a few times. */
function trapLean(size: number) {
  const before = `{
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (source, imports) => {
      const made = await instantiate(source, imports);
      if (source.byteLength !== ${size}) return made;
      let calls = 0;
      const trapping = ([name, one]) => [name, typeof one !== 'function' ? one : (...given) => {
        calls += 1;
        if (calls > 9) throw new WebAssembly.RuntimeError('unreachable');
        return one(...given);
      }];
      const exports = Object.fromEntries(Object.entries(made.instance.exports).map(trapping));
      return { ...made, instance: { exports } };
    };
  }\n`;
  window.Blob = new Proxy(window.Blob, {
    construct(original, [parts, options]) {
      const code = options?.type === 'text/javascript';
      return Reflect.construct(original, [code ? [before, ...parts] : parts, options]);
    },
  });
}

const alter = (bytes: Buffer) => {
  const altered = Buffer.from(bytes);
  altered[altered.length >> 1]! ^= 1;
  return altered;
};

describe('the hosted edition', () => {
  test('draws and inserts, keeps itself, and does it all again without its host', async () => {
    await play(async (panel) => {
      site.asked.length = 0;
      await panel.open();
      await drawn(panel, 'a rocket bouncing');
      const { secure, gpu } = await frameOf(panel).evaluate(() => ({
        secure: isSecureContext,
        gpu: 'gpu' in navigator,
      }));
      assert.deepEqual([secure, gpu], [true, true]);
      const [worker] = panel.page.workers();
      assert.ok(await worker!.evaluate(() => isSecureContext && 'gpu' in navigator));
      await kept(panel);
      const twice = site.asked.filter((file, at) => site.asked.indexOf(file) < at);
      assert.deepEqual(twice.sort(), ['index.html', 'ui.js'], 'all else comes once');

      await site.down();
      site.asked.length = 0;
      await panel.open();
      await drawn(panel, 'a ghost floating');
      assert.deepEqual(site.asked, []);
      await site.up();
    });
  });

  for (const file of [
    'worker.js',
    'runtime-lean.wasm',
    'model/weights.bin',
    'tables/colours.txt',
  ]) {
    test(`refuses ${file} in a sentence when it is not as it was built`, async () => {
      await play(async (panel) => {
        site.changed.set(file, alter);
        await panel.command('Generate GIF…');
        const sentence = `${file} on flashvideo.example is not the file that FlashVideo was built with`;
        await panel.ui.getByText(sentence).first().waitFor();
        assert.equal(await panel.ui.getByText(/^Runs on/).count(), 0);
      });
    });
  }

  test('starts again with the whole runtime where the lean one lacks a function, without its host too', async () => {
    await play(async (panel) => {
      await panel.open();
      await kept(panel);
      await site.down();
      const { size } = statSync(`${BUILT}/site/runtime-lean.wasm`);
      await panel.page.addInitScript(trapLean, size);
      await panel.open();
      const told = panel.ui.getByText(/started again with the whole runtime/);
      await told.waitFor({ state: 'attached' });
      await drawn(panel, 'a star pulsing');
      await site.up();
    });
  });

  test('refuses its own script in a sentence when it is not as it was built', async () => {
    await play(async (panel) => {
      site.changed.set('ui.js', alter);
      await panel.command('Generate GIF…');
      await panel.ui
        .getByText(/^ui\.js did not come from flashvideo\.example, or is not/)
        .waitFor();
    });
  });

  test('fetches anew what was changed where it was kept', async () => {
    await play(async (panel) => {
      const spoil = (file: string) =>
        frameOf(panel).evaluate(async (name) => {
          const cache = await caches.open('flashvideo');
          const key = (await cache.keys()).find(({ url }) => url.includes(name))!;
          await cache.put(key, new Response('spoilt'));
        }, file);
      await panel.open();
      await kept(panel);
      for (const file of ['model/weights.bin', 'runtime-lean.wasm']) {
        await spoil(file);
        site.asked.length = 0;
        await panel.open();
        assert.ok(site.asked.includes(file));
      }

      await spoil('ui.js');
      await panel.command('Generate GIF…');
      await panel.ui.getByText(/^ui\.js did not come/).waitFor();
      await panel.open();
    });
  });

  test('opens as it was until all of a newer one is there', async () => {
    await play(async (panel) => {
      const title = () => frameOf(panel).title();
      const reopened = async () => {
        await panel.open();
        return title();
      };
      await panel.open();
      await kept(panel);
      const newer = (page: string) => page.replace('<title>FlashVideo', '<title>Newer');
      const broken = (page: string) => newer(page).replace(/("tables\/text.txt":")..../, '$10000');
      const serving = (change: (page: string) => string) =>
        site.changed.set('index.html', (bytes) => Buffer.from(change(bytes.toString())));

      serving(broken);
      const refused = panel.page.waitForEvent('console', (one) =>
        one.text().includes('tables/text.txt on flashvideo.example is not the file'),
      );
      assert.equal(await reopened(), 'FlashVideo');
      await refused;
      assert.equal(await reopened(), 'FlashVideo', 'what it lists is not what the host has');

      serving(newer);
      assert.equal(await reopened(), 'FlashVideo');
      await kept(panel);
      assert.equal(await reopened(), 'Newer');
    });
  });

  test('hears Figma’s page speak for its own plugin, and nobody else', async () => {
    await play(async (panel) => {
      await panel.open();
      const say = (pluginId: string, prompt: string) =>
        panel.page.evaluate(
          ([id, text]) => {
            const opening = { kind: 'edit', nodeId: '1:1', request: { prompt: text } };
            Object.assign(opening.request, { seed: 0, width: 64, height: 64, seconds: 1, fps: 12 });
            Object.assign(opening.request, { background: 'transparent', model: 'any' });
            const offer = { hint: '', nodeIds: [], sizes: [], matte: null };
            const selection = { name: null, new: offer, fill: null, replace: null };
            const canvas = { width: 64, height: 64, follow: false, density: 1 };
            const settings = { background: 'transparent', canvas, engine: 'auto' };
            const message = { type: 'open', opening, settings, selection, editor: 'figma' };
            const frame = document.querySelector<HTMLIFrameElement>('iframe')!.contentWindow!;
            frame.postMessage({ pluginMessage: message, pluginId: id }, '*');
          },
          [pluginId, prompt] as const,
        );
      const { id } = await panel.page.evaluate(async () =>
        (await fetch('/plugin/manifest.json')).json(),
      );
      await say('another', 'a cat sleeping');
      await say(id, 'a star pulsing');
      await frameOf(panel).waitForFunction(
        () => document.querySelector<HTMLInputElement>('input, textarea')?.value !== '',
      );
      assert.equal(await panel.prompt.inputValue(), 'a star pulsing');
    });
  });
});
