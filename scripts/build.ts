import { buildLibrary } from './build-library.ts';

await buildLibrary();
