'use client';
import * as RadixDialog from '@radix-ui/react-dialog';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from './cn.ts';

/** What the dialog says under its title. Renders a `<p>`. */
export const DialogDescription = forwardRef<HTMLParagraphElement, React.ComponentPropsWithoutRef<'p'>>(
  function DialogDescription({ className, ...props }, ref) {
    return (
      <RadixDialog.Description ref={ref} className={cn('floe:mt-1 floe:text-muted', className)} {...props} />
    );
  },
);
