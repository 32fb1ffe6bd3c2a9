/** How large clips are made, and what they leave free. */
import { type Size, sameAspect } from '../../../plugin/protocol';
import { LIMITS } from '../../../worker/api';
import { PRESETS, sizesFor } from '../../preview/canvas';
import { groundOf, type Result } from '../../state';
import { WORDS } from '../../words';
import { NumberField } from '../fields';
import type { ViewProps } from '../props';
import { Row, Section } from '../row';

const FOLLOW = 'selection';
const OWN = 'own';
const SAID = 'said';

const keyOf = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`;

/** As the selection where one can be followed, a preset, or exactly what is typed. */
export function CanvasSection({ state, actions }: ViewProps) {
  const { canvas, framed } = state.form;
  const { sizes: selected } = groundOf(state);
  const [asked, ...others] = sizesFor(canvas, selected);
  const said = framed ? null : saidSize(state.result);
  const size = said ?? asked;
  const follows = canvas.follow && selected.length > 0;
  const preset = said ? undefined : PRESETS.find((one) => keyOf(one) === keyOf(canvas));
  // What is chosen where nothing could be followed does not keep from following.
  const choose = (chosen: { width?: number; height?: number }) =>
    actions.edit({
      canvas: { ...canvas, ...size, ...chosen, follow: canvas.follow && !selected.length },
      framed: true,
    });
  const pick = (key: string) => {
    if (key === FOLLOW) actions.edit({ canvas: { ...canvas, follow: true } });
    else if (key !== SAID) choose(PRESETS.find((one) => keyOf(one) === key) ?? {});
  };
  return (
    <Section title={WORDS.canvasSection} open>
      <Row label={WORDS.canvas} field="canvas">
        <select
          id="canvas"
          value={follows ? FOLLOW : said ? SAID : preset ? keyOf(preset) : OWN}
          onChange={({ currentTarget }) => pick(currentTarget.value)}
        >
          {said && <option value={SAID}>{WORDS.asSaid}</option>}
          {selected.length > 0 && <option value={FOLLOW}>{WORDS.asSelection}</option>}
          {PRESETS.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {one.name} · {keyOf(one)}
            </option>
          ))}
          {(follows || !preset) && <option value={OWN}>{WORDS.ownSize}</option>}
        </select>
        {follows && (
          <select
            class="narrow"
            aria-label={WORDS.sharpness}
            title={WORDS.sharpnessHint}
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
      <Row label={WORDS.size} field="width">
        <NumberField
          id="width"
          label={WORDS.width}
          value={size.width}
          limits={LIMITS.edge}
          digits={0}
          onPick={(width) => choose({ width })}
        />
        ×
        <NumberField
          label={WORDS.height}
          value={size.height}
          limits={LIMITS.edge}
          digits={0}
          onPick={(height) => choose({ height })}
        />
        <span class="aside">{WORDS.pxAndMore(others.length)}</span>
      </Row>
      <Row label={WORDS.padding} field="padding">
        <NumberField
          id="padding"
          label={WORDS.paddingLabel}
          value={state.form.padding}
          limits={LIMITS.padding}
          digits={0}
          onPick={(padding) => actions.edit({ padding })}
        />
        <span class="aside">{WORDS.paddingUnit}</span>
      </Row>
    </Section>
  );
}

/** px of a clip whose aspect the prompt says; `null` where the canvas decides. */
function saidSize(result: Result | null): Size | null {
  const [{ clip, request }] = result?.made ?? [{ clip: null, request: null }];
  const own = clip && request.free && !sameAspect(clip, request);
  return own ? { width: clip.width, height: clip.height } : null;
}
