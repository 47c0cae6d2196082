import { buildDemoIfStale } from './build-demo.ts';
import { fail } from './fail.ts';

await buildDemoIfStale().catch(fail);

// In this process and not in one of its own: signals then reach the demo, and its exit is this one's.
// It reads its options (`--port`, `--emulator-port`, `--reset`) and PORT itself.
await import(new URL('../demo/main.ts', import.meta.url).href);
