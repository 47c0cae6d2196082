import type { Page } from 'playwright-core';

/** Answers that wait on their way to a page. */
export interface HeldAnswers {
  /** Resolves when the page has asked and the server has answered. */
  isAsked: Promise<void>;
  /** Hands over what waits, and holds nothing more. */
  letGo(): Promise<void>;
}

/** Lets matching requests reach the server at once and holds their answers back: a slow network at its slowest. */
export async function holdAnswers(page: Page, url: string | RegExp): Promise<HeldAnswers> {
  let tellAsked: () => void = () => undefined;
  let release: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    // Whoever asked may be gone before the answer, or before it is let go.
    const response = await route.fetch().catch(() => null);
    tellAsked();
    await released;
    if (response !== null) await route.fulfill({ response }).catch(() => undefined);
  });
  return {
    isAsked,
    async letGo() {
      release();
      await page.unroute(url);
    },
  };
}
