/** A canvas that plays a reel at its real speed, or shows one frame of it. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Picture } from '../../worker/api';
import { frameAt, type Reel } from '../preview/reel';

/** Whether the designer asked the system for less motion. */
export const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

interface FilmProps {
  reel: Reel;
  label?: string; // without one it is decoration
  class?: string;
  width?: number; // CSS px; as its place has it when absent
  at: number | null; // the frame on show; null while it plays
  draggable?: boolean;
  onFrame?: (index: number) => void; // told of each frame as it comes on show
}

export function Film({ reel, label, class: name, width, at, draggable, onFrame }: FilmProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<Picture | null>(null);

  /** A frame that has not come yet leaves on show what is there: the clip goes on from where it was. */
  const show = (index: number) => {
    const picture =
      reel.pictures[index] ?? (shown.current ? null : reel.pictures.find((one) => one));
    if (!picture || !canvas.current || picture === shown.current) return;
    shown.current = picture;
    paint(canvas.current, picture);
    onFrame?.(index);
  };
  const latest = useRef(show); // the clock outlives the reels: what is changed goes on where it was
  latest.current = show;
  const reels = useRef(reel);
  reels.current = reel;

  useLayoutEffect(() => {
    latest.current(at === null ? frameAt(reel, performance.now()) : Math.min(at, reel.of - 1));
  }, [at, reel]);

  useEffect(() => {
    if (at !== null) return;
    let request = 0;
    const tick = (now: number) => {
      latest.current(frameAt(reels.current, now));
      request = requestAnimationFrame(tick);
    };
    request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
  }, [at === null]);

  return (
    <canvas
      ref={canvas}
      class={name}
      style={width ? { width: `${width}px` } : undefined}
      draggable={draggable}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    />
  );
}

/** A canvas takes the size of what it shows, and no sooner: setting it empties it. */
export function paint(canvas: HTMLCanvasElement, { width, height, rgba }: Picture): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pixels = new ImageData(width, height);
  pixels.data.set(rgba);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}
