import { createPolarProvider } from '../../polar/index.ts';
import type { Logger, PaymentProvider, PolarEnvironment } from '../../server/index.ts';

/** What the provider is made from, asked for again when it may have changed. */
export type PolarSource = () => PolarEnvironment & { webhookSecrets: readonly string[] };

/** A provider whose access token and webhook secrets can be replaced while it is used: calls under way keep the old ones. */
export function createReloadableProvider(source: PolarSource, logger: Logger): PaymentProvider {
  let token = source().accessToken;
  let provider = create();

  function create(): PaymentProvider {
    return createPolarProvider({ ...source(), webhookSecrets: () => source().webhookSecrets, logger });
  }

  return new Proxy(provider, {
    get(_first, name) {
      const { accessToken } = source();
      if (accessToken !== token) {
        token = accessToken;
        provider = create();
      }
      return Reflect.get(provider, name);
    },
  });
}
