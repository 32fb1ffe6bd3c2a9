/** The list of layers: what each is read as, in doubt marked, to be edited, and how far the filling has come. */
import type { Scope } from '../../plugin/protocol';
import { WORDS } from '../words';
import { amountOf, type Fill, type FillState, outcomeOf, promptFor, type Vary } from './fill';
import type { Row } from './plan';

interface Props {
  fill: Fill;
  close: () => void;
}

const SCOPES: Scope[] = ['selection', 'children', 'page'];
const VARIES: Vary[] = ['nothing', 'takes', 'colours'];

export function FillView({ fill, close }: Props) {
  const state = fill.cell.get();
  const { actions } = fill;
  const { kind, scope, rows, more, running } = state;
  const words = WORDS.fill;
  return (
    <div class="panel">
      <header class="tool-head">
        <button type="button" class="tool" title={words.back} onClick={close} disabled={running}>
          <span aria-hidden="true">←</span>
          <span class="unseen">{words.back}</span>
        </button>
        <h1>{words.titles[kind]}</h1>
        <select
          aria-label={words.scope}
          value={scope}
          disabled={running}
          onChange={({ currentTarget }) => actions.scope(currentTarget.value as Scope)}
        >
          {SCOPES.map((one) => (
            <option key={one} value={one}>
              {words.scopes[one]}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="tool"
          title={words.again}
          disabled={running}
          onClick={() => actions.scope(scope)}
        >
          <span aria-hidden="true">↻</span>
          <span class="unseen">{words.again}</span>
        </button>
      </header>
      <main class="body">
        <OneForAll fill={fill} state={state} />
        {rows === null && <p class="aside">{words.looking}</p>}
        {rows?.length === 0 && <p class="aside">{words.none[kind]}</p>}
        {rows !== null && rows.length > 1 && (
          <label class="fill-all">
            <input
              type="checkbox"
              checked={rows.every(({ on }) => on)}
              disabled={running}
              onChange={({ currentTarget }) => actions.toggleAll(currentTarget.checked)}
            />
            {words.all(rows.length)}
          </label>
        )}
        <ul class="fill-list" aria-label={words.layers}>
          {rows?.map((row, index) => (
            <FillRow key={row.layer.nodeId} row={row} index={index} fill={fill} state={state} />
          ))}
        </ul>
        {more > 0 && <p class="aside">{words.more(more)}</p>}
      </main>
      <FillFooter fill={fill} state={state} />
    </div>
  );
}

function OneForAll({ fill, state }: { fill: Fill; state: FillState }) {
  const words = WORDS.fill;
  return (
    <div class="fill-one">
      <input
        class="hex"
        type="text"
        data-typing
        aria-label={words.one}
        placeholder={words.oneHint}
        value={state.one}
        disabled={state.running}
        onInput={({ currentTarget }) => fill.actions.one(currentTarget.value)}
      />
      {state.one !== '' && (
        <select
          aria-label={words.vary}
          value={state.vary}
          disabled={state.running}
          onChange={({ currentTarget }) => fill.actions.vary(currentTarget.value as Vary)}
        >
          {VARIES.map((vary) => (
            <option key={vary} value={vary}>
              {words.varies[vary]}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

interface RowProps {
  row: Row;
  index: number;
  fill: Fill;
  state: FillState;
}

function FillRow({ row, index, fill, state }: RowProps) {
  const words = WORDS.fill;
  const { name } = row.layer;
  const skeleton = row.layer.request?.skeleton !== undefined;
  const said = row.note ?? (state.one === '' ? row.doubt : null);
  return (
    <li class="fill-row" data-state={row.state}>
      <input
        type="checkbox"
        aria-label={words.include(name)}
        checked={row.on}
        disabled={state.running || promptFor(row, state.one) === ''}
        onChange={() => fill.actions.toggle(index)}
      />
      <button
        type="button"
        class="fill-name"
        title={words.show(name)}
        onClick={() => fill.actions.select(index)}
      >
        {name}
      </button>
      <input
        class="hex"
        type="text"
        data-typing
        aria-label={words.promptOf(name)}
        placeholder={words.nothing}
        value={state.one !== '' && !skeleton ? state.one : row.prompt}
        disabled={state.running || state.one !== '' || skeleton}
        onInput={({ currentTarget }) => void fill.actions.edit(index, currentTarget.value)}
      />
      <span class="fill-state" title={words.states[row.state]}>
        <span aria-hidden="true">{markOf(row)}</span>
        <span class="unseen">{words.states[row.state]}</span>
      </span>
      {said && <p class={row.state === 'failed' ? 'bad' : 'fill-doubt'}>{said}</p>}
    </li>
  );
}

const MARKS = { waiting: '', done: '✓', failed: '!' };

const markOf = ({ state, fraction }: Row): string =>
  state === 'drawing' ? `${Math.floor(100 * fraction)}%` : MARKS[state];

function FillFooter({ fill, state }: { fill: Fill; state: FillState }) {
  const words = WORDS.fill;
  const { layers, seconds } = amountOf(state);
  const { kind, running, rows } = state;
  const does = outcomeOf(state) ?? (layers > 0 ? words.amount(layers, seconds) : words.noneChosen);
  return (
    <footer class="footer">
      <p class="does" title={does} role="status" aria-live="polite">
        {does}
      </p>
      <div class="buttons">
        {kind === 'clips' && (
          <button
            type="button"
            class="secondary"
            disabled={running || !rows?.length}
            onClick={fill.actions.selectAll}
          >
            {words.selectAll}
          </button>
        )}
        <span class="gap" />
        {running ? (
          <button type="button" class="secondary" onClick={fill.actions.cancel}>
            {WORDS.cancel}
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            disabled={layers === 0}
            onClick={() => void fill.actions.run()}
          >
            {words.go[kind](layers)}
          </button>
        )}
      </div>
    </footer>
  );
}
