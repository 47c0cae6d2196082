import { type Operation, operations } from './operations.ts';

const read = ['subscriptions:read', 'subscriptions:write'];
const portal = ['customer_portal:read', 'customer_portal:write'];
const errors = [404, 422];

/**
 * Operations that Polar's server has as private previews: the SDK has no methods for them.
 *
 * @see polar subscription/endpoints.py and customer_portal/endpoints/subscription.py
 */
// biome-ignore format: one operation, one line
export const privateOperations: readonly Operation[] = [
  { name: 'subscriptions.chargePreview', method: 'GET', path: '/v1/subscriptions/{id}/charge-preview', credential: 'merchant', scopes: read, errors },
  { name: 'subscriptions.cancelPreview', method: 'GET', path: '/v1/subscriptions/{id}/cancel-preview', credential: 'merchant', scopes: read, errors },
  { name: 'subscriptions.changePreview', method: 'POST', path: '/v1/subscriptions/{id}/change-preview', credential: 'merchant', scopes: ['subscriptions:write'], errors },
  { name: 'customerPortal.subscriptions.chargePreview', method: 'GET', path: '/v1/customer-portal/subscriptions/{id}/charge-preview', credential: 'customer', scopes: portal, errors },
  { name: 'customerPortal.subscriptions.cancelPreview', method: 'GET', path: '/v1/customer-portal/subscriptions/{id}/cancel-preview', credential: 'customer', scopes: portal, errors },
  { name: 'customerPortal.subscriptions.changePreview', method: 'POST', path: '/v1/customer-portal/subscriptions/{id}/change-preview', credential: 'customer', scopes: portal, errors },
  { name: 'customerPortal.subscriptions.revoke', method: 'POST', path: '/v1/customer-portal/subscriptions/{id}/revoke', credential: 'customer', scopes: ['customer_portal:write'], errors },
];

/** Everything that Polar's API is known to have. */
export const allOperations: readonly Operation[] = [...operations, ...privateOperations];

/** Every scope that an organization's token may have. */
export const merchantScopes: readonly string[] = [
  ...new Set(operations.flatMap(({ credential, scopes }) => (credential === 'merchant' ? scopes : []))),
];
