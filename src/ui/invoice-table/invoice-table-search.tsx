'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from '../lib/cn.ts';
import { Icon } from '../lib/icons.tsx';
import { slot } from '../lib/slot.ts';

/** Props of {@link InvoiceTableSearch}. */
export interface InvoiceTableSearchProps extends Omit<React.ComponentPropsWithoutRef<'input'>, 'type'> {
  label: string;
}

/** Finds invoices by number or plan. Renders an `<input type="search">`. */
export const InvoiceTableSearch = forwardRef<HTMLInputElement, InvoiceTableSearchProps>(
  function InvoiceTableSearch({ label, className, ...props }, ref) {
    return (
      <div className="floe:relative floe:min-w-0 floe:grow floe:basis-48">
        <span className="floe:pointer-events-none floe:absolute floe:inset-y-0 floe:start-3 floe:inline-flex floe:items-center floe:text-muted">
          <Icon name="search" />
        </span>
        <input
          ref={ref}
          type="search"
          aria-label={label}
          {...slot('invoice-table-search')}
          className={cn(
            'floe:block floe:h-9 floe:max-sm:h-11 floe:pointer-coarse:h-11 floe:w-full floe:rounded-control floe:border floe:border-control-border floe:bg-surface floe:ps-9 floe:pe-3 floe:text-body floe:text-text floe:placeholder:text-muted floe:focus-visible:outline-2 floe:focus-visible:outline-offset-2 floe:focus-visible:outline-focus',
            className,
          )}
          {...props}
        />
      </div>
    );
  },
);
