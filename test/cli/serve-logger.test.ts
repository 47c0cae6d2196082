import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/cli/serve/create-logger.ts';
import { openEnvironment } from '../../src/cli/serve/open-environment.ts';
import { createScrubber } from '../../src/cli/serve/scrub.ts';

const environment = openEnvironment({
  FLOE_APP_URL: 'https://app.example',
  POLAR_ACCESS_TOKEN: 'an-odd-token-of-no-known-shape',
  POLAR_WEBHOOK_SECRETS: 'odd-secret-one,odd-secret-two',
  DATABASE_URL: 'postgres://floe:p%40ss-word@db/billing',
  LOG_LEVEL: 'debug',
});

function openLog() {
  const lines: string[] = [];
  const logger = createLogger(environment, { write: (line) => void lines.push(line) });
  return { logger, lines, text: () => lines.join('') };
}

describe('the log of serve', () => {
  it('is one JSON object a line, with the id of the request that it belongs to', () => {
    const { logger, lines } = openLog();
    logger.within('request-1', () => logger.warn({ queue: 'outbox' }, 'Slow.'));
    logger.info({}, 'Alone.');
    const [within, alone] = lines.map((line) => JSON.parse(line));
    expect(within).toMatchObject({
      level: 'warn',
      service: 'floe-billing',
      requestId: 'request-1',
      queue: 'outbox',
      msg: 'Slow.',
      time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
    });
    expect(alone).not.toHaveProperty('requestId');
  });

  it('holds no secret and no personal data, under whatever name they come', () => {
    const { logger, text } = openLog();
    logger.error(
      {
        error: `Failed at postgres://floe:p%40ss-word@db/billing with ${environment.now.polar.accessToken}`,
        headers: { authorization: 'Basic dXNlcjpwYXNz', cookie: 'session=abc' },
        customer: { name: 'Ada Lindqvist', email: 'ada@acme.example', taxId: 'DE123456789' },
        nested: { deeper: { token: 'abc123' } },
      },
      'Signed with odd-secret-two, by p@ss-word.',
    );
    for (const hidden of [
      ...['an-odd-token', 'odd-secret-two', 'p%40ss-word', 'p@ss-word', 'dXNlcjpwYXNz', 'session=abc'],
      ...['Lindqvist', 'ada@acme.example', 'DE123456789', 'abc123'],
    ]) {
      expect(text()).not.toContain(hidden);
    }
    expect(JSON.parse(text())).toMatchObject({ msg: 'Signed with [redacted], by [redacted].' });
  });
});

describe('a text that leaves', () => {
  const scrub = createScrubber(() => ['', 'short', 'long-enough-to-be-meant']);

  it.each([
    ['token polar_oat_AbC-123_x.', 'token [redacted].'],
    ['"polar_cst_abc"', '"[redacted]"'],
    ['secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw==', 'secret [redacted]'],
    ['Authorization: Bearer eyJhbGciOi.J9', 'Authorization: Bearer [redacted]'],
    ['redis://:hunter2@cache:6379', 'redis://:[redacted]@cache:6379'],
    ['https://app.example/a:b@c', 'https://app.example/a:b@c'],
    ['a short one and long-enough-to-be-meant', 'a short one and [redacted]'],
    [
      '{"at":"2027-01-01T00:00:00Z","url":"http://localhost:4000/x"}',
      '{"at":"2027-01-01T00:00:00Z","url":"http://localhost:4000/x"}',
    ],
  ])('%s becomes %s', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });
});
