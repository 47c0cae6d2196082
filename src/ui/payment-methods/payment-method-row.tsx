'use client';
import type * as React from 'react';
import type { SavedPaymentMethod } from '../../core/index.ts';
import { CARD_EXPIRING_DAYS, cardExpiresAt, daysBetween, type Instant, isBefore } from '../../core/index.ts';
import { Badge } from '../lib/badge.tsx';
import { Button } from '../lib/button.tsx';
import { Icon } from '../lib/icons.tsx';
import { paymentMethodExpiry, paymentMethodName } from '../lib/payment-method-words.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

const BADGE = 'payment-methods-badge';

/** Props of {@link PaymentMethodRow}. */
export interface PaymentMethodRowProps {
  method: SavedPaymentMethod;
  now: Instant;
  /** Whether it is being made the default. */
  isPending: boolean;
  /** Whether anything in the list is being changed. */
  isBusy: boolean;
  /** `null` for who may not. */
  onMakeDefault: (() => void) | null;
  onRemove: (() => void) | null;
}

/** One payment method: what it is, its state, and what can be done with it. */
export function PaymentMethodRow(props: PaymentMethodRowProps): React.JSX.Element {
  const { method, now, isPending, isBusy, onMakeDefault, onRemove } = props;
  const words = useWords();
  const { paymentMethods: m } = words.messages;
  const name = paymentMethodName(method, words);
  const expiry = paymentMethodExpiry(method, words);
  const stays = method.isDefault && !method.isRemovable && onRemove !== null ? m.stays : null;
  return (
    <Parts.Item data-default={method.isDefault ? '' : undefined}>
      <Icon name="card" />
      <div className="floe:min-w-0 floe:flex-1 floe:basis-48">
        <Parts.Name>
          {name}
          {method.isDefault ? (
            <Badge slotName={BADGE} tone="success">
              {m.default}
            </Badge>
          ) : null}
          <ExpiryBadge method={method} now={now} />
        </Parts.Name>
        {expiry === null ? null : <Parts.Detail>{expiry}</Parts.Detail>}
        {stays === null ? null : <Parts.Detail>{stays}</Parts.Detail>}
      </div>
      <Parts.Actions>
        {method.isDefault || onMakeDefault === null ? null : (
          <Button
            variant="quiet"
            aria-label={isPending ? undefined : `${m.makeDefault}: ${name}`}
            pending={isPending ? m.makingDefault : null}
            disabled={isBusy && !isPending}
            onClick={onMakeDefault}
          >
            {m.makeDefault}
          </Button>
        )}
        {!method.isRemovable || onRemove === null ? null : (
          <Button
            variant="quiet"
            aria-label={`${m.remove}: ${name}`}
            disabled={isBusy}
            onClick={onRemove}
            aria-haspopup="dialog"
          >
            {m.remove}
          </Button>
        )}
      </Parts.Actions>
    </Parts.Item>
  );
}

function ExpiryBadge({ method, now }: Pick<PaymentMethodRowProps, 'method' | 'now'>) {
  const { paymentMethods: m } = useWords().messages;
  const expiresAt = cardExpiresAt(method);
  if (expiresAt === null || daysBetween(now, expiresAt) > CARD_EXPIRING_DAYS) return null;
  return isBefore(now, expiresAt) ? (
    <Badge slotName={BADGE} tone="warning">
      {m.expiresSoon}
    </Badge>
  ) : (
    <Badge slotName={BADGE} tone="danger">
      {m.expired}
    </Badge>
  );
}
