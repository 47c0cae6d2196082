'use client';
import { forwardRef } from 'react';
import { Button, type ButtonProps } from '../lib/button.tsx';
import { Icon } from '../lib/icons.tsx';
import { slot } from '../lib/slot.ts';

/** Puts the alert aside; give it an `aria-label`. Renders a `<button>`. */
export const BillingAlertDismiss = forwardRef<HTMLButtonElement, ButtonProps>(
  function BillingAlertDismiss(props, ref) {
    return (
      <Button ref={ref} variant="quiet" isIconOnly {...slot('billing-alert-dismiss')} {...props}>
        <Icon name="close" />
      </Button>
    );
  },
);
