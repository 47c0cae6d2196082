import type * as React from 'react';
import { cn } from './cn.ts';
import { slot } from './slot.ts';

/**
 * Stands where text will be, with the height of a line of it, so that nothing moves when it comes. Hidden from
 * screen readers. Renders a `<span>`; `className` gives width and text size.
 */
export function Skeleton({ className }: { className?: string | undefined }): React.JSX.Element {
  return (
    <span
      aria-hidden="true"
      {...slot('skeleton')}
      className={cn(
        'floe:inline-block floe:max-w-full floe:select-none floe:bg-border floe:[clip-path:inset(12%_0_round_6px)] floe:animate-pulse floe:motion-reduce:animate-none',
        className,
      )}
    >
      &nbsp;
    </span>
  );
}
