/** The bars around the canvas: commands, switches, layers, things to select and to break. */
import type { Editor, NodeRecord } from '../document';
import type { Manifest } from '../host';
import { STACKS, type Stack } from '../stacks';
import type { Playground } from './playground';

const EDITORS: Editor[] = ['figma', 'figjam', 'slides', 'buzz'];

/** Things to put on the canvas and try the plugin on. */
const SAMPLES: Record<string, Partial<NodeRecord> & { type: string }> = {
  rectangle: { type: 'RECTANGLE', width: 160, height: 120 },
  ellipse: { type: 'ELLIPSE', width: 128, height: 128 },
  star: { type: 'STAR', width: 128, height: 128 },
  frame: { type: 'FRAME', width: 240, height: 180 },
  'auto layout': { type: 'FRAME', layoutMode: 'VERTICAL', width: 160, height: 240 },
  section: { type: 'SECTION', width: 300, height: 220 },
  group: { type: 'GROUP', width: 120, height: 120 },
  instance: { type: 'INSTANCE', width: 120, height: 120 },
  text: { type: 'TEXT', name: 'Some text', width: 120, height: 24 },
};

interface Props {
  playground: Playground;
  manifest: Manifest;
}

export function TopBar({ playground, manifest }: Props) {
  const { switches } = playground;
  return (
    <header>
      <strong>Stand-in host</strong>
      <span class="aside">not Figma: it runs the built plugin as Figma would</span>
      {manifest.menu.map((item) => (
        <Command key={item.command} item={item} playground={playground} />
      ))}
      <Choice
        label="Editor"
        options={EDITORS}
        value={switches.editor}
        onChange={(editor) => playground.setEditor(editor as Editor)}
      />
      <Choice
        label="Frame"
        options={[...STACKS]}
        value={switches.stack}
        onChange={(stack) => playground.setStack(stack as Stack)}
      />
      <Choice
        label="Theme"
        options={['light', 'dark']}
        value={switches.theme}
        onChange={(theme) => playground.setTheme(theme as 'light' | 'dark')}
      />
    </header>
  );
}

function Command({ item, playground }: { item: Manifest['menu'][0]; playground: Playground }) {
  const [parameter] = item.parameters ?? [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = parameter && new FormData(event.currentTarget as HTMLFormElement).get('parameter');
    const given = parameter && text ? { [parameter.key]: String(text) } : undefined;
    void playground.start(item.command, given);
  };
  return (
    <form onSubmit={submit}>
      <button type="submit">{item.name}</button>
      {parameter && <input name="parameter" aria-label={parameter.name} placeholder="a prompt" />}
    </form>
  );
}

interface ChoiceProps {
  label: string;
  options: string[];
  value: string;
  onChange(value: string): void;
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}

export function SideBar({ playground, manifest }: Props) {
  const { document } = playground;
  const { nodes, page, selection } = document.state();
  return (
    <nav>
      <h2>Layers</h2>
      <ul class="layers">
        {nodes[page]?.children.map((id) => (
          <LayerRow key={id} id={id} playground={playground} />
        ))}
      </ul>
      <div class="row">
        <button type="button" onClick={() => document.undo()}>
          Undo
        </button>
        <button type="button" onClick={() => removeSelected(playground)}>
          Delete
        </button>
        <button type="button" onClick={() => lockSelected(playground)}>
          Lock
        </button>
      </div>
      <Relaunch playground={playground} manifest={manifest} selection={selection} />
      <h2>Add</h2>
      <div class="row">
        {Object.entries(SAMPLES).map(([name, sample]) => (
          <button key={name} type="button" onClick={() => addSample(playground, sample)}>
            {name}
          </button>
        ))}
      </div>
      <h2>Break</h2>
      {(['readOnly', 'storageFull', 'createImage'] as const).map((name) => (
        <label key={name} class="row">
          <input
            type="checkbox"
            checked={document.failures[name]}
            onChange={({ currentTarget }) => {
              document.failures[name] = currentTarget.checked;
            }}
          />
          {
            {
              readOnly: 'file is read-only',
              storageFull: 'storage is full',
              createImage: 'images fail',
            }[name]
          }
        </label>
      ))}
      <details>
        <summary>Console ({playground.log.length})</summary>
        <pre>{[...playground.log, ...(playground.run?.errors ?? [])].join('\n')}</pre>
      </details>
    </nav>
  );
}

function LayerRow({ id, playground }: { id: string; playground: Playground }) {
  const { document } = playground;
  const { name, locked, children } = document.get(id);
  return (
    <li>
      <button
        type="button"
        aria-pressed={document.state().selection.includes(id)}
        onClick={() => playground.select([id])}
      >
        {locked && '🔒 '}
        {name}
      </button>
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <LayerRow key={child} id={child} playground={playground} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The buttons that setRelaunchData puts into Figma's right-hand panel. */
function Relaunch({ playground, manifest, selection }: Props & { selection: string[] }) {
  const [first] = selection;
  const offered = first ? playground.document.get(first).relaunch : {};
  const buttons = manifest.relaunchButtons.filter(({ command }) => command in offered);
  return (
    <div class="row">
      {buttons.map(({ command, name }) => (
        <button
          key={command}
          type="button"
          title={offered[command]}
          onClick={() => playground.start(command)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

/** Into the selected container, else where the view is. */
function addSample({ document, select }: Playground, sample: (typeof SAMPLES)[string]): void {
  const { selection, nodes, center } = document.state();
  const into = selection.find((id) =>
    ['FRAME', 'SECTION', 'GROUP', 'INSTANCE'].includes(nodes[id]?.type ?? ''),
  );
  const at = into
    ? { x: 10, y: 10 }
    : { x: center.x - 300 + Math.random() * 200, y: center.y - 120 };
  select([document.add({ ...sample, ...at, ...(into ? { parent: into } : {}) })]);
  document.commitUndo();
}

function removeSelected({ document }: Playground): void {
  for (const id of [...document.state().selection]) if (document.has(id)) document.remove(id);
  document.commitUndo();
}

function lockSelected({ document, select }: Playground): void {
  const { selection } = document.state();
  for (const id of selection) document.get(id).locked = !document.get(id).locked;
  document.commitUndo();
  select([...selection]);
}
