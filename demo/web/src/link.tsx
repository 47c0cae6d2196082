import type * as React from 'react';
import { goTo } from './location.ts';

/** A link within the app; with a modifier key it opens a tab as every link does. */
export function Link({ href, ...props }: React.ComponentProps<'a'> & { href: string }) {
  return (
    <a
      {...props}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        goTo(href);
      }}
    />
  );
}
