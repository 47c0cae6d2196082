import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { emptyFolder, runFloe } from './support/floe.ts';

const pro = {
  id: 'pro',
  name: 'Pro',
  rank: 1,
  trialDays: 14,
  prices: { month: { amounts: { USD: 2900, JPY: 4400 } }, year: { amounts: { USD: 29_000 } } },
};

/** A local Polar, a folder, and the command with both. */
async function openShop() {
  const emulator = await createEmulator({ clock: { mode: 'frozen' } });
  onTestFinished(() => emulator.close());
  const { url } = await emulator.listen();
  const cwd = emptyFolder();
  return {
    url,
    write: (...plans: object[]) =>
      writeFileSync(join(cwd, 'catalog.json'), JSON.stringify({ defaultCurrency: 'USD', plans })),
    catalog: (action: string, ...args: string[]) =>
      runFloe(['catalog', action, 'catalog.json', ...args], {
        cwd,
        env: { POLAR_ACCESS_TOKEN: emulator.accessToken, POLAR_BASE_URL: url },
      }),
  };
}

// Each case starts processes from source, which takes seconds on a busy machine.
describe('floe-billing catalog', { timeout: 180_000 }, () => {
  it('shows the difference first, changes nothing without --yes, and then makes it so', async () => {
    const { url, write, catalog } = await openShop();
    write(pro);
    const difference = [
      '+ pro-month  make product "Pro": $29.00, ¥4,400 a month, 14 days of trial',
      '+ pro-year  make product "Pro": $290.00 a year, 14 days of trial',
      '',
      `2 products of ${url} would change.`,
      '6 products that no catalog stands for: left alone.',
      '',
    ].join('\n');

    expect(await catalog('diff')).toEqual({ code: 0, stdout: difference, stderr: '' });
    expect(await catalog('diff', '--exit-code')).toEqual({ code: 1, stdout: difference, stderr: '' });
    expect(await catalog('push')).toEqual({
      code: 1,
      stdout: `${difference}Nothing was changed. Add --yes to make these changes.\n`,
      stderr: '',
    });

    const pushed = await catalog('push', '--yes');
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    expect(pushed.stdout).toContain('done: + pro-year  make product "Pro"');
    const same = await catalog('diff', '--exit-code');
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('are as the catalog says.') });

    write({ ...pro, trialDays: 30, prices: { month: { amounts: { USD: 3900, EUR: 3700 } } } });
    const changed = await catalog('push', '--yes');
    expect(changed.stdout).toMatch(/~ pro-month {2}change product "Pro" \([0-9a-f-]+\)\n/);
    expect(changed.stdout).toContain('    trial: "14 days" → "30 days"\n');
    expect(changed.stdout).toContain('    USD: $29.00 → $39.00 for whoever buys from now on\n');
    expect(changed.stdout).toContain('    EUR: €37.00 is added\n');
    expect(changed.stdout).toContain('    JPY: ¥4,400 is no longer sold\n');
    expect(changed.stdout).toMatch(/- pro-year {2}archive product "Pro" \(.*\): whoever has it keeps it\n/);
    expect((await catalog('diff', '--exit-code')).code).toBe(0);
  });

  it('says what is missing or wrong', async () => {
    const { write, catalog } = await openShop();
    write({ ...pro, prices: { month: { amounts: { USD: 2900 }, productId: 'nowhere' } } });
    expect(await catalog('push', '--yes')).toMatchObject({
      code: 1,
      stderr:
        'floe-billing: Price "pro-month" names product nowhere, which this organization does not have.\n',
    });
    expect(await catalog('pull')).toMatchObject({ code: 2, stderr: expect.stringContaining('not "pull"') });
    const withoutToken = await runFloe(['catalog', 'diff', 'catalog.json'], {
      env: { POLAR_ACCESS_TOKEN: undefined },
    });
    expect(withoutToken).toMatchObject({
      code: 1,
      stderr: 'floe-billing: the environment cannot be used.\n- POLAR_ACCESS_TOKEN is missing\n',
    });
  });
});
