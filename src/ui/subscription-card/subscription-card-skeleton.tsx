'use client';
import type * as React from 'react';
import { Skeleton } from '../lib/skeleton.tsx';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import * as Parts from './parts.ts';

const FACTS = ['first', 'second', 'third'] as const;

/** The card while its data is on the way, as tall as the card of a running subscription. */
export function SubscriptionCardSkeleton({
  className,
}: {
  className?: string | undefined;
}): React.JSX.Element {
  const { messages } = useWords();
  return (
    <Parts.Root aria-busy="true" aria-label={messages.subscriptionCard.label} className={className}>
      <VisuallyHidden role="status">{messages.common.loading}</VisuallyHidden>
      <Parts.Header aria-hidden="true">
        <div>
          <p className="floe:text-title">
            <Skeleton className="floe:w-44" />
          </p>
          <Parts.Price>
            <Skeleton className="floe:w-32 floe:text-price" />
          </Parts.Price>
        </div>
      </Parts.Header>
      <div
        aria-hidden="true"
        className="floe:grid floe:gap-x-6 floe:gap-y-4 floe:border-t floe:border-border floe:p-6 floe:@lg:grid-cols-2 floe:@3xl:grid-cols-3"
      >
        {FACTS.map((fact) => (
          <div key={fact}>
            <p className="floe:text-meta">
              <Skeleton className="floe:w-20" />
            </p>
            <p className="floe:mt-1">
              <Skeleton className="floe:w-36" />
            </p>
            <p className="floe:text-meta">
              <Skeleton className="floe:w-28" />
            </p>
          </div>
        ))}
      </div>
      <Parts.Footer aria-hidden="true" className="floe:min-h-[calc(var(--floe-spacing)*15+1px)]" />
    </Parts.Root>
  );
}
