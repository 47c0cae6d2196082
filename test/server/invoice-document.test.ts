import { expect, it } from 'vitest';
import { openPayingWorld, openWorld, type World } from './support/world.ts';

async function newestInvoice(world: World) {
  const [invoice] = (await world.as('ada').query('listInvoices', {})).items;
  return { invoiceId: invoice?.id ?? '' };
}

it('is being prepared when it is first asked for, and ready a moment later', async () => {
  const world = await openPayingWorld();
  await world.control('settings', { invoiceDelayMs: 50 });
  const input = await newestInvoice(world);
  const ada = world.as('ada');

  expect(await ada.query('getInvoiceDocument', input)).toEqual({ status: 'preparing' });
  await world.settle();
  const document = await ada.query('getInvoiceDocument', input);
  expect(document.status).toBe('ready');
  const pdf = await fetch(document.status === 'ready' ? document.url : '');
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

it('is asked of the provider once, however often a person looks for it', async () => {
  const world = await openPayingWorld();
  await world.control('settings', { invoiceDelayMs: 60_000 });
  const input = await newestInvoice(world);

  for (let look = 0; look < 3; look++) {
    expect(await world.as('ada').query('getInvoiceDocument', input)).toEqual({ status: 'preparing' });
  }
  const asked = world.gateway.requests.filter((request) => /^POST .*\/invoice$/.test(request));
  expect(asked).toHaveLength(1);
});

it('is asked for again after the provider failed to take the request', async () => {
  const world = await openPayingWorld();
  const input = await newestInvoice(world);
  world.gateway.faultOf = (request) => (/^POST .*\/invoice$/.test(request) ? 'down' : 'none');
  await expect(world.as('ada').query('getInvoiceDocument', input)).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
  world.gateway.faultOf = () => 'none';

  await world.as('ada').query('getInvoiceDocument', input);
  await world.settle();
  expect(await world.as('ada').query('getInvoiceDocument', input)).toMatchObject({ status: 'ready' });
});

it('does not exist for an invoice that was never there', async () => {
  const world = await openWorld();

  await expect(
    world.as('ada').query('getInvoiceDocument', { invoiceId: '00000000-0000-4000-8000-000000000000' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
