import type { ServerContext } from '../server-context.ts';
import { streamText } from '../stream-text.ts';
import type { OperatorAct } from '../work/create-work-operator.ts';
import { eraseJobKey } from './run-erase-owner.ts';

/** Whose data, and who asks. */
export interface PersonalDataInput extends OperatorAct {
  /** The owner's key at the provider, such as `organization_<id>`. */
  externalId: string;
}

/**
 * What somebody whose data is kept has a right to. For admin tools and scripts of the host, never for a browser: it asks
 * nobody for permission. Every act is in the audit log.
 */
export interface PersonalDataOperator {
  /**
   * Everything that is kept about an owner as one JSON object, `{ externalId, exportedAt, tables }`, in UTF-8: the mirror,
   * the audit log and where its actors were, the webhooks, what was sent, what people chose. A few rows at a time, however
   * many there are. Nothing is read before the stream is.
   *
   * @throws {Error} when `actor` is empty.
   */
  exportOwner(input: PersonalDataInput): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /**
   * Has the owner's customer deleted and made anonymous at the provider, which ends a running subscription at once and pays
   * nothing back, and then removes here whatever is personal. Resolves when that is kept as work to do, which goes on
   * through crashes and is set aside when the provider refuses; asking again does no harm. What is left is the audit log,
   * with ids and amounts, and invoices without a name. Webhooks that come in afterwards are erased after an hour and a day.
   *
   * @throws {Error} when `actor` is empty.
   */
  eraseOwner(input: PersonalDataInput): Promise<void>;
}

/** Creates the operator's tools. */
export function createPersonalData({
  store,
  clock,
  logger,
  wake,
}: Pick<ServerContext, 'store' | 'clock' | 'logger' | 'wake'>): PersonalDataOperator {
  return {
    async exportOwner(input) {
      requireActor(input);
      const { actor, externalId } = input;
      const at = clock.now();
      await store.transaction((transaction) =>
        transaction.appendAudit({
          ...{ externalId, actor, at, action: 'owner.exported' },
          ...{ subjectId: externalId, details: {} },
        }),
      );
      const failure = 'An export of somebody’s data broke off.';
      return streamText(writeExport(externalId, at, store), { logger, failure });
    },

    async eraseOwner(input) {
      requireActor(input);
      const { actor, externalId } = input;
      await store.transaction(async (transaction) => {
        await transaction.enqueueJob(eraseJobKey(externalId, 0), {
          job: 'erase_owner',
          ...{ externalId, actor, sweep: 0 },
        });
        await transaction.appendAudit({
          ...{ externalId, actor, at: clock.now(), action: 'owner.erasure_asked' },
          ...{ subjectId: externalId, details: {} },
        });
      });
      wake.jobs();
    },
  };
}

async function* writeExport(
  externalId: string,
  exportedAt: string,
  store: ServerContext['store'],
): AsyncGenerator<string, void> {
  const head = JSON.stringify({ externalId, exportedAt }).slice(0, -1);
  yield `${head},"tables":{`;
  let current: string | null = null;
  for await (const { table, row } of store.personalData.readOwner(externalId)) {
    const separator = table === current ? ',' : `${current === null ? '' : '],'}${JSON.stringify(table)}:[`;
    yield `\n${separator}${JSON.stringify(row)}`;
    current = table;
  }
  yield `${current === null ? '' : ']'}}}\n`;
}

function requireActor({ actor }: OperatorAct): void {
  if (actor.trim() === '') throw new Error('floe-billing: say who does it: `actor` is empty.');
}
