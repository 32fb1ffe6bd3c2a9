/** Entry of the edition that a team serves from its own https origin: the same panel, with its assets in files. */
import { byBlob, spawn } from '../link/spawn';
import { openPanel } from '../open';
import { readModel, readRuntimes, readWorkerCode } from './assets';
import { listOf } from './files';
import { keepPage } from './keep';
import { lineFor } from './line';
import { followSystem } from './theme';

const { pluginId, files } = listOf(document);

followSystem();
openPanel({
  startWorker: async () => spawn(await readWorkerCode(files), [byBlob]),
  runtimes: (engine, whole) => readRuntimes(files, engine, whole),
  model: () => readModel(files),
  line: lineFor(pluginId),
  keep: keepPage,
});
