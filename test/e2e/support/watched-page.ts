import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page with everything that went wrong on it. */
export interface WatchedPage {
  page: Page;
  /** Console errors, uncaught errors and failed requests so far. */
  problems: string[];
  close(): Promise<void>;
}

/** Opens a page in a context of its own and keeps what a developer's console would complain about. */
export async function openWatchedPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', ...options });
  const problems: string[] = [];
  context.on('page', (page) => watch(page, problems));
  const page = await context.newPage();
  return { page, problems, close: () => context.close() };
}

function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Leaving a page ends its live-event stream; that is how a stream ends.
    const isLeftStream =
      request.url().endsWith('/events') && request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!isLeftStream) problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`answered ${response.status()}: ${response.url()}`);
  });
}
