/** The folder of the hosted edition: every file is listed with its hash, and nothing else is reached. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { bundlePlugin } from '../../build/bundle';
import { hostedFiles, hostedUrl } from '../../build/hosted';
import { type Files, sha256 } from '../../build/release';
import { readRuntime, readShippedModel, readTables } from '../../models/shipped';

const URL_OF_TEAM = 'https://design.example.com/flashvideo';

let files: Files;
let page: string;
before(async () => {
  files = await build();
  page = textOf('site/index.html');
});

async function build(): Promise<Files> {
  const [runtime, gpuRuntime] = await Promise.all([readRuntime('plain'), readRuntime('jspi')]);
  const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
  return hostedFiles(hostedUrl(URL_OF_TEAM), { runtime, gpuRuntime, model, tables });
}

const textOf = (path: string) => Buffer.from(files[path]!).toString();

describe('the site', () => {
  test('lists every file with its hash, but the page itself and the service worker', () => {
    const [, list] = /<script type="application\/json" id="files">(.*?)<\/script>/.exec(page)!;
    const sums = Object.entries(files)
      .filter(([path]) => path.startsWith('site/'))
      .map(([path, bytes]) => [path.slice('site/'.length), sha256(bytes)] as const)
      .filter(([path]) => path !== 'index.html' && path !== 'service-worker.js');
    assert.deepEqual(JSON.parse(list!).files, Object.fromEntries(sums));
    assert.ok(sums.length > 40);
  });

  test('runs no script but those whose hash the page holds, and evaluates no text', () => {
    const sri = (content: string) =>
      `sha256-${createHash('sha256').update(content).digest('base64')}`;
    const scripts = [...page.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)].map(
      ([, attributes, text]) => ({ attributes: attributes!, text: text! }),
    );
    const [guard, list, ui] = scripts;
    assert.equal(scripts.length, 3);
    assert.match(list!.attributes, /type="application\/json"/);
    assert.ok(ui!.attributes.includes(`integrity="${sri(textOf('site/ui.js'))}"`));
    const [, policy] = /content="(default-src[^"]*)"/.exec(page)!;
    assert.match(policy!, /^default-src 'none'; /);
    assert.match(policy!, /connect-src 'self';/);
    assert.ok(policy!.includes(`script-src 'self' '${sri(guard!.text)}' 'wasm-unsafe-eval';`));
  });

  test('is the same for the same content', async () => {
    const sums = (built: Files) =>
      Object.entries(built).map(([path, bytes]) => [path, sha256(bytes)]);
    assert.deepEqual(sums(await build()), sums(files));
  });
});

describe('the plugin beside it', () => {
  test('may reach its host alone, and opens the panel there', () => {
    const manifest = JSON.parse(textOf('plugin/manifest.json'));
    assert.deepEqual(manifest.networkAccess.allowedDomains, ['https://design.example.com']);
    assert.deepEqual(manifest.permissions, []);
    assert.ok(files[`plugin/${manifest.main}`]);
    assert.ok(textOf(`plugin/${manifest.ui}`).includes(`"${URL_OF_TEAM}/index.html"`));
    assert.ok(textOf('plugin/main.js').includes('"https://design.example.com"'));
  });

  test('the shipped one knows of no host', async () => {
    assert.doesNotMatch((await bundlePlugin([])).code, /https:\/\//);
  });
});

test('an address that no panel could be served from is refused in a sentence', () => {
  for (const address of ['http://design.example.com', 'design.example.com', '', 'https://a.b/?c']) {
    assert.throws(() => hostedUrl(address), {
      message: `--hosted should be the https address of a folder, such as https://design.example.com/flashvideo, and is “${address}”.`,
    });
  }
  assert.equal(hostedUrl(URL_OF_TEAM).href, `${URL_OF_TEAM}/`);
  assert.equal(hostedUrl(`${URL_OF_TEAM}/`).href, `${URL_OF_TEAM}/`);
});
