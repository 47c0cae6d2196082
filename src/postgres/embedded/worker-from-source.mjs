// Node 20 cannot read TypeScript, and a loader of the parent does not reach its workers. Never built: the
// package ships worker.js.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
