/** The canvas: layers as the document has them, image fills as pictures that play. */
import type { Paint, RGB } from '@figma/plugin-typings/plugin-api-standalone';
import type { NodeRecord } from '../document';
import type { Playground } from './playground';

const SHAPES: Record<string, string> = {
  ELLIPSE: 'ellipse(50% 50%)',
  STAR: 'polygon(50% 0, 61% 35%, 98% 35%, 68% 57%, 79% 91%, 50% 70%, 21% 91%, 32% 57%, 2% 35%, 39% 35%)',
  POLYGON: 'polygon(50% 0, 100% 100%, 0 100%)',
};

const rgb = ({ r, g, b }: RGB, opacity = 1) =>
  `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(' ')} / ${opacity})`;

export function Canvas({ playground }: { playground: Playground }) {
  const { document } = playground;
  const { nodes, page, center, zoom } = document.state();
  const root = nodes[page] as NodeRecord;
  const [ground] = root.backgrounds ?? [];
  const color = ground?.type === 'SOLID' ? rgb(ground.color) : 'white';
  const move = `translate(${-center.x}px, ${-center.y}px)`;
  return (
    // biome-ignore lint/a11y: a stand-in for a canvas, which the layer list mirrors for keyboards
    <div
      class="canvas"
      style={{ background: color }}
      onClick={() => playground.select([])}
      onWheel={(event) => playground.pan(event)}
    >
      <div class="world" style={{ transform: `scale(${zoom}) ${move}` }}>
        {root.children.map((id) => (
          <Layer key={id} id={id} playground={playground} />
        ))}
      </div>
    </div>
  );
}

function Layer({ id, playground }: { id: string; playground: Playground }) {
  const { document } = playground;
  const node = document.get(id);
  const { type, x, y, width, height, children, fills, media } = node;
  const selected = document.state().selection.includes(id);
  const pick = (event: MouseEvent) => {
    event.stopPropagation();
    playground.select(event.shiftKey ? [...document.state().selection, id] : [id]);
  };
  return (
    // biome-ignore lint/a11y: see Canvas
    <div
      class={`layer ${type.toLowerCase()} ${selected ? 'selected' : ''}`}
      data-layer={id}
      style={{ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }}
      onClick={pick}
    >
      <div class="fills" style={{ clipPath: SHAPES[type] }}>
        {Array.isArray(fills) &&
          type !== 'TEXT' &&
          fills.map((paint, at) => fill(paint, at, playground))}
        {media && <img alt={node.name} src={playground.urlOf(media)} />}
        {type === 'TEXT' && node.name}
      </div>
      {children.map((child) => (
        <Layer key={child} id={child} playground={playground} />
      ))}
    </div>
  );
}

function fill(paint: Paint, key: number, playground: Playground) {
  if (paint.type === 'SOLID') {
    return <div key={key} style={{ background: rgb(paint.color, paint.opacity) }} />;
  }
  if (paint.type !== 'IMAGE' || !paint.imageHash) return null;
  const fit = paint.scaleMode === 'FILL' ? 'cover' : 'contain';
  return (
    <img
      key={paint.imageHash}
      alt=""
      src={playground.urlOf(paint.imageHash)}
      style={{ objectFit: fit }}
    />
  );
}
