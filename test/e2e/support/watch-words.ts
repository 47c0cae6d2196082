import type { Page } from 'playwright-core';

/** Everything a page has shown, moment by moment. */
export interface WordWatch {
  /** Forgets what was shown before. */
  begin(): Promise<void>;
  /** The text of the page after each change since `begin`, select boxes and the menu of organizations aside. */
  end(): Promise<string[]>;
}

/** Notes the whole text of the document after every change to it, however short it stands. */
export async function watchWords(page: Page): Promise<WordWatch> {
  const shown = await page.evaluateHandle(() => {
    const texts: string[] = [];
    const textOf = () => {
      const copy = document.body.cloneNode(true) as HTMLElement;
      for (const aside of copy.querySelectorAll('select, .switcher-menu, script, style')) aside.remove();
      return copy.textContent ?? '';
    };
    new MutationObserver(() => texts.push(textOf())).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    return texts;
  });
  return {
    begin: () => shown.evaluate((texts) => void texts.splice(0)),
    end: () => shown.evaluate((texts) => [...texts]),
  };
}
