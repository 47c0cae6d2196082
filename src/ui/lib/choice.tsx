'use client';
import type * as React from 'react';
import { forwardRef } from 'react';
import { cn } from './cn.ts';
import { slot } from './slot.ts';

/** Props of {@link Choice}: those of the radio button; the words are its children. */
export interface ChoiceProps extends Omit<React.ComponentPropsWithoutRef<'input'>, 'type'> {
  slotName: string;
}

/** One of several things to choose. Renders a `<label>` around an `<input type="radio">`; the ref is the input's. */
export const Choice = forwardRef<HTMLInputElement, ChoiceProps>(function Choice(
  { slotName, className, children, ...props },
  ref,
) {
  return (
    <label
      {...slot(slotName)}
      className={cn(
        'floe:flex floe:min-h-10 floe:max-sm:min-h-11 floe:cursor-pointer floe:items-center floe:gap-3 floe:rounded-control floe:border floe:border-transparent floe:px-3 floe:py-1.5 floe:hover:bg-sunken floe:has-checked:border-accent floe:has-checked:bg-accent/8 floe:has-focus-visible:outline-2 floe:has-focus-visible:outline-offset-2 floe:has-focus-visible:outline-focus',
        className,
      )}
    >
      <input
        ref={ref}
        type="radio"
        className="floe:size-4 floe:shrink-0 floe:cursor-pointer floe:appearance-auto floe:accent-accent floe:outline-none"
        {...props}
      />
      <span>{children}</span>
    </label>
  );
});
