import type { models } from '@polar-sh/sdk/2026-10';
import { daysBefore } from './before.ts';
import type { Preset } from './preset.ts';

const SITES = 20;
const DAYS = 500;

/** For five hundred days somebody has had twenty subscriptions by the day. */
export const tenThousandInvoices: Preset = {
  name: '10000-invoices',
  title: '10,000 invoices',
  description:
    'One customer with 10,000 paid orders: twenty subscriptions by the day, over five hundred days.',
  // Nobody waits for fifty thousand deliveries, one by one; whoever keeps a copy reads it from the API.
  isTold: false,
  // On the last day the orders of that day have just been made.
  begins: (end) => daysBefore(end, DAYS - 1),
  async play(story) {
    const { items } = await story.ask<models.ListResourceOrganization>('GET', '/v1/organizations/');
    await story.ask('PATCH', `/v1/organizations/${items[0]?.id}`, {
      subscription_settings: { ...items[0]?.subscription_settings, allow_multiple_subscriptions: true },
    });
    let customer_id = '';
    for (let site = 1; site <= SITES; site += 1) {
      const price = { amount_type: 'fixed', price_amount: 400 + 25 * site };
      const productId = await story.createProduct(`Site ${String(site).padStart(2, '0')}`, 'day', price);
      ({ customer_id } = await story.buy({ productId }));
    }
    return { customer_id };
  },
};
