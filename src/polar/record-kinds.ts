import type { PolarCore } from '@polar-sh/sdk/2026-10';
import { listBenefitGrants } from '@polar-sh/sdk/2026-10/services/benefit_grants';
import { getBenefits, listBenefits } from '@polar-sh/sdk/2026-10/services/benefits';
import { getCustomerMeters, listCustomerMeters } from '@polar-sh/sdk/2026-10/services/customer_meters';
import { getCustomers, listCustomers } from '@polar-sh/sdk/2026-10/services/customers';
import { getDiscounts, listDiscounts } from '@polar-sh/sdk/2026-10/services/discounts';
import { getMeters, listMeters } from '@polar-sh/sdk/2026-10/services/meters';
import { getOrders, listOrders } from '@polar-sh/sdk/2026-10/services/orders';
import { getPayments, listPayments } from '@polar-sh/sdk/2026-10/services/payments';
import { getProducts, listProducts } from '@polar-sh/sdk/2026-10/services/products';
import { listRefunds } from '@polar-sh/sdk/2026-10/services/refunds';
import { getSubscriptions, listSubscriptions } from '@polar-sh/sdk/2026-10/services/subscriptions';
import type { MirrorRecords, PagedKind } from '../server/ports/index.ts';
import { toBenefitGrantRecord, toBenefitRecord } from './records/benefit.ts';
import { toCustomerRecord } from './records/customer.ts';
import { toDiscountRecord } from './records/discount.ts';
import { toInvoiceRecord } from './records/invoice.ts';
import { toCustomerMeterRecord, toMeterRecord } from './records/meter.ts';
import { toPaymentRecord } from './records/payment.ts';
import { toProductRecord } from './records/product.ts';
import { toRefundRecord } from './records/refund.ts';
import { toSubscriptionRecord } from './records/subscription.ts';
import type { Page } from './walk-pages.ts';

/** Which entries of a list, in Polar's words. */
export interface PolarPageQuery {
  page: number;
  limit: number;
  customer_id: string | null;
}

/** How one kind is read at Polar. */
export interface PolarRecordKind<Record> {
  /** The oldest first. */
  list(query: PolarPageQuery): Promise<Page<() => Record | null>>;
  /** One as it is now. `null`, or rejects with Polar's 404, when there is none. */
  get(record: Record): Promise<Record | null>;
}

/** Polar finds it by its id. */
function byId<Wire, Record extends { id: string }>(
  get: (id: string) => Promise<Wire>,
  toRecord: (wire: Wire) => Record | null,
): PolarRecordKind<Record>['get'] {
  return async ({ id }) => toRecord(await get(id));
}

/** A list whose entries are read one by one, so that one of a newer kind does not hide the others. */
function pages<Wire, Record>(
  list: (query: PolarPageQuery) => Promise<Page<Wire>>,
  toRecord: (wire: Wire) => Record | null,
): PolarRecordKind<Record>['list'] {
  return async (query) => {
    const { items, pagination } = await list(query);
    return { items: items.map((wire) => () => toRecord(wire)), pagination };
  };
}

const OLDEST_FIRST = ['created_at' as const];
/** More than a customer has grants for one benefit. */
const MOST_GRANTS = 100;

/** How each kind is read that Polar lists for everyone. What belongs to nobody has no `customer_id`. */
export function createRecordKinds(core: PolarCore): {
  [Kind in PagedKind]: PolarRecordKind<MirrorRecords[Kind]>;
} {
  const sorting = OLDEST_FIRST;
  return {
    customer: {
      list: pages(({ page, limit }) => listCustomers(core)({ page, limit, sorting }), toCustomerRecord),
      get: byId(getCustomers(core), toCustomerRecord),
    },
    // Archived ones too: a list without a filter has both.
    product: {
      list: pages(({ page, limit }) => listProducts(core)({ page, limit, sorting }), toProductRecord),
      get: byId(getProducts(core), toProductRecord),
    },
    benefit: {
      list: pages(({ page, limit }) => listBenefits(core)({ page, limit, sorting }), toBenefitRecord),
      get: byId(getBenefits(core), toBenefitRecord),
    },
    discount: {
      list: pages(
        ({ page, limit }) => listDiscounts(core)({ page, limit, sorting }),
        (wire) => toDiscountRecord(wire),
      ),
      get: byId(getDiscounts(core), (wire) => toDiscountRecord(wire)),
    },
    meter: {
      list: pages(({ page, limit }) => listMeters(core)({ page, limit, sorting }), toMeterRecord),
      get: byId(getMeters(core), toMeterRecord),
    },
    subscription: {
      list: pages(
        (query) => listSubscriptions(core)({ ...query, sorting: ['started_at'] }),
        toSubscriptionRecord,
      ),
      get: byId(getSubscriptions(core), toSubscriptionRecord),
    },
    invoice: {
      list: pages((query) => listOrders(core)({ ...query, sorting }), toInvoiceRecord),
      get: byId(getOrders(core), toInvoiceRecord),
    },
    refund: {
      list: pages((query) => listRefunds(core)({ ...query, sorting }), toRefundRecord),
      async get({ id }) {
        const [refund] = (await listRefunds(core)({ id, limit: 1 })).items;
        return refund === undefined ? null : toRefundRecord(refund);
      },
    },
    payment: {
      list: pages((query) => listPayments(core)({ ...query, sorting }), toPaymentRecord),
      get: byId(getPayments(core), toPaymentRecord),
    },
    benefit_grant: {
      list: pages((query) => listBenefitGrants(core)({ ...query, sorting }), toBenefitGrantRecord),
      async get({ id, customerId }) {
        const grants = await listBenefitGrants(core)({ customer_id: customerId, limit: MOST_GRANTS });
        const grant = grants.items.find((one) => one.id === id);
        return grant === undefined ? null : toBenefitGrantRecord(grant);
      },
    },
    customer_meter: {
      list: pages((query) => listCustomerMeters(core)({ ...query, sorting }), toCustomerMeterRecord),
      get: byId(getCustomerMeters(core), toCustomerMeterRecord),
    },
  };
}
