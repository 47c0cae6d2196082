'use client';
import type * as React from 'react';
import { useRef, useState } from 'react';
import type { Billing, Money, PaymentMethodList, SavedPaymentMethod } from '../../core/index.ts';
import { hasEnded } from '../../core/index.ts';
import { useRemovePaymentMethod, useSetDefaultPaymentMethod } from '../../react/index.ts';
import { Empty } from '../lib/empty.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { paymentMethodName } from '../lib/payment-method-words.ts';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import { AddPaymentMethod } from './add-payment-method.tsx';
import * as Parts from './parts.ts';
import { PaymentMethodRow } from './payment-method-row.tsx';
import { type PaymentMethodIntent, PaymentMethodsDialog } from './payment-methods-dialog.tsx';

/** Props of {@link PaymentMethodsOnFile}. */
export interface PaymentMethodsOnFileProps {
  billing: Billing;
  list: PaymentMethodList;
  returnPath: string;
  className: string | undefined;
}

/** The list with what can be done to each, as this person may. */
export function PaymentMethodsOnFile(props: PaymentMethodsOnFileProps): React.JSX.Element {
  const { billing, list, returnPath, className } = props;
  const words = useWords();
  const { paymentMethods: m, billingAlert } = words.messages;
  const [intent, setIntent] = useState<PaymentMethodIntent | null>(null);
  const root = useRef<HTMLElement>(null);
  const [done, setDone] = useState('');
  const setDefault = useSetDefaultPaymentMethod();
  const remove = useRemovePaymentMethod();
  const mayManage = billing.permissions.includes('payment_methods:manage');
  const hasPlan = billing.subscription !== null && !hasEnded(billing.subscription.status);
  const owed = owedOf(billing);
  const nameOf = (method: SavedPaymentMethod) => paymentMethodName(method, words);

  const makeDefault = (method: SavedPaymentMethod): void => {
    setDefault.mutate(
      { paymentMethodId: method.id },
      {
        onSuccess: () => {
          setDone(m.madeDefault({ method: nameOf(method) }));
          setIntent(null);
        },
      },
    );
  };
  const ask = (next: PaymentMethodIntent): void => {
    setDone('');
    setDefault.reset();
    remove.reset();
    (next.kind === 'pay' ? setDefault : remove).beginIntent();
    setIntent(next);
  };
  const confirm = ({ kind, method }: PaymentMethodIntent): void => {
    if (kind === 'pay') {
      makeDefault(method);
      return;
    }
    remove.mutate(
      { paymentMethodId: method.id },
      {
        onSuccess: () => {
          setDone(m.removed({ method: nameOf(method) }));
          setIntent(null);
        },
      },
    );
  };

  return (
    <Parts.Root ref={root} tabIndex={-1} aria-label={m.label} className={className}>
      <VisuallyHidden role="status">{done}</VisuallyHidden>
      {list.items.length === 0 ? (
        <Empty icon="card" title={m.emptyTitle}>
          {hasPlan ? m.emptyDescription : m.emptyBeforePlan}
        </Empty>
      ) : (
        <Parts.List>
          {list.items.map((method) => (
            <PaymentMethodRow
              key={method.id}
              method={method}
              now={list.asOf}
              isPending={setDefault.isPending && setDefault.variables.paymentMethodId === method.id}
              isBusy={setDefault.isPending || remove.isPending}
              onMakeDefault={
                mayManage
                  ? () => (owed === null ? makeDefault(method) : ask({ kind: 'pay', method, owed }))
                  : null
              }
              onRemove={mayManage ? () => ask({ kind: 'remove', method }) : null}
            />
          ))}
        </Parts.List>
      )}
      {setDefault.error === null || intent !== null ? null : (
        <div className="floe:px-6 floe:pt-4">
          <ErrorNotice error={setDefault.error} />
        </div>
      )}
      {mayManage && (hasPlan || list.items.length > 0) ? <AddPaymentMethod returnPath={returnPath} /> : null}
      {mayManage || list.items.length === 0 ? null : (
        <Parts.Footer>
          <p className="floe:text-muted">{billingAlert.askAdministrator}</p>
        </Parts.Footer>
      )}
      <PaymentMethodsDialog
        intent={intent}
        isPending={setDefault.isPending || remove.isPending}
        error={intent?.kind === 'pay' ? setDefault.error : remove.error}
        onConfirm={confirm}
        onClose={() => setIntent(null)}
        fallbackFocus={root}
      />
    </Parts.Root>
  );
}

/** What could not be collected, which a new default is tried on at once. */
function owedOf({ alert }: Billing): Money | null {
  return alert?.kind === 'payment_failed' ? alert.money : null;
}
