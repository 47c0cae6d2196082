import type * as React from 'react';

const PATHS = {
  check: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  alert: 'M8 5v3.5M8 11h.01M8 1.8 14.6 13.4H1.4Z',
  info: 'M8 7.2V11M8 5h.01M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
  clock: 'M8 4.5V8l2.3 1.5M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0Z',
  close: 'M4 4l8 8M12 4l-8 8',
  pause: 'M6 4v8M10 4v8',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.2h11',
  search: 'M11 11l3 3M12.2 7.2a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z',
  card: 'M1.8 4.6c0-.7.5-1.2 1.2-1.2h10c.7 0 1.2.5 1.2 1.2v6.8c0 .7-.5 1.2-1.2 1.2H3c-.7 0-1.2-.5-1.2-1.2ZM1.8 6.6h12.4M4.4 10h2',
  document: 'M4 1.8h5.2L12.5 5v9.2H4ZM9 1.8V5.2h3.4M6.2 8.2h4M6.2 11h4',
} as const;

/** The names of the icons. */
export type IconName = keyof typeof PATHS;

/** An icon of 16 px in the color of the text around it; words beside it say the same. Renders an `<svg>`. */
export function Icon({
  name,
  className,
}: {
  name: IconName;
  className?: string | undefined;
}): React.JSX.Element {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className ?? 'floe:size-4 floe:shrink-0'}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
