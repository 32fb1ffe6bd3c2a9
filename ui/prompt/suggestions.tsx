/** Prompts to try while the field is empty: the selected layer's name first. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { WORDS } from '../words';
import { useNames, useSheet, useTools } from './context';
import { ideaFrom, isTelling, someIdeas } from './ideas';
import { Thumb } from './thumb';

const SHOWN = 3;

interface IdeasProps {
  selected: string | null; // name of the selected layer
  onPick: (prompt: string) => void;
}

export function Ideas({ selected, onPick }: IdeasProps) {
  const { reader } = useTools();
  const names = useNames();
  const sheet = useSheet();
  const [named, setNamed] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    setNamed(null);
    if (selected === null || !isTelling(selected)) return;
    reader.read(selected).then((reading) => {
      if (!gone && reading) setNamed(ideaFrom(reading));
    });
    return () => {
      gone = true;
    };
  }, [reader, selected]);
  const others = useMemo(() => (names ? someIdeas(names, SHOWN, Math.random) : []), [names]);
  const ideas = [...new Set(named === null ? others : [named, ...others])].slice(0, SHOWN);
  return (
    <ul class="reading said ideas" aria-label={WORDS.asking.ideas}>
      {ideas.map((idea) => (
        <li key={idea} class="token">
          <button
            type="button"
            class="say"
            title={idea === named ? WORDS.asking.afterLayer(selected ?? '') : idea}
            onClick={() => onPick(idea)}
          >
            {idea === named && sheet?.cells.has(idea) && (
              <Thumb sheet={sheet} thing={idea} size={16} />
            )}
            <span>{idea}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
