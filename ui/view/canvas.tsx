/** How large clips are made, and how long and smooth their loop is. */
import { LIMITS } from '../../worker/api';
import { PRESETS, sizesFor } from '../canvas';
import { groundOf } from '../state';
import { NumberField } from './fields';
import type { ViewProps } from './props';
import { Row } from './row';

const FOLLOW = 'selection';
const OWN = 'own';

const keyOf = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`;

/** As the selection where one can be followed, a preset, or exactly what is typed. */
export function CanvasRows({ state, actions }: ViewProps) {
  const { canvas } = state.form;
  const { sizes: selected } = groundOf(state);
  const [size, ...others] = sizesFor(canvas, selected);
  const follows = canvas.follow && selected.length > 0;
  const preset = PRESETS.find((one) => keyOf(one) === keyOf(canvas));
  // What is chosen where nothing could be followed does not keep from following.
  const choose = (chosen: { width?: number; height?: number }) =>
    actions.edit({
      canvas: { ...canvas, ...size, ...chosen, follow: canvas.follow && !selected.length },
    });
  const pick = (key: string) => {
    if (key === FOLLOW) actions.edit({ canvas: { ...canvas, follow: true } });
    else choose(PRESETS.find((one) => keyOf(one) === key) ?? {});
  };
  return (
    <>
      <Row label="Canvas" field="canvas">
        <select
          id="canvas"
          value={follows ? FOLLOW : preset ? keyOf(preset) : OWN}
          onChange={({ currentTarget }) => pick(currentTarget.value)}
        >
          {selected.length > 0 && <option value={FOLLOW}>As the selection</option>}
          {PRESETS.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {one.name} · {keyOf(one)}
            </option>
          ))}
          {(follows || !preset) && <option value={OWN}>Own size</option>}
        </select>
        {follows && (
          <select
            class="narrow"
            aria-label="Sharpness"
            title="2× is sharp on high-density screens; the GIF is larger"
            value={canvas.density}
            onChange={({ currentTarget }) =>
              actions.edit({
                canvas: { ...canvas, density: currentTarget.value === '2' ? 2 : 1 },
              })
            }
          >
            <option value={1}>1×</option>
            <option value={2}>2×</option>
          </select>
        )}
      </Row>
      <Row label="Size" field="width">
        <NumberField
          id="width"
          label="Width in pixels"
          value={size.width}
          limits={LIMITS.edge}
          digits={0}
          onPick={(width) => choose({ width })}
        />
        ×
        <NumberField
          label="Height in pixels"
          value={size.height}
          limits={LIMITS.edge}
          digits={0}
          onPick={(height) => choose({ height })}
        />
        <span class="aside">{others.length > 0 ? `px and ${others.length} more` : 'px'}</span>
      </Row>
      <Row label="Padding" field="padding">
        <NumberField
          id="padding"
          label="Padding in percent of the shorter edge"
          value={state.form.padding}
          limits={LIMITS.padding}
          digits={0}
          onPick={(padding) => actions.edit({ padding })}
        />
        <span class="aside">% on each side</span>
      </Row>
    </>
  );
}

const RATES = [8, 10, 12, 15, 20, 25, 50]; // frames a second

export function LoopRow({ state, actions }: ViewProps) {
  const { seconds, fps } = state.form;
  const rates = [...new Set([...RATES, fps])].sort((a, b) => a - b);
  return (
    <Row label="Loop" field="seconds">
      <NumberField
        id="seconds"
        label="Length of the loop in seconds"
        value={seconds}
        limits={LIMITS.seconds}
        digits={2}
        onPick={(seconds) => actions.edit({ seconds })}
      />
      <span class="aside">s at</span>
      <select
        aria-label="Frames a second"
        value={fps}
        onChange={({ currentTarget }) => actions.edit({ fps: Number(currentTarget.value) })}
      >
        {rates.map((rate) => (
          <option key={rate} value={rate}>
            {rate} fps
          </option>
        ))}
      </select>
    </Row>
  );
}
