import { extractText, getDocumentProxy } from 'unpdf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

async function readPdf(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  return (await extractText(pdf, { mergePages: true })).text;
}

async function buy(country: 'US' | 'DE' = 'DE') {
  await subscribe(rig.polar, { trial: false, country });
  const [order] = (await rig.polar.orders.list()).items;
  if (order === undefined) throw new Error('There is no order.');
  return order;
}

describe('an invoice', () => {
  it('is there a moment after it was asked for, and is told of', async () => {
    await listenToAll(rig.polar);
    const { id } = await buy();
    await rig.takeTypes();
    expect(await rig.polar.orders.generateInvoice(id)).toBeNull();
    expect((await refusal(rig.polar.orders.invoice(id))).status).toBe(404);
    expect(await rig.takeTypes()).toEqual(['order.updated']);
    expect(await rig.polar.orders.get(id)).toMatchObject({ is_invoice_generated: true });
  });

  it('says seller, customer, number, date, lines, tax and total', async () => {
    const order = await buy();
    await rig.polar.orders.generateInvoice(order.id);
    await rig.emulator.settled();
    const text = await readPdf((await rig.polar.orders.invoice(order.id)).url);
    for (const part of [
      'TenderTrack 360',
      'Ada Lovelace',
      '1 Main Street',
      order.invoice_number ?? '?',
      'Jan 10, 2027',
      'Starter',
      'Subtotal',
      '$29.00',
      'Discount',
      '$0.00',
      'Tax',
      '$5.51',
      'Total',
      '$34.51',
      'Amount paid',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('wants a name and an address, and takes them on the order', async () => {
    const { id } = await buy();
    await rig.polar.orders.update(id, { billing_name: null });
    expect(await refusal(rig.polar.orders.generateInvoice(id))).toMatchObject({
      status: 422,
      error: { error: 'MissingInvoiceBillingDetails' },
    });
    expect(await rig.polar.orders.update(id, { billing_name: 'Countess' })).toMatchObject({
      billing_name: 'Countess',
    });
    const moved = rig.polar.orders.update(id, { billing_address: { country: 'FR' } });
    expect((await refusal(moved)).status).toBe(422);
  });

  it('is linked for ten minutes only, and not with a forged link', async () => {
    const { id } = await buy();
    await rig.polar.orders.generateInvoice(id);
    await rig.emulator.settled();
    const { url } = await rig.polar.orders.invoice(id);
    expect((await fetch(`${url}0`)).status).toBe(403);
    await rig.emulator.clock.advance('PT10M');
    expect((await fetch(url)).status).toBe(403);
  });

  it('is not made for an order that is void', async () => {
    await subscribe(rig.polar, { token: 'ctoken_visa_declined_later' });
    await rig.emulator.clock.advance('P40D');
    const [order] = (await rig.polar.orders.list({ status: ['void'] })).items;
    expect(await refusal(rig.polar.orders.generateInvoice(order?.id ?? ''))).toMatchObject({
      status: 409,
      error: { error: 'OrderNotEligibleForInvoice' },
    });
  });
});

it('gives a receipt for a paid order', async () => {
  const { id } = await buy('US');
  expect(await readPdf((await rig.polar.orders.receipt(id)).url)).toContain('Receipt');
});
