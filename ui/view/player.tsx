/** The clip playing, and what stops it, winds it and lays it on other grounds. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { GROUNDS, type Look, ZOOMS } from '../../plugin/protocol';
import type { Picture } from '../../worker/api';
import { isWhole, type Reel } from '../preview/reel';
import { WORDS } from '../words';
import { Film, paint } from './film';
import { PauseIcon, PlayIcon } from './icons';

/** How the designer looks at the clip that is on show. */
export interface Sight extends Look {
  at: number | null; // the frame that is on show; null while it plays
}

interface PlayerProps {
  reel: Reel;
  density: number; // px of the clip for each px of the screen
  look: Sight;
  onLook: (changes: Partial<Sight>) => void;
}

/** The clip on its stage; the slider under it follows. */
export function Screen({ reel, density, look, slider }: Omit<PlayerProps, 'onLook'> & SliderProps) {
  const { at, zoom } = look;
  const { width: px } = reel.pictures.find((one) => one) ?? reel.request;
  const width = zoom === 'fit' ? undefined : (zoom * px) / density;
  return (
    <div class={zoom === 'fit' ? 'screen' : 'screen scaled'}>
      <Film
        class={zoom === 'fit' ? 'art' : 'scaled-art'}
        reel={reel}
        label={WORDS.animated(reel.request.prompt)}
        at={at}
        draggable
        {...(width && { width })}
        onFrame={(index) => {
          if (slider.current) slider.current.value = String(index);
        }}
      />
    </div>
  );
}

interface SliderProps {
  slider: RefObject<HTMLInputElement | null>;
}

/** The bar under the stage. */
export function Deck({ reel, look, onLook, slider }: Omit<PlayerProps, 'density'> & SliderProps) {
  const { at, zoom, ground } = look;
  const toggle = () => onLook({ at: at === null ? Number(slider.current?.value ?? 0) : null });
  const label = at === null ? WORDS.pause : WORDS.play;
  return (
    <div class="deck">
      <button type="button" class="tool" aria-label={label} title={label} onClick={toggle}>
        {at === null ? <PauseIcon /> : <PlayIcon />}
      </button>
      <div class="strip">
        <Strip reel={reel} />
        <input
          ref={slider}
          type="range"
          aria-label={WORDS.scrub}
          title={WORDS.scrub}
          min={0}
          max={reel.of - 1}
          step={1}
          onInput={({ currentTarget }) => onLook({ at: Number(currentTarget.value) })}
        />
      </div>
      <select
        aria-label={WORDS.zoom}
        title={WORDS.zoom}
        value={String(zoom)}
        onChange={({ currentTarget: { value } }) =>
          onLook({ zoom: value === 'fit' ? value : (Number(value) as 1 | 2) })
        }
      >
        {ZOOMS.map((one) => (
          <option key={one} value={String(one)}>
            {WORDS.zooms[one]}
          </option>
        ))}
      </select>
      <fieldset class="grounds" aria-label={WORDS.ground}>
        {GROUNDS.map((one) => (
          <input
            key={one}
            type="radio"
            name="ground"
            class={`swatch ${one === 'checker' ? 'checker' : one}`}
            aria-label={WORDS.grounds[one]}
            title={WORDS.grounds[one]}
            checked={one === ground}
            onChange={() => onLook({ ground: one })}
          />
        ))}
      </fieldset>
    </div>
  );
}

const CELLS = 8; // pictures of a strip
const CELL = 24; // px of each

/** What happens in the loop, from left to right. */
function Strip({ reel }: { reel: Reel }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const whole = isWhole(reel);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!whole || !context) return;
    const idle = setTimeout(() => {
      context.clearRect(0, 0, CELLS * CELL, CELL);
      const frame = document.createElement('canvas');
      for (let cell = 0; cell < CELLS; cell++) {
        const picture = reel.pictures[Math.floor((cell * reel.of) / CELLS)];
        if (!picture) continue;
        paint(frame, picture);
        context.drawImage(frame, ...within(picture, cell * CELL));
      }
    });
    return () => clearTimeout(idle);
  }, [reel, whole]);
  return <canvas ref={canvas} width={CELLS * CELL} height={CELL} />;
}

/** Where a picture lies in a cell, whole. */
function within({ width, height }: Picture, left: number): [number, number, number, number] {
  const scale = CELL / Math.max(width, height);
  const [wide, high] = [width * scale, height * scale];
  return [left + (CELL - wide) / 2, (CELL - high) / 2, wide, high];
}

/**
 * The slider while the clip plays is moved without drawing the panel anew sixty times a second, and tells no screen
 * reader of it; stopped, it says which frame is on show.
 */
export function useSlider(at: number | null, of: number): RefObject<HTMLInputElement | null> {
  const slider = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!slider.current || at === null) return;
    const index = Math.min(at, of - 1);
    slider.current.value = String(index);
    slider.current.setAttribute('aria-valuetext', WORDS.frameOf(index, of));
  }, [at, of]);
  return slider;
}
