import type * as React from 'react';

/** Turns while something is under way; a ring that stands still where reduced motion is asked. Renders an `<svg>`. */
export function Spinner(): React.JSX.Element {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      className="floe:size-4 floe:shrink-0 floe:animate-spin floe:motion-reduce:animate-none"
    >
      <circle cx="8" cy="8" r="6" opacity="0.25" />
      <path d="M14 8a6 6 0 0 0-6-6" />
    </svg>
  );
}
