import { expect } from 'vitest';
import type { PrivateOperation, ReturnOf } from '../../../src/emulator/http/contract.ts';
import type { Visitor } from '../portal-support.ts';
import { products, type World } from './world.ts';

/** What a private preview is asked: of which subscription, with which body, by whom; the merchant unless said. */
type Ask<Name extends PrivateOperation> = (
  id: string,
  body?: unknown,
  visitor?: Visitor,
) => Promise<ReturnOf<Name>>;

/** Drives of the private previews, which the SDK has no methods for. */
export type PrivateDrives = {
  [Name in PrivateOperation]: (ask: Ask<Name>, world: World) => Promise<void>;
};

const change = { product_id: products.professional };
const renewal = { base_amount: 2_900, due_amount: 2_900 };
// A month's difference, on its first moment.
const upgrade = { proration_amount: 5_000, total_amount: 5_000 };

/** Ada, whose card did not pay when her trial ended. */
async function fallBehind({ emulator, buy, visit }: World) {
  const { id, customer_id } = await buy({ trial: true, token: 'ctoken_visa_declined_later' });
  await emulator.clock.advance('P15D');
  return { id, visitor: await visit(customer_id) };
}

const owed = { stops_collection: true, outstanding_amount: 2_900 };

async function visitAsBuyer({ buy, visit }: World) {
  const { id, customer_id } = await buy();
  return { id, visitor: await visit(customer_id) };
}

export const privateDrives: PrivateDrives = {
  async 'subscriptions.chargePreview'(ask, { buy }) {
    expect(await ask((await buy()).id)).toMatchObject(renewal);
  },
  async 'subscriptions.cancelPreview'(ask, world) {
    expect(await ask((await fallBehind(world)).id)).toEqual(owed);
  },
  async 'subscriptions.changePreview'(ask, { polar, buy }) {
    const { id } = await buy();
    expect(await ask(id, change)).toMatchObject(upgrade);
    expect(await polar.subscriptions.get(id)).toMatchObject({ amount: 2_900 });
  },
  async 'customerPortal.subscriptions.chargePreview'(ask, world) {
    const { id, visitor } = await visitAsBuyer(world);
    expect(await ask(id, undefined, visitor)).toMatchObject(renewal);
  },
  async 'customerPortal.subscriptions.cancelPreview'(ask, world) {
    const { id, visitor } = await fallBehind(world);
    expect(await ask(id, undefined, visitor)).toEqual(owed);
  },
  async 'customerPortal.subscriptions.changePreview'(ask, world) {
    const { id, visitor } = await visitAsBuyer(world);
    expect(await ask(id, change, visitor)).toMatchObject(upgrade);
  },
  async 'customerPortal.subscriptions.revoke'(ask, world) {
    const { id, visitor } = await fallBehind(world);
    expect(await ask(id, {}, visitor)).toMatchObject({ id, status: 'canceled' });
  },
};
