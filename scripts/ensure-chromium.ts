import { fail } from './fail.ts';
import { ensureChromium } from './install-chromium.ts';

try {
  console.log(`Chromium: ${ensureChromium()}`);
} catch (error) {
  fail(error);
}
