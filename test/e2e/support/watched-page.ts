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
  // From the request for another document until that document is there, the old one is being left.
  let isLeaving = false;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) isLeaving = true;
  });
  page.on('domcontentloaded', () => {
    isLeaving = false;
  });
  page.on('requestfailed', (request) => {
    const isAborted = request.failure()?.errorText === 'net::ERR_ABORTED';
    const isStream = request.url().endsWith('/events');
    // Chromium hands a PDF over to its viewer, which ends the request that opened the tab; closing the tab ends the viewer.
    const isHandedOver =
      (request.isNavigationRequest() && request.url().includes('.pdf?')) ||
      request.url().startsWith('chrome-extension:');
    // Leaving a page ends what it still reads, live events above all. Nothing that changes something may be cut off.
    const isLeftBehind = request.method() === 'GET' && (isLeaving || isStream);
    if (isAborted && (isLeftBehind || isHandedOver)) return;
    problems.push(`failed: ${request.url()} ${request.failure()?.errorText}, seen at ${page.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`answered ${response.status()}: ${response.url()}`);
  });
}
