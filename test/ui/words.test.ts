/** Whatever the panel says is in ui/words/, and what the plugin thread says in its words.ts: read from the sources themselves. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type AnyNode, type Node, parse } from 'acorn';
import { transformSync } from 'esbuild';

const SAID = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label']; // by attributes
const PROSE = /\p{Lu}\p{Ll}+[,:]? \p{L}/u; // “Nothing is …”, wherever it stands

/** What a component or a function says by itself, where that is not for the console. */
function spoken(source: string, file: string): string[] {
  const { code } = transformSync(source, {
    loader: file.endsWith('x') ? 'tsx' : 'ts',
    jsxFactory: 'h',
    jsxFragment: 'F',
    charset: 'utf8',
  });
  const found = new Set<string>();
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  return [...found].map((text) => `${file}: ${text}`);

  function visit(node: AnyNode): void {
    if (node.type === 'CallExpression' && isOf(node.callee as AnyNode, 'console')) return;
    for (const text of textsOf(node)) if (PROSE.test(text)) found.add(text);
    if (node.type === 'CallExpression' && isNamed(node.callee as AnyNode, 'h')) {
      const [, attributes, ...children] = node.arguments as AnyNode[];
      const valued = attributes?.type === 'ObjectExpression' ? attributes.properties : [];
      const said = valued.flatMap((one) =>
        one.type === 'Property' && SAID.includes(nameOf(one.key as AnyNode))
          ? [one.value as AnyNode]
          : [],
      );
      for (const text of [...said, ...children].flatMap(outcomes).flatMap(textsOf)) {
        if (/\p{L}/u.test(text)) found.add(text);
      }
    }
    for (const child of childrenOf(node)) visit(child);
  }
}

const isNamed = (node: AnyNode, name: string) => node.type === 'Identifier' && node.name === name;
const isOf = (node: AnyNode, name: string) =>
  node.type === 'MemberExpression' && isNamed(node.object as AnyNode, name);
const nameOf = (key: AnyNode) =>
  key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value;
const childrenOf = (node: Node): AnyNode[] => Object.values(node).flat().filter(isNode);

/** What an expression may come to. */
function outcomes(node: AnyNode): AnyNode[] {
  if (node.type === 'ConditionalExpression')
    return [node.consequent, node.alternate].flatMap(outcomes);
  if (node.type === 'LogicalExpression') return [node.left, node.right].flatMap(outcomes);
  return [node];
}

function textsOf(node: AnyNode): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type !== 'TemplateLiteral') return [];
  return node.quasis.map(({ value }) => value.cooked ?? value.raw);
}

test('no text and no label of the panel bypasses its words', () => {
  const files = readdirSync('ui', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words'));
  assert.ok(sources.length > 50);
  const texts = sources.flatMap((path) => spoken(readFileSync(join('ui', path), 'utf8'), path));
  assert.deepEqual(texts, []);
});

test('no sentence of the plugin thread bypasses its words', () => {
  const files = readdirSync('plugin', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((path) => path.endsWith('.ts') && path !== 'words.ts');
  assert.ok(sources.length > 20);
  const texts = sources.flatMap((path) => spoken(readFileSync(join('plugin', path), 'utf8'), path));
  assert.deepEqual(texts, []);
});

test('a text, a label and a sentence that do are found', () => {
  const source = `
    const A = () => <p title={on ? 'Yes' : words.no}>{count} things{on && <b>{\`all \${n}\`}</b>}</p>;
    const b = () => { console.warn('Nobody reads this'); throw new Error('This cannot be.'); };
    const c = <i class="not said">{words.said} ×</i>;`;
  assert.deepEqual(spoken(source, 'a.tsx'), [
    'a.tsx: Yes',
    'a.tsx:  things',
    'a.tsx: all ',
    'a.tsx: This cannot be.',
  ]);
});
