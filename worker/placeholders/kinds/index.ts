/** All placeholders by their names. */
import type { Kinds } from '../context';
import { CARDS } from './content/cards';
import { DOCUMENTS } from './content/documents';
import { GALLERIES } from './content/galleries';
import { LISTS } from './content/lists';
import { PEOPLE } from './content/people';
import { PLANNERS } from './content/planners';
import { PLAYERS } from './content/players';
import { SOCIAL } from './content/social';
import { THREADS } from './content/threads';
import { CHARTS } from './data/charts';
import { DIALS } from './data/dials';
import { PLANS } from './data/plans';
import { ACTIONS } from './input/actions';
import { CHOOSERS } from './input/choosers';
import { CONTROLS } from './input/controls';
import { FIELDS } from './input/fields';
import { FORMS } from './input/forms';
import { MENUS } from './input/menus';
import { SURFACES } from './input/surfaces';
import { LOADERS } from './loading/loaders';
import { SKELETON_PAGES } from './loading/pages';
import { PROGRESS } from './loading/progress';
import { SKELETONS } from './loading/skeletons';
import { SPINNERS } from './loading/spinners';
import { APPS } from './screens/apps';
import { BARS } from './screens/bars';
import { EMPTY } from './screens/empty';
import { OVERLAYS } from './screens/overlays';
import { PAGES } from './screens/pages';
import { SECTIONS } from './screens/sections';
import { FEEDBACK } from './signs/feedback';
import { REACTIONS } from './signs/reactions';
import { SCANS } from './signs/scans';
import { SIGNALS } from './signs/signals';

export const KINDS: Kinds = Object.assign(
  {},
  LOADERS,
  SKELETON_PAGES,
  PROGRESS,
  SKELETONS,
  SPINNERS,
  CHARTS,
  DIALS,
  PLANS,
  ACTIONS,
  CHOOSERS,
  CONTROLS,
  FIELDS,
  FORMS,
  MENUS,
  SURFACES,
  CARDS,
  DOCUMENTS,
  GALLERIES,
  LISTS,
  PEOPLE,
  PLANNERS,
  PLAYERS,
  SOCIAL,
  THREADS,
  APPS,
  BARS,
  EMPTY,
  OVERLAYS,
  PAGES,
  SECTIONS,
  FEEDBACK,
  REACTIONS,
  SCANS,
  SIGNALS,
);
