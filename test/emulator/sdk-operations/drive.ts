import type { Polar } from '@polar-sh/sdk/2026-10';
import type { MethodOf, SdkOperation } from '../../../src/emulator/http/contract.ts';
import type { World } from './world.ts';

/** Calls an operation by the SDK's method, and says something literal of what it answers. */
export type Drive<Name extends SdkOperation> = (call: MethodOf<Name>, world: World) => Promise<void>;

/** Drives of operations, by the names that the SDK has for them. */
export type Drives = { [Name in SdkOperation]?: Drive<Name> };

/** The method of a client that a dotted name leads to. */
export function methodOf(polar: Polar, name: string): (...parameters: unknown[]) => Promise<unknown> {
  let found: unknown = polar;
  for (const key of name.split('.')) found = Object(found)[key];
  if (typeof found !== 'function') throw new Error(`The SDK has no method ${name}.`);
  return async (...parameters) => found(...parameters);
}
