import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { bundleAsHost, compileHostCss, compileKitCss } from '../support/compile-css.ts';

const OURS = ['floe:bg-surface', 'floe:p-4', 'floe:bg-[#0000ff]', 'floe:rounded-[6px]'];

// What hosts without layers are seen to do to every element of a page.
const HOSTILE_HOST = `
  * { padding: 0; margin: 3px; box-sizing: content-box; }
  button { background: hotpink; padding: 20px; text-transform: uppercase; border-radius: 30px; }
  ul { list-style: square; padding-left: 40px; }`;

// The rules of Tailwind v3's preflight that concern what is looked at here.
const TAILWIND_3_PREFLIGHT = `
  *, ::before, ::after { box-sizing: border-box; border-width: 0; border-style: solid; border-color: #e5e7eb; }
  button { font-family: inherit; font-size: 100%; color: inherit; margin: 0; padding: 0; text-transform: none; }
  button, input:where([type='button']), input:where([type='submit']) {
    -webkit-appearance: button; background-color: transparent; background-image: none; }
  ul { list-style: none; margin: 0; padding: 0; }`;

interface Look {
  padding: string;
  margin: string;
  background: string;
  radius: string;
  transform: string;
  listStyle: string;
}

let browser: Browser;
let plain: string;
let layered: string;
let tailwindHost: string;

beforeAll(async () => {
  browser = await launchBrowser();
  plain = await compileKitCss('src/ui/styles.css', OURS);
  layered = await compileKitCss('src/ui/tailwind.css', OURS);
  tailwindHost = await compileHostCss(['p-2', 'bg-[#00ff00]']);
});
afterAll(() => browser?.close());

/** How the kit's own button and list look under these sheets, loaded in this order. */
async function lookUnder(sheets: readonly string[], hostClasses = ''): Promise<Look> {
  const page = await browser.newPage();
  try {
    await page.setContent(`
      ${sheets.map((sheet) => `<style>${sheet}</style>`).join('')}
      <button type="button" class="floe:p-4 floe:bg-[#0000ff] floe:rounded-[6px] ${hostClasses}">Pay</button>
      <ul class="floe:p-4"><li>One</li></ul>`);
    return await page.evaluate(() => {
      const button = document.querySelector('button');
      const list = document.querySelector('ul');
      if (button === null || list === null) throw new Error('The page is empty.');
      const style = getComputedStyle(button);
      return {
        padding: style.padding,
        margin: style.margin,
        background: style.backgroundColor,
        radius: style.borderRadius,
        transform: style.textTransform,
        listStyle: getComputedStyle(list).listStyleType,
      };
    });
  } finally {
    await page.close();
  }
}

const asDesigned: Look = {
  padding: '16px',
  margin: '0px',
  background: 'rgb(0, 0, 255)',
  radius: '6px',
  transform: 'none',
  listStyle: 'none',
};

describe('styles.css', () => {
  it('looks as designed on an empty page', async () => {
    expect(await lookUnder([plain])).toEqual(asDesigned);
  });

  it.each([
    ['element rules without layers', HOSTILE_HOST],
    ["Tailwind v3's preflight", TAILWIND_3_PREFLIGHT],
  ])('holds against %s, loaded before or after', async (_name, host) => {
    expect(await lookUnder([plain, host])).toEqual(asDesigned);
    expect(await lookUnder([host, plain])).toEqual(asDesigned);
  });

  it('leaves elements that are not ours alone', async () => {
    const page = await browser.newPage();
    await page.setContent(
      `<style>${plain}</style><button type="button">Theirs</button><ul><li>One</li></ul>`,
    );
    const theirs = await page.evaluate(() => ({
      border: getComputedStyle(document.querySelector('button') as Element).borderStyle,
      list: getComputedStyle(document.querySelector('ul') as Element).listStyleType,
    }));
    await page.close();

    expect(theirs).toEqual({ border: 'outset', list: 'disc' });
  });
});

describe('colors', () => {
  async function surfaceUnder(sheet: string, rootStyle: string): Promise<string> {
    const page = await browser.newPage();
    await page.setContent(
      `<html style="${rootStyle}"><style>${sheet}</style><p class="floe:bg-surface">Plan</p></html>`,
    );
    const color = await page.evaluate(
      () => getComputedStyle(document.querySelector('p') as Element).backgroundColor,
    );
    await page.close();
    return color;
  }

  it.each([
    ['as compiled', async (sheet: string) => sheet],
    ['after a host has bundled them', bundleAsHost],
  ])('follow the color scheme of the page, %s', async (_name, treat) => {
    for (const sheet of [plain, layered]) {
      const treated = await treat(sheet);
      const unsaid = await surfaceUnder(treated, '');

      expect(unsaid).toBe('rgb(255, 255, 255)');
      expect(await surfaceUnder(treated, 'color-scheme: light')).toBe(unsaid);
      expect(await surfaceUnder(treated, 'color-scheme: dark')).not.toMatch(/^rgb\(255|rgba\(0, 0, 0, 0\)/);
    }
  });
});

describe('tailwind.css', () => {
  it.each([
    ['before', () => [layered, tailwindHost]],
    ['after', () => [tailwindHost, layered]],
  ])('looks as designed in a Tailwind v4 host when loaded %s it', async (_when, sheets) => {
    expect(await lookUnder(sheets())).toEqual(asDesigned);
  });

  it.each([
    ['before', () => [layered, tailwindHost]],
    ['after', () => [tailwindHost, layered]],
  ])("lets the host's utilities win when loaded %s them", async (_when, sheets) => {
    expect(await lookUnder(sheets(), 'p-2 bg-[#00ff00]')).toEqual({
      ...asDesigned,
      padding: '8px',
      background: 'rgb(0, 255, 0)',
    });
  });
});
