/** The tool that stands in the panel's place, and the buttons that open one. */
import type { ComponentChildren } from 'preact';
import { FillView } from '../fill/view';
import { SkeletonView } from '../skeleton/view';
import { WORDS } from '../words';
import type { ToolName, Tools } from './tools';

interface Props {
  tools: Tools;
  children: ComponentChildren; // the panel
}

export function ToolFrame({ tools, children }: Props) {
  const { shown, fill, skeleton, close } = tools;
  switch (shown.get()) {
    case 'fill':
    case 'clips':
      return <FillView fill={fill} close={close} />;
    case 'skeleton':
      return <SkeletonView skeleton={skeleton} close={close} />;
    default:
      return <>{children}</>;
  }
}

const NAMES: ToolName[] = ['fill', 'skeleton', 'clips'];

export const ToolBar = ({ open }: Pick<Tools, 'open'>) => (
  <nav class="tools" aria-label={WORDS.tools}>
    {NAMES.map((name) => (
      <button
        key={name}
        type="button"
        class="secondary"
        title={WORDS.toolHints[name]}
        onClick={() => open(name)}
      >
        {WORDS.toolNames[name]}
      </button>
    ))}
  </nav>
);
