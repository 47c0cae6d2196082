'use client';
import * as RadixDialog from '@radix-ui/react-dialog';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from './cn.ts';

/** What the dialog is about; its accessible name. Renders an `<h2>` that can take the focus when the step changes. */
export const DialogTitle = forwardRef<HTMLHeadingElement, React.ComponentPropsWithoutRef<'h2'>>(
  function DialogTitle({ className, ...props }, ref) {
    return (
      <RadixDialog.Title
        ref={ref}
        tabIndex={-1}
        className={cn(
          'floe:pe-10 floe:text-title floe:font-strong floe:text-text floe:outline-none',
          className,
        )}
        {...props}
      />
    );
  },
);
