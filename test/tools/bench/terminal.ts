/** Loaded before the terminal's program (`--import`): the last line on stderr is what the start was made of. */
import { readMeasures, watchRealm } from './realm';

watchRealm();
process.on('exit', () => console.error(JSON.stringify(readMeasures())));
