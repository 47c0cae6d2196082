'use client';
import type * as React from 'react';
import { Skeleton } from '../lib/skeleton.tsx';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import * as Parts from './parts.ts';

const ROWS = ['a', 'b', 'c', 'd', 'e'] as const;

/** The list while its data is on the way. */
export function InvoiceTableSkeleton({ className }: { className?: string | undefined }): React.JSX.Element {
  const { messages } = useWords();
  return (
    <Parts.Root aria-busy="true" aria-label={messages.invoiceTable.label} className={className}>
      <VisuallyHidden role="status">{messages.common.loading}</VisuallyHidden>
      <div aria-hidden="true">
        {ROWS.map((row) => (
          <div
            key={row}
            className="floe:flex floe:min-h-15 floe:items-center floe:justify-between floe:gap-6 floe:border-b floe:border-border floe:px-6 floe:last:border-b-0"
          >
            <Skeleton className="floe:w-24" />
            <Skeleton className="floe:w-40" />
            <Skeleton className="floe:w-16" />
            <Skeleton className="floe:w-16" />
          </div>
        ))}
      </div>
    </Parts.Root>
  );
}
