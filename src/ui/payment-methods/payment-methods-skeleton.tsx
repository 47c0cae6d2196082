'use client';
import type * as React from 'react';
import { Skeleton } from '../lib/skeleton.tsx';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import * as Parts from './parts.ts';

/** The list while it is on the way, as tall as one with a card. */
export function PaymentMethodsSkeleton({ className }: { className?: string | undefined }): React.JSX.Element {
  const { messages } = useWords();
  return (
    <Parts.Root aria-busy="true" aria-label={messages.paymentMethods.label} className={className}>
      <VisuallyHidden role="status">{messages.common.loading}</VisuallyHidden>
      <Parts.List aria-hidden="true">
        <Parts.Item>
          <div>
            <Parts.Name>
              <Skeleton className="floe:w-40" />
            </Parts.Name>
            <Parts.Detail>
              <Skeleton className="floe:w-28" />
            </Parts.Detail>
          </div>
        </Parts.Item>
      </Parts.List>
      <Parts.Footer aria-hidden="true" className="floe:min-h-[calc(var(--floe-spacing)*15+1px)]" />
    </Parts.Root>
  );
}
