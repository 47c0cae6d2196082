import { seedProductIds } from '../../../src/emulator/index.ts';
import { buySeats, enterPortal, type Visitor } from '../portal-support.ts';
import { type Rig, subscribe } from '../support.ts';

/** An emulator, and what most operations need to be there before. */
export interface World extends Rig {
  /** The customer Ada, whom the merchant calls `user_1`. */
  makeAda(): ReturnType<Rig['polar']['customers']['create']>;
  /** A team that the merchant calls `team_1`, owned by `owner_1`. */
  makeTeam(): ReturnType<Rig['polar']['customers']['create']>;
  /** Buys the starter plan for Ada. */
  buy(options?: Parameters<typeof subscribe>[1]): ReturnType<typeof subscribe>;
  /** The id of the order that {@link buy} has paid. */
  buyOrder(): Promise<string>;
  /** Buys seats for the team, none of which is taken. */
  buySeats(count: number): ReturnType<typeof buySeats>;
  /** Opens the portal for a customer: the last argument of the calls that it makes there. */
  visit(customerId: string, memberId?: string): Promise<Visitor>;
  /** The same for the owner of a team. */
  visitAsOwner(teamId: string): Promise<Visitor>;
  /** A row of the emulator's state, for what a mail would tell. */
  findRow(
    collection: string,
    isWanted: (row: Record<string, unknown>) => boolean,
  ): Promise<Record<string, unknown>>;
}

/** Adds to an emulator what most operations need. */
export function createWorld(rig: Rig): World {
  const { polar } = rig;
  const buy: World['buy'] = (options) => subscribe(polar, { trial: false, ...options });
  const makeTeam: World['makeTeam'] = () =>
    polar.customers.create({
      type: 'team',
      name: 'The Team',
      external_id: 'team_1',
      owner: { email: 'owner@example.com', external_id: 'owner_1' },
    });
  return {
    ...rig,
    buy,
    makeTeam,
    makeAda: () => polar.customers.create({ email: 'ada@example.com', external_id: 'user_1' }),
    async buyOrder() {
      await buy();
      const [order] = (await polar.orders.list()).items;
      return order?.id ?? '';
    },
    buySeats: async (count) => buySeats(rig, (await makeTeam()).id, count),
    visit: (customerId, memberId) => enterPortal(rig, customerId, memberId),
    async visitAsOwner(teamId) {
      const [owner] = (await polar.customers.members.list(teamId, { role: 'owner' })).items;
      return enterPortal(rig, teamId, owner?.id);
    },
    async findRow(collection, isWanted) {
      const { json } = await rig.call('/_emulator/state');
      const rows: Record<string, unknown>[] = Object(json)[collection] ?? [];
      const found = rows.find(isWanted);
      if (found === undefined) throw new Error(`There is no such row in ${collection}.`);
      return found;
    },
  };
}

/** The seeded products that the drives buy. */
export const products = {
  starter: seedProductIds.starter.month,
  starterYear: seedProductIds.starter.year,
  professional: seedProductIds.professional.month,
} as const;
