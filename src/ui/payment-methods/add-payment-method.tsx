'use client';
import type * as React from 'react';
import { usePaymentMethodsPage } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** The way to the provider's page, and what it is. */
export function AddPaymentMethod({ returnPath }: { returnPath: string }): React.JSX.Element {
  const { paymentMethods: m } = useWords().messages;
  const page = usePaymentMethodsPage({ returnPath });
  return (
    <>
      {page.error === null ? null : (
        <div className="floe:px-6 floe:pt-4">
          <ErrorNotice error={page.error} />
        </div>
      )}
      <Parts.Footer>
        <p className="floe:min-w-0 floe:flex-1 floe:basis-64 floe:text-meta floe:text-muted">{m.addHint}</p>
        <Button onClick={page.open} pending={page.isOpening ? m.adding : null}>
          {m.add}
        </Button>
      </Parts.Footer>
    </>
  );
}
