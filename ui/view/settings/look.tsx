/** How the clip looks: its colours, its style, which way it faces. */
import type { Background } from '../../../worker/api';
import { WORDS } from '../../words';
import { ColourField, HexField } from '../fields';
import type { ViewProps } from '../props';
import { Row, Section, Swatches, type SwatchOption } from '../row';
import { DocumentColours } from './document';
import { Choice } from './motion';

const DRAWN = 'drawn';

const TINTS = [
  { value: DRAWN, name: WORDS.asDrawn, class: 'drawn' },
  { value: '#e5322e', name: WORDS.colours.red },
  { value: '#f5a623', name: WORDS.colours.amber },
  { value: '#1bb35c', name: WORDS.colours.green },
  { value: '#0d99ff', name: WORDS.colours.blue },
  { value: '#7c5cff', name: WORDS.colours.violet },
];

const GROUNDS: SwatchOption[] = [
  { value: 'transparent', name: WORDS.transparent, class: 'checker' },
  { value: '#ffffff', name: WORDS.colours.white },
  { value: '#1e1e1e', name: WORDS.colours.black },
  { value: '#e5f4ff', name: WORDS.colours.sky },
  { value: '#fff1d6', name: WORDS.colours.butter },
];

const MOST_USED = 1; // colour beside those that are always there: one row holds it, others are among the document's

/** The colours that are always there, and those that the designer used before. */
const withUsed = (options: SwatchOption[], used: string[]): SwatchOption[] => [
  ...options,
  ...used
    .filter((hex) => !options.some(({ value }) => value === hex))
    .slice(0, MOST_USED)
    .map((hex) => ({ value: hex, name: WORDS.usedColour(hex) })),
];

export function LookSection({ state, actions }: ViewProps) {
  const { form, result, history, swatches, selection } = state;
  const { shape, background } = form;
  const used = history?.colours ?? [];
  const styles = result?.made[0].clip.shapeable.styles ?? [];
  const pick = (tint: string) =>
    actions.shape({ tint: tint === DRAWN ? undefined : (tint as `#${string}`) });
  const ofDocument = (label: string, value: string, onPick: (hex: `#${string}`) => void) => (
    <DocumentColours
      label={`${label}: ${WORDS.ofDocument}`}
      value={value}
      swatches={swatches}
      used={used}
      selection={selection}
      onLook={actions.lookUp}
      onPick={(hex) => {
        onPick(hex);
        actions.use(hex);
      }}
    />
  );
  return (
    <Section title={WORDS.lookSection} open>
      <Swatches
        label={WORDS.tint}
        name="tint"
        options={withUsed(TINTS, used)}
        value={shape.tint ?? DRAWN}
        onPick={pick}
      >
        <ColourField
          label={`${WORDS.tint}: ${WORDS.ownColour}`}
          value={shape.tint ?? '#888888'}
          onPick={(tint) => actions.shape({ tint }, 'tint')}
          onPicked={actions.use}
        />
        {ofDocument(WORDS.tint, shape.tint ?? '', (tint) => actions.shape({ tint }))}
      </Swatches>
      <Swatches
        label={WORDS.background}
        name="background"
        options={withUsed(GROUNDS, used)}
        value={background}
        onPick={(value) => actions.edit({ background: value as Background })}
      >
        <ColourField
          label={`${WORDS.background}: ${WORDS.ownColour}`}
          value={background === 'transparent' ? '#ffffff' : background}
          onPick={(picked) => actions.edit({ background: picked }, 'background')}
          onPicked={actions.use}
        />
        {ofDocument(WORDS.background, background, (hex) => actions.edit({ background: hex }))}
        <HexField value={background} onPick={(picked) => actions.edit({ background: picked })} />
      </Swatches>
      <Row label={WORDS.style} field="style">
        <Choice
          id="style"
          value={shape.style}
          said={WORDS.asSaid}
          options={styles}
          onPick={(style) => actions.shape({ style })}
        />
        <button
          type="button"
          class="toggle"
          aria-pressed={shape.flip ?? false}
          title={WORDS.flipHint}
          onClick={() => actions.shape({ flip: shape.flip ? undefined : true })}
        >
          {WORDS.flip}
        </button>
      </Row>
    </Section>
  );
}
