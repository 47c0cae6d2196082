import { expect, it } from 'vitest';
import { readBillingEnvironment } from '../../src/server/index.ts';

const sound = {
  POLAR_ACCESS_TOKEN: 'polar_oat_very_secret',
  POLAR_WEBHOOK_SECRETS: 'whsec_new_secret, whsec_old_secret',
  FLOE_APP_URL: 'https://app.example',
};

function messageFor(env: Record<string, string | undefined>): string {
  try {
    readBillingEnvironment(env);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

it('reads what is given and fills in the rest', () => {
  expect(readBillingEnvironment(sound)).toEqual({
    polar: {
      accessToken: 'polar_oat_very_secret',
      webhookSecrets: ['whsec_new_secret', 'whsec_old_secret'],
      environment: 'production',
      baseUrl: undefined,
    },
    databaseUrl: undefined,
    dataDir: '.floe',
    port: 4000,
    appUrl: 'https://app.example',
  });
});

it('reads every variable', () => {
  const environment = readBillingEnvironment({
    ...sound,
    POLAR_ENVIRONMENT: 'sandbox',
    POLAR_BASE_URL: 'http://localhost:4010',
    DATABASE_URL: 'postgres://floe:pw@db.example:5432/floe',
    FLOE_DATA_DIR: 'data',
    PORT: '8080',
  });

  expect(environment).toMatchObject({
    polar: { environment: 'sandbox', baseUrl: 'http://localhost:4010' },
    databaseUrl: 'postgres://floe:pw@db.example:5432/floe',
    dataDir: 'data',
    port: 8080,
  });
});

it('takes a variable that is set to nothing as not set', () => {
  expect(
    readBillingEnvironment({ ...sound, PORT: '', DATABASE_URL: '', POLAR_ENVIRONMENT: '' }),
  ).toMatchObject({
    port: 4000,
    databaseUrl: undefined,
  });
});

it('names every variable that is missing or malformed in one message', () => {
  const message = messageFor({
    POLAR_ACCESS_TOKEN: '',
    POLAR_ENVIRONMENT: 'staging',
    POLAR_BASE_URL: 'localhost',
    DATABASE_URL: 'mysql://x',
    PORT: '99999',
    FLOE_APP_URL: 'app.example',
  });

  expect(message.split('\n')).toEqual([
    'floe-billing: the environment cannot be used.',
    '- POLAR_ACCESS_TOKEN is missing',
    '- POLAR_ENVIRONMENT must be production or sandbox',
    '- POLAR_BASE_URL must be an http or https address',
    '- POLAR_WEBHOOK_SECRETS is missing',
    '- DATABASE_URL must be a postgres:// or postgresql:// address',
    '- FLOE_APP_URL must be an http or https address',
    '- PORT must be a port number',
  ]);
});

it('prints no secret', () => {
  const message = messageFor({
    POLAR_ACCESS_TOKEN: 'polar_oat_very_secret',
    POLAR_WEBHOOK_SECRETS: 'whsec_a_secret,,whsec_b_secret',
    DATABASE_URL: 'mysql://user:password@host',
    FLOE_APP_URL: 'https://app.example',
  });

  expect(message).toContain('POLAR_WEBHOOK_SECRETS has an empty secret between its commas');
  expect(message).not.toMatch(/very_secret|a_secret|b_secret|password/);
});
