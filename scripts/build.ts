import { buildLibrary } from './build-library.ts';
import { fail } from './fail.ts';

await buildLibrary().catch(fail);
