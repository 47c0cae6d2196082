import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { buySeats, setFreedoms } from './portal-support.ts';
import { type Rig, startRig, subscribe } from './support.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  // Long enough for a page to be read before the invoice is there.
  await rig.call('/_emulator/settings', { invoiceDelayMs: 1_000 });
});

afterAll(() => rig.close());

/** What a page says, without what all pages have. */
async function mainOf(response: Response): Promise<string> {
  const text = await response.text();
  return /<main.*<\/main>/s.exec(text)?.[0] ?? text;
}

/** A browser without scripts: it follows no redirects by itself, and keeps cookies. */
class Browser {
  readonly cookies = new Map<string, string>();
  /** The `Set-Cookie` headers of the last answer. */
  set: string[] = [];

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, rig.url), {
      ...init,
      redirect: 'manual',
      headers: { cookie, ...init.headers },
    });
    this.set = response.headers.getSetCookie();
    for (const one of this.set) {
      const [name = '', value = ''] = (one.split(';')[0] ?? '').split('=');
      if (one.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  get(path: string): Promise<Response> {
    return this.#fetch(path, {});
  }

  /** Sends a form as the portal's own pages do, unless the headers say otherwise. */
  post(path: string, fields: Record<string, string>, headers: Record<string, string> = { origin: rig.url }) {
    return this.#fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** What is on the page that an address leads to in the end. */
  async read(path: string): Promise<string> {
    let response = await this.get(path);
    for (let hops = 0; response.status === 303 && hops < 5; hops += 1) {
      response = await this.get(response.headers.get('location') ?? '');
    }
    return mainOf(response);
  }

  /** What is on the page that a form leads to. */
  async submit(path: string, fields: Record<string, string> = {}): Promise<string> {
    const response = await this.post(path, fields);
    return response.status === 303 ? this.read(response.headers.get('location') ?? '') : mainOf(response);
  }
}

const PORTAL = '/tendertrack/portal';
const card = (number: string) => ({ number, expiry: '12/33', cvc: '123', set_default: 'on' });

async function openPortal(customer_id: string, extra: { member_id?: string; return_url?: string } = {}) {
  const session = await rig.polar.customerSessions.create({ customer_id, ...extra });
  const browser = new Browser();
  const { pathname, search } = new URL(session.customer_portal_url);
  const response = await browser.get(pathname + search);
  return { browser, response, session };
}

let made = 0;
async function newCustomer(options: Parameters<typeof subscribe>[1] = {}) {
  made += 1;
  const email = `ada${made}@example.com`;
  const subscription = await subscribe(rig.polar, { email, trial: false, ...options });
  return { subscription, customerId: subscription.customer_id };
}

describe('the link of a session', () => {
  it('is exchanged for a cookie that scripts cannot read and other sites cannot use', async () => {
    const { customerId } = await newCustomer();
    const { browser, response, session } = await openPortal(customerId);
    expect([response.status, response.headers.get('location')]).toEqual([303, PORTAL]);
    expect(browser.set).toEqual([
      `polar_customer_session=${session.token}; Path=/tendertrack/portal; HttpOnly; SameSite=Lax`,
    ]);
    const page = await browser.get(PORTAL);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<h1>Overview</h1>');
  });

  it('says calmly what to do when it is over, or was never one', async () => {
    const { customerId } = await newCustomer();
    const { browser } = await openPortal(customerId, { return_url: 'https://shop.example/account' });
    await rig.emulator.clock.advance('PT1H');
    const over = await browser.get(PORTAL);
    expect(over.status).toBe(401);
    const text = await over.text();
    expect(text).toContain('Your visit has ended');
    expect(text).toContain('open the portal from there again');
    expect(text).toContain('href="https://shop.example/account"');
    const stranger = new Browser();
    for (const token of ['polar_cst_of_nobody', rig.emulator.accessToken]) {
      const page = await stranger.read(`${PORTAL}?customer_session_token=${token}`);
      expect(page).toContain('This link does not open the portal');
    }
    expect(await new Browser().read(PORTAL)).toContain('This link does not open the portal');
  });

  it('opens the portal of the organization that there is', async () => {
    expect((await new Browser().get('/somebody-else/portal')).status).toBe(404);
    expect((await new Browser().post('/somebody-else/portal/billing', {})).status).toBe(404);
  });
});

describe('a page', () => {
  let browser: Browser;
  let customerId: string;

  beforeEach(async () => {
    ({ customerId } = await newCustomer());
    ({ browser } = await openPortal(customerId));
  });

  it('is not kept, nor framed, nor runs what is not its own', async () => {
    const { headers } = await browser.get(`${PORTAL}?embed=true&embed_origin=https://evil.example`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'nonce-[^']+'/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
  });

  it('shows what it was told as text', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'';
    await rig.polar.customers.update(customerId, { name: evil });
    await browser.submit(`${PORTAL}/billing`, {
      name: evil,
      country: 'GB',
      line1: evil,
      postal_code: '1',
      city: 'x',
    });
    const page = await browser.read(`${PORTAL}/billing`);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toContain('<img');
  });

  it('changes nothing for a form that was sent from elsewhere', async () => {
    const forms: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: rig.url },
      { 'sec-fetch-site': 'same-site', origin: rig.url },
    ];
    for (const headers of forms) {
      const response = await browser.post(`${PORTAL}/payment-methods`, card('4000000000000341'), headers);
      expect([response.status, await response.text()]).toEqual([
        403,
        expect.stringContaining('Not sent from here'),
      ]);
    }
    expect(await browser.read(`${PORTAL}/payment-methods`)).not.toContain('0341</strong>');
  });

  it('is not found for what is somebody else’s', async () => {
    const { subscription } = await newCustomer();
    const { items } = await rig.polar.orders.list({ customer_id: subscription.customer_id });
    const orderId = items[0]?.id;
    for (const path of [
      `/orders/${orderId}`,
      `/orders/${orderId}/invoice`,
      `/orders/${orderId}/receipt`,
      `/orders/${orderId}/invoice/state`,
      `/subscriptions/${subscription.id}/cancel`,
      `/subscriptions/${subscription.id}/plan`,
    ]) {
      expect((await browser.get(PORTAL + path)).status).toBe(404);
    }
    await browser.submit(`${PORTAL}/subscriptions/${subscription.id}/cancel`);
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({ cancel_at_period_end: false });
  });
});

describe('payment methods', () => {
  const path = `${PORTAL}/payment-methods`;
  let browser: Browser;
  let customerId: string;

  const idOf = (page: string, last4: string) => {
    const [, rest = ''] = page.split(`ending in ${last4}</strong>`);
    return /name="payment_method_id" value="([^"]+)"/.exec(rest)?.[1] ?? '';
  };

  beforeEach(async () => {
    ({ customerId } = await newCustomer());
    ({ browser } = await openPortal(customerId));
  });

  it('are added, made the default and removed', async () => {
    const added = await browser.submit(path, card('4000 0000 0000 0341'));
    expect(added).toContain('The card was added.');
    expect(added).toContain('Expires 12/33');
    // What went well is said once.
    expect(await browser.read(path)).not.toContain('The card was added.');
    const moved = await browser.submit(`${path}/default`, { payment_method_id: idOf(added, '4242') });
    expect(moved).toContain('The card will be charged from now on.');
    const removed = await browser.submit(`${path}/remove`, { payment_method_id: idOf(moved, '0341') });
    expect(removed).toContain('The card was removed.');
    expect(removed).not.toContain('Visa ending in 0341');
  });

  it('say everything that is wrong with a card at once, and never show it again', async () => {
    const page = await browser.submit(path, { number: '4111 1111 1111 1111', expiry: '13/33', cvc: 'x' });
    expect(page).toContain('Use one of the test cards');
    expect(page).toContain('Enter a month between 01 and 12.');
    expect(page).toContain('Enter the 3 or 4 digits');
    expect(page.match(/aria-invalid="true"/g)).toHaveLength(3);
    expect(page).not.toContain('4111');
  });

  it.each([
    ['4000000000000002', 'Your card was declined.'],
    ['4000000000009995', 'Your card has insufficient funds.'],
    ['4000000000000069', 'Your card has expired.'],
  ])('say why a card is refused: %s', async (number, reason) => {
    const page = await browser.submit(path, card(number));
    expect(page).toContain(
      `Could not add this payment method: ${reason} Please try again with a different card.`,
    );
    expect(page).not.toContain(`ending in ${number.slice(-4)}</strong>`);
  });

  it('ask the cardholder of a card with 3-D Secure first', async () => {
    const asked = await browser.submit(path, card('4000002760003184'));
    expect(asked).toContain('Confirm that it is you');
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(asked)?.[1] ?? '';
    const fields = {
      setup_intent_id: field('setup_intent_id'),
      expiry: field('expiry'),
      set_default: field('set_default'),
    };
    const refused = await browser.submit(`${path}/confirm`, { ...fields, intent: 'refuse' });
    expect(refused).toContain('We are unable to authenticate your payment method.');
    expect(refused).not.toContain('Visa ending in 3184');
    const approved = await browser.submit(`${path}/confirm`, { ...fields, intent: 'approve' });
    expect(approved).toContain('Visa ending in 3184');
    expect(approved).toContain('Expires 12/33');
  });

  it('explain why the only card stays', async () => {
    const page = await browser.read(path);
    const kept = await browser.submit(`${path}/remove`, { payment_method_id: idOf(page, '4242') });
    expect(kept).toContain('Add another card first, then remove this one.');
    expect(kept).toContain('Visa ending in 4242');
  });

  it('pay what is past due with a new default card, and say whether they could', async () => {
    const { subscription } = await newCustomer({ token: 'ctoken_visa_declined_later', trial: true });
    await rig.emulator.clock.advance('P15D');
    ({ browser } = await openPortal(subscription.customer_id));
    expect(await browser.read(PORTAL)).toContain('The last payment failed.');
    expect(await browser.submit(path, card('4000000000000341'))).toContain('it did not pay what is past due');
    expect(await browser.submit(path, card('4242424242424242'))).toContain('what was past due has been paid');
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({ status: 'active' });
  });
});

describe('a subscription', () => {
  let browser: Browser;
  let id: string;
  let path: string;

  beforeEach(async () => {
    await setFreedoms(rig, { pause: true, update_plan: true });
    const { subscription, customerId } = await newCustomer();
    ({ id } = subscription);
    path = `${PORTAL}/subscriptions/${id}`;
    ({ browser } = await openPortal(customerId));
  });

  const subscription = () => rig.polar.subscriptions.get(id);

  it('says what will happen, and what is charged then', async () => {
    const page = await browser.read(PORTAL);
    expect(page).toContain('Renews on');
    expect(page).toMatch(/<dt>Next charge<\/dt><dd>\$29\.00 on /);
    expect(page).toContain('Visa ending in 4242');
  });

  it('is canceled with a reason, and kept after all', async () => {
    expect(await browser.read(`${path}/cancel`)).toContain('You keep Starter until');
    const page = await browser.submit(`${path}/cancel`, { reason: 'too_expensive', comment: 'Too much' });
    expect(page).toContain('Your subscription is canceled.');
    expect(page).toContain('and does not renew');
    expect(await subscription()).toMatchObject({
      cancel_at_period_end: true,
      customer_cancellation_reason: 'too_expensive',
      customer_cancellation_comment: 'Too much',
    });
    expect(await browser.submit(`${path}/cancel`)).toContain('is canceled already');
    expect(await browser.submit(`${path}/keep`)).toContain('Your subscription goes on.');
    expect(await subscription()).toMatchObject({ cancel_at_period_end: false });
  });

  it('moves to another plan at the price that was shown', async () => {
    const plans = await browser.read(`${path}/plan`);
    expect(plans).toContain('$290.00 per year');
    const confirmation = await browser.read(`${path}/plan?product_id=${seedProductIds.starter.year}`);
    expect(confirmation).toContain('Change and pay $261.00 now');
    const page = await browser.submit(`${path}/plan`, { product_id: seedProductIds.starter.year });
    expect(page).toContain('Your plan was changed.');
    const { items } = await rig.polar.orders.list({ subscription_id: id });
    expect(items[0]).toMatchObject({ total_amount: 26_100, status: 'paid' });
  });

  it('keeps its plan when the card does not pay', async () => {
    await browser.submit(`${PORTAL}/payment-methods`, card('4000000000000341'));
    const page = await browser.submit(`${path}/plan`, { product_id: seedProductIds.starter.year });
    expect(page).toContain('The payment was declined, so nothing was changed');
    expect(await subscription()).toMatchObject({ product_id: seedProductIds.starter.month });
  });

  it('is changed only as far as the organization allows', async () => {
    await setFreedoms(rig, { update_plan: false });
    const page = await browser.read(PORTAL);
    for (const word of ['Change plan', 'Pause']) expect(page).not.toContain(word);
    expect((await browser.get(`${path}/plan`)).status).toBe(404);
    await browser.submit(`${path}/plan`, { product_id: seedProductIds.starter.year });
    expect(await browser.submit(`${path}/pause`)).toContain(
      'Pausing and resuming subscriptions is not allowed.',
    );
    expect(await subscription()).toMatchObject({
      product_id: seedProductIds.starter.month,
      pause_at_period_end: false,
    });
  });

  it('pauses and resumes', async () => {
    expect(await browser.submit(`${path}/pause`)).toContain('will pause at the end');
    expect(await browser.submit(`${path}/unpause`)).toContain('will not pause');
    await browser.submit(`${path}/pause`);
    await rig.emulator.clock.advance('P1M');
    ({ browser } = await openPortal((await subscription()).customer_id));
    expect(await browser.read(PORTAL)).toContain('Paused until you resume it.');
    expect(await browser.submit(`${path}/resume`)).toContain('Your subscription is active again.');
  });

  it('drops a change that is planned', async () => {
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.professional.month,
      proration_behavior: 'next_period',
    });
    expect(await browser.read(PORTAL)).toContain('Changes to Professional on');
    expect(await browser.submit(`${path}/drop`)).toContain('The planned change was dropped.');
  });
});

describe('an order', () => {
  let browser: Browser;
  let path: string;
  let orderId: string;

  async function open(customerId: string) {
    ({ browser } = await openPortal(customerId));
    const { items } = await rig.polar.orders.list({ customer_id: customerId });
    orderId = items[0]?.id ?? '';
    path = `${PORTAL}/orders/${orderId}`;
  }

  it('gives its receipt and its invoice', async () => {
    await open((await newCustomer()).customerId);
    expect(await browser.read(`${PORTAL}/orders`)).toContain('$29.00');
    const asked = await browser.submit(`${path}/invoice`);
    expect(asked).toContain('The invoice is being prepared…');
    await rig.emulator.settled();
    expect(await (await browser.get(`${path}/invoice/state`)).json()).toEqual({ ready: true });
    expect(await browser.read(path)).toContain('Download invoice');
    for (const kind of ['invoice', 'receipt']) {
      const lead = await browser.get(`${path}/${kind}`);
      const pdf = await fetch(lead.headers.get('location') ?? '');
      expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    }
  });

  it('asks whom the invoice is made out to where nobody has said so', async () => {
    await open((await newCustomer()).customerId);
    await rig.polar.orders.update(orderId, { billing_name: null });
    expect(await browser.read(path)).toContain('Say whom the invoice is made out to.');
    expect(await browser.submit(`${path}/invoice`, { country: 'US' })).toContain(
      'Enter the name that goes on the invoice.',
    );
    expect(await browser.submit(`${path}/invoice`, { name: 'Ada' })).toContain(
      'The invoice is being prepared…',
    );
    await rig.emulator.settled();
  });

  it('that is past due is paid by a card on file, or another', async () => {
    const { subscription } = await newCustomer({ token: 'ctoken_visa_declined_later', trial: true });
    await rig.emulator.clock.advance('P15D');
    await open(subscription.customer_id);
    const page = await browser.read(path);
    expect(page).toContain('Pay $29.00 now');
    const id = /name="payment_method_id" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(await browser.submit(`${path}/pay`, { payment_method_id: id })).toContain(
      'Your card was declined. Nothing was charged.',
    );
    expect(await browser.submit(`${path}/pay`, {})).toContain('Use one of the test cards');
    const asked = await browser.submit(`${path}/pay`, card('4000002760003184'));
    expect(asked).toContain('A payment of $29.00 for Starter');
    expect(await browser.submit(`${path}/authenticate`, { intent: 'refuse' })).toContain(
      'We are unable to authenticate',
    );
    expect(await browser.submit(`${path}/pay`, card('4242424242424242'))).toContain('the order is paid');
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({ status: 'active' });
  });
});

describe('billing details', () => {
  it('are kept, and checked before', async () => {
    const { customerId } = await newCustomer();
    const { browser } = await openPortal(customerId);
    const wrong = await browser.submit(`${PORTAL}/billing`, { name: '', country: 'XX' });
    expect(wrong.match(/aria-invalid="true"/g)).toHaveLength(5);
    const fields = {
      name: 'Ada GmbH',
      country: 'DE',
      line1: 'Weg 1',
      postal_code: '1',
      city: 'Ulm',
      tax_id: 'DE123456789',
    };
    expect(await browser.submit(`${PORTAL}/billing`, fields)).toContain('Your billing details were saved.');
    expect(await rig.polar.customers.get(customerId)).toMatchObject({
      billing_name: 'Ada GmbH',
      billing_address: { country: 'DE', city: 'Ulm' },
    });
  });

  it('have an address for mail, which is proven by the link in a mail', async () => {
    await setFreedoms(rig, {}, true);
    const { customerId } = await newCustomer();
    const { browser } = await openPortal(customerId);
    expect(await browser.submit(`${PORTAL}/email`, { email: 'nowhere' })).toContain('Enter an email address');
    const page = await browser.submit(`${PORTAL}/email`, { email: 'new.one@example.com' });
    const link = /href="([^"]+verify-email[^"]+)"/.exec(page)?.[1] ?? '';
    expect(await browser.read(link)).toContain('Use new.one@example.com');
    const token = new URL(link, rig.url).searchParams.get('token') ?? '';
    const path = `${PORTAL}/verify-email`;
    expect(await browser.submit(path, { token })).toContain('Your email address was changed.');
    expect(await rig.polar.customers.get(customerId)).toMatchObject({ email: 'new.one@example.com' });
    expect(await browser.submit(path, { token })).toContain('This link is over');
  });
});

describe('a team', () => {
  it('gives its seats to people, who take them with the link in a mail', async () => {
    const team = await rig.polar.customers.create({ type: 'team', owner: { email: 'boss@example.com' } });
    const { id: subscriptionId } = await buySeats(rig, team.id, 2);
    const [boss] = (await rig.polar.customers.members.list(team.id)).items;
    const { browser } = await openPortal(team.id, { member_id: boss?.id ?? '' });
    const path = `${PORTAL}/seats`;
    const invite = { container_id: subscriptionId, email: 'sam@example.com' };
    const invited = await browser.submit(path, invite);
    expect(invited).toContain('The invitation was sent.');
    expect(invited).toContain('2 seats, 1 free.');
    expect(await browser.submit(path, invite)).toContain('This person has a seat already.');
    const seatId = /name="seat_id" value="([^"]+)"/.exec(invited)?.[1] ?? '';
    const again = await browser.submit(`${path}/resend`, { seat_id: seatId });
    const link = /href="([^"]+claim[^"]+)"/.exec(again)?.[1] ?? '';

    const sam = new Browser();
    expect(await sam.read(link)).toContain('Your seat of Team');
    const token = new URL(link, rig.url).searchParams.get('token') ?? '';
    const claimed = await sam.submit(`${path}/claim`, { token });
    expect(claimed).toContain('The seat is yours.');
    expect(claimed).toContain('You have one');
    // A member sees neither amounts nor what leads to them.
    expect(claimed).not.toContain('$');
    const forbidden = await sam.get(`${PORTAL}/payment-methods`);
    expect([forbidden.status, await forbidden.text()]).toEqual([
      403,
      expect.stringContaining('You cannot see billing'),
    ]);
    expect((await sam.post(`${PORTAL}/payment-methods`, card('4000000000000341'))).status).toBe(403);
    expect((await rig.polar.customers.listPaymentMethods(team.id)).items).toHaveLength(1);

    const freed = await browser.submit(`${path}/revoke`, { seat_id: seatId });
    expect(freed).toContain('The seat is free again.');
    expect(await sam.read(PORTAL)).toContain('You have none');
    expect(await sam.submit(`${path}/claim`, { token })).toContain('This invitation is over');
    expect((await sam.get(`${path}/claim?token=nothing`)).status).toBe(404);
  });

  it('changes how many seats it has at the price that was shown', async () => {
    const team = await rig.polar.customers.create({ type: 'team', owner: { email: 'two@example.com' } });
    const { id } = await buySeats(rig, team.id, 2);
    const [owner] = (await rig.polar.customers.members.list(team.id)).items;
    const { browser } = await openPortal(team.id, { member_id: owner?.id ?? '' });
    const path = `${PORTAL}/subscriptions/${id}/seats`;
    expect(await browser.read(`${path}?quantity=many`)).toContain('Enter a whole number.');
    expect(await browser.read(`${path}?quantity=0`)).toContain('Minimum 1 seats required.');
    expect(await browser.read(`${path}?quantity=5`)).toContain('On your next bill');
    expect(await browser.submit(path, { quantity: '5' })).toContain('Your subscription was changed.');
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ seats: 5 });
  });
});
