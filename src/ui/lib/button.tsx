'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { AsChild } from './as-child.tsx';
import { cn } from './cn.ts';
import { slot } from './slot.ts';
import { Spinner } from './spinner.tsx';

/** How much a button asks to be pressed. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const BASE =
  'floe:relative floe:inline-flex floe:items-center floe:justify-center floe:gap-2 floe:min-h-9 floe:max-sm:min-h-11 floe:pointer-coarse:min-h-11 floe:py-1.5 floe:rounded-control floe:border floe:text-body floe:font-medium floe:text-center floe:wrap-anywhere floe:no-underline floe:cursor-pointer floe:select-none floe:transition-colors floe:motion-reduce:transition-none floe:focus-visible:outline-2 floe:focus-visible:outline-offset-2 floe:focus-visible:outline-focus floe:disabled:cursor-not-allowed floe:aria-disabled:cursor-not-allowed floe:disabled:opacity-55';

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'floe:border-accent floe:bg-accent floe:text-on-accent floe:hover:bg-[color-mix(in_oklab,var(--floe-color-accent)_88%,var(--floe-color-text))]',
  secondary: 'floe:border-control-border floe:bg-surface floe:text-text floe:hover:bg-sunken',
  quiet:
    'floe:border-transparent floe:bg-transparent floe:text-muted floe:hover:bg-sunken floe:hover:text-text',
  danger:
    'floe:border-danger floe:bg-transparent floe:text-danger floe:hover:bg-danger floe:hover:text-on-danger',
};

/** Props of {@link Button}. */
export interface ButtonProps extends React.ComponentPropsWithoutRef<'button'> {
  /** @default 'secondary' */
  variant?: ButtonVariant | undefined;
  /** Whether it holds an icon and no words: narrower, and in need of an `aria-label`. @default false */
  isIconOnly?: boolean | undefined;
  /**
   * Said in place of the words while the press takes effect; `null` or left out when nothing is under way. The
   * button then ignores presses but keeps its focus.
   */
  pending?: string | null | undefined;
  /** Gives the props to the one child, such as a link, instead of rendering a `<button>`. @default false */
  asChild?: boolean | undefined;
}

/** A button. Renders a `<button>` with `data-variant`, and `data-pending` while its press takes effect. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  {
    variant = 'secondary',
    pending = null,
    isIconOnly = false,
    asChild = false,
    className,
    children,
    onClick,
    ...props
  },
  ref,
) {
  const shared = {
    ...slot('button', { variant, pending: pending !== null }),
    className: cn(BASE, isIconOnly ? 'floe:px-2.5' : 'floe:px-3.5', VARIANTS[variant], className),
  };
  if (asChild) {
    return (
      <AsChild
        ref={ref as React.Ref<HTMLElement>}
        {...shared}
        {...(props as React.HTMLAttributes<HTMLElement>)}
      >
        {children}
      </AsChild>
    );
  }
  // `disabled` would throw the focus away in the middle of a person's action.
  const busy = pending === null ? {} : { 'aria-disabled': true, 'aria-busy': true };
  return (
    <button
      ref={ref}
      type="button"
      {...shared}
      {...busy}
      onClick={pending === null ? onClick : (event) => event.preventDefault()}
      {...props}
    >
      {pending === null ? (
        children
      ) : (
        <>
          <Spinner />
          {pending}
        </>
      )}
    </button>
  );
});
