import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { PATIENCE_MS } from './person.ts';

/** Answers that wait on their way to a page. */
export interface HeldAnswers {
  /** Waits until the page has asked and the server has answered. */
  asked(): Promise<void>;
  /** Hands over what waits, and holds nothing more. */
  letGo(): Promise<void>;
}

/** Lets matching requests reach the server at once and holds their answers back: a slow network at its slowest. */
export async function holdAnswers(page: Page, url: string | RegExp): Promise<HeldAnswers> {
  let isAsked = false;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    // Whoever asked may be gone before the answer, or before it is let go.
    const response = await route.fetch().catch(() => null);
    isAsked = true;
    await released;
    if (response !== null) await route.fulfill({ response }).catch(() => undefined);
  });
  return {
    asked: () => vi.waitFor(() => expect(isAsked, `${url} is asked`).toBe(true), { timeout: PATIENCE_MS }),
    async letGo() {
      release();
      await page.unroute(url);
    },
  };
}
