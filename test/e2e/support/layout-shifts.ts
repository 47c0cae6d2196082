import type { Page } from 'playwright-core';

/** Something that moved without anybody having moved it. */
export interface LayoutShift {
  value: number;
  /** What moved, as far as the browser says. */
  moved: string[];
}

declare global {
  interface Window {
    layoutShifts?: LayoutShift[];
  }
}

/** Notes every layout shift of the documents a page will load from now on, from their navigation on. */
export async function watchLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: LayoutShift[] = [];
    window.layoutShifts = shifts;
    const describe = (node: Node | null) =>
      node instanceof Element
        ? `${node.tagName.toLowerCase()} ${node.getAttribute('data-slot') ?? node.className}`
        : String(node?.textContent);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          value: number;
          sources: { node: Node | null }[];
        };
        shifts.push({ value, moved: sources.map(({ node }) => describe(node)) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The shifts so far, once the browser has drawn what is there now. */
export function layoutShifts(page: Page): Promise<LayoutShift[]> {
  return page.evaluate(async () => {
    // Entries are handed out after the frame they happened in.
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve));
    return window.layoutShifts ?? [];
  });
}
