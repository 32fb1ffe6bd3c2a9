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

/** How many swatches one row holds beside the picker, and beside the digits of a colour. */
const ROOM = { tint: 7, background: 5 };

/** The colour used last in the last place of the row; others are among the document's. */
function withUsed(options: SwatchOption[], used: string[], room: number): SwatchOption[] {
  const last = used.find((hex) => !options.some(({ value }) => value === hex));
  if (last === undefined) return options;
  return [...options.slice(0, room - 1), { value: last, name: WORDS.usedColour(last) }];
}

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
        options={withUsed(TINTS, used, ROOM.tint)}
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
        options={withUsed(GROUNDS, used, ROOM.background)}
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
