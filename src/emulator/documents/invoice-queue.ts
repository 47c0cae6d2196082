import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';
import type { Changes } from '../state/collections.ts';
import type { OrderRow } from '../state/rows.ts';
import { generateInvoice } from './generate-invoices.ts';

/** Generates invoices a moment after they were asked for, as Polar's workers do. The moment is real time. */
export class InvoiceQueue {
  readonly #engine: Engine;
  readonly #pending = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Takes up what was asked for before the emulator stopped. */
  start(): void {
    for (const order of this.#engine.store.collections.orders.values()) this.#take(order);
  }

  /** Takes up what a transaction asked for. */
  notice(changes: Changes): void {
    for (const order of changes.orders.values()) if (order !== null) this.#take(order);
  }

  /** Resolves when every invoice asked for is there. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending.values());
  }

  /** Stops; what is still asked for is taken up at the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.settled();
  }

  #take(order: OrderRow): void {
    if (order.invoice_requested_at === null || this.#pending.has(order.id)) return;
    this.#pending.set(
      order.id,
      this.#generate(order.id).finally(() => this.#pending.delete(order.id)),
    );
  }

  async #generate(orderId: string): Promise<void> {
    const delayMs = this.#engine.store.collections.settings.get('settings')?.invoiceDelayMs ?? 0;
    await sleep(delayMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    if (this.#closing.signal.aborted) return;
    this.#engine.run((transaction) => {
      const order = transaction.get('orders', orderId);
      if (order !== undefined && order.invoice_requested_at !== null) generateInvoice(transaction, order);
    });
  }
}
