'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from '../lib/cn.ts';
import { slot } from '../lib/slot.ts';

/** Props of {@link InvoiceTableFilter}: those of the select; its options are its children. */
export interface InvoiceTableFilterProps extends React.ComponentPropsWithoutRef<'select'> {
  label: string;
}

/** Shows invoices of one status only. Renders a `<select>`. */
export const InvoiceTableFilter = forwardRef<HTMLSelectElement, InvoiceTableFilterProps>(
  function InvoiceTableFilter({ label, className, ...props }, ref) {
    return (
      <select
        ref={ref}
        aria-label={label}
        {...slot('invoice-table-filter')}
        className={cn(
          'floe:min-h-9 floe:max-sm:min-h-11 floe:pointer-coarse:min-h-11 floe:max-w-full floe:cursor-pointer floe:rounded-control floe:border floe:border-control-border floe:bg-surface floe:px-2 floe:text-body floe:text-text floe:focus-visible:outline-2 floe:focus-visible:outline-offset-2 floe:focus-visible:outline-focus',
          className,
        )}
        {...props}
      />
    );
  },
);
