/** All placeholders by their names. */
import type { Kinds } from '../stage';
import { CARDS } from './content/cards';
import { DOCUMENTS } from './content/documents';
import { LISTS } from './content/lists';
import { MEDIA } from './content/media';
import { CHARTS } from './data/charts';
import { DIALS } from './data/dials';
import { ACTIONS } from './input/actions';
import { CONTROLS } from './input/controls';
import { FIELDS } from './input/fields';
import { SURFACES } from './input/surfaces';
import { LOADERS } from './loading/loaders';
import { PROGRESS } from './loading/progress';
import { SKELETONS } from './loading/skeletons';
import { SPINNERS } from './loading/spinners';
import { EMPTY } from './screens/empty';
import { SCREENS } from './screens/screens';
import { SECTIONS } from './screens/sections';
import { FEEDBACK } from './signs/feedback';
import { REACTIONS } from './signs/reactions';
import { SIGNALS } from './signs/signals';

export const KINDS: Kinds = Object.assign(
  {},
  SKELETONS,
  PROGRESS,
  SPINNERS,
  LOADERS,
  CHARTS,
  DIALS,
  CONTROLS,
  ACTIONS,
  FIELDS,
  SURFACES,
  CARDS,
  LISTS,
  DOCUMENTS,
  MEDIA,
  SCREENS,
  SECTIONS,
  EMPTY,
  FEEDBACK,
  REACTIONS,
  SIGNALS,
);
