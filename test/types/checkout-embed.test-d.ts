import type { CheckoutEmbed } from '../../src/react/index.ts';

/**
 * The public shape of `PolarEmbedCheckout`.
 *
 * @see `dist/embed.d.ts` of @polar-sh/checkout 0.4.1, which is no dependency of this package.
 */
interface PolarEmbedCheckoutInstance {
  close(): void;
  addEventListener(
    type: 'loaded',
    listener: (event: CustomEvent<{ event: 'loaded' }>) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
  addEventListener(
    type: 'close',
    listener: (event: CustomEvent<{ event: 'close' }>) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
  addEventListener(
    type: 'confirmed',
    listener: (event: CustomEvent<{ event: 'confirmed' }>) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
  addEventListener(
    type: 'success',
    listener: (event: CustomEvent<{ event: 'success'; successURL: string; redirect: boolean }>) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
}

declare const PolarEmbedCheckout: {
  create(
    url: string,
    options?: {
      theme?: 'light' | 'dark';
      onLoaded?: (event: CustomEvent<{ event: 'loaded' }>) => void;
    },
  ): Promise<PolarEmbedCheckoutInstance>;
};

PolarEmbedCheckout satisfies CheckoutEmbed;
