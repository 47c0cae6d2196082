export type { CreateEmulatorOptions, Emulator, EmulatorClock } from './emulator.ts';
export { createEmulator } from './emulator.ts';
export type { EmulatorSeed, SeedProduct } from './seed.ts';
export { defaultSeed, seedProductIds } from './seed.ts';
