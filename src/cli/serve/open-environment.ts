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
   * @param accept takes what is there now, or rejects.
   * @returns whether anything is new.
   * @throws {Error} when what is there now cannot be used; what was there before stays.
   */
  reload(accept: (next: ServeEnvironment) => Promise<void>): Promise<boolean>;
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
    async reload(accept) {
      const { polar, encryption } = readServeEnvironment(withSecretFiles(env));
      const { accessToken, webhookSecrets } = polar;
      const before = now;
      const next = { ...before, encryption, polar: { ...before.polar, accessToken, webhookSecrets } };
      // Whatever comes of them, they are not to be shown.
      for (const secret of secretsOf(next)) secrets.add(secret);
      await accept(next);
      now = next;
      return secretsOf(next).join() !== secretsOf(before).join();
    },
  };
}

function secretsOf({ polar, metricsToken, databaseUrl, encryption }: ServeEnvironment): string[] {
  const password = databaseUrl === undefined ? '' : new URL(databaseUrl).password;
  return [
    polar.accessToken,
    ...polar.webhookSecrets,
    ...(encryption?.keys ?? []).map(({ key }) => key),
    metricsToken ?? '',
    password,
    decodeURIComponent(password),
  ];
}
