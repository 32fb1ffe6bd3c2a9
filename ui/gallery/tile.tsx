import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reel } from '../preview/reel';
import { useTools } from '../prompt/context';
import type { Sheet } from '../prompt/sheet';
import { Thumb } from '../prompt/thumb';
import { Film, prefersStill } from '../view/film';

interface TileProps {
  thing: string;
  clip: string; // the prompt that it plays
  sheet: Sheet | null;
  onTake: (thing: string, generate: boolean) => void;
}

const REST = 100; // ms that the pointer rests on a tile before it plays
const SIZE = 48; // px

/** A thing: its thumbnail at once, its clip as long as somebody looks. */
export function Tile({ thing, clip, sheet, onTake }: TileProps) {
  const { player } = useTools();
  const [url, setUrl] = useState<string | null>(null);
  const [reel, setReel] = useState<Reel | null>(null); // which plays on where it came before the clip
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const looking = useRef(false);

  function look() {
    if (prefersStill() || looking.current) return;
    looking.current = true;
    timer.current = setTimeout(async () => {
      const played = await player.play(clip, (now) => looking.current && setReel(now));
      if (looking.current) setUrl(played);
    }, REST);
  }

  function leave() {
    clearTimeout(timer.current);
    if (looking.current) player.leave();
    looking.current = false;
    setUrl(null);
    setReel(null);
  }

  useEffect(() => leave, []);
  return (
    <button
      type="button"
      class="tile"
      data-tile
      title={thing}
      onPointerEnter={look}
      onPointerLeave={leave}
      onFocus={look}
      onBlur={leave}
      onClick={() => onTake(thing, false)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onTake(thing, true);
      }}
    >
      {reel ? (
        <Film reel={reel} width={SIZE} at={null} />
      ) : url ? (
        <img src={url} width={SIZE} height={SIZE} alt="" />
      ) : (
        <Thumb sheet={sheet} thing={thing} size={SIZE} />
      )}
      <span class="name">{thing}</span>
    </button>
  );
}
