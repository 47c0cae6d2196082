'use client';
import { useScopedState } from './use-scoped-state.ts';

/** Where in a list the shown page is, and the way to others. */
export interface Paging {
  /** 0 for the first page. */
  pageIndex: number;
  hasPrevious: boolean;
  /** `false` while a page loads. */
  hasNext: boolean;
  /** Does nothing on the first page. */
  goToPrevious: () => void;
  /** Does nothing while `hasNext` is `false`. */
  goToNext: () => void;
}

interface ShownPage {
  isPlaceholderData: boolean;
  data: { nextCursor: string | null } | undefined;
}

/** Keeps which page of a list is shown; another scope begins with its first page. */
export function usePageCursors(scope: readonly unknown[]): {
  /** The shown page's; `undefined` for the first. */
  cursor: string | undefined;
  pagingOf: (query: ShownPage) => Paging;
} {
  // Cursors of the pages after the first that were opened; the last one is the shown page's.
  const [cursors, setCursors] = useScopedState<string[]>(scope, () => []);

  function pagingOf({ isPlaceholderData, data }: ShownPage): Paging {
    const nextCursor = isPlaceholderData ? null : (data?.nextCursor ?? null);
    return {
      pageIndex: cursors.length,
      hasPrevious: cursors.length > 0,
      hasNext: nextCursor !== null,
      goToPrevious: () => setCursors((opened) => opened.slice(0, -1)),
      goToNext: () => {
        if (nextCursor === null) return;
        // Two clicks before the next render open one page.
        setCursors((opened) => (opened.includes(nextCursor) ? opened : [...opened, nextCursor]));
      },
    };
  }

  return { cursor: cursors.at(-1), pagingOf };
}
