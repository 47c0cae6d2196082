import type { Variables } from '../../server/environment.ts';
import { withSecretFiles } from './secret-files.ts';
import { readServeEnvironment, type ServeEnvironment } from './serve-environment.ts';

/** The environment of a running server, of which the secrets can be replaced. */
export interface OpenEnvironment {
  /** As it was at the start; its secrets as they are now. */
  readonly now: ServeEnvironment;
  /** Every secret that there ever was, for what must not show them. */
  readonly secrets: readonly string[];
  /**
   * Reads the files of secrets again.
   *
   * @returns whether anything is new.
   * @throws {Error} when what is there now cannot be used; what was there before stays.
   */
  reload(): boolean;
}

/**
 * Reads the environment, files of secrets included.
 *
 * @throws {Error} naming everything that is wrong with it.
 */
export function openEnvironment(env: Variables): OpenEnvironment {
  let now = readServeEnvironment(withSecretFiles(env));
  const secrets = new Set(secretsOf(now));
  return {
    get now() {
      return now;
    },
    get secrets() {
      return [...secrets];
    },
    reload() {
      const { polar } = readServeEnvironment(withSecretFiles(env));
      const before = now.polar;
      now = {
        ...now,
        polar: { ...before, accessToken: polar.accessToken, webhookSecrets: polar.webhookSecrets },
      };
      for (const secret of secretsOf(now)) secrets.add(secret);
      return (
        polar.accessToken !== before.accessToken ||
        polar.webhookSecrets.join(',') !== before.webhookSecrets.join(',')
      );
    },
  };
}

function secretsOf({ polar, metricsToken, databaseUrl }: ServeEnvironment): string[] {
  const password = databaseUrl === undefined ? '' : new URL(databaseUrl).password;
  return [
    polar.accessToken,
    ...polar.webhookSecrets,
    metricsToken ?? '',
    password,
    decodeURIComponent(password),
  ];
}
