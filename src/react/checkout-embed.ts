/** An embedded checkout that is open. */
export interface CheckoutEmbedInstance {
  close(): void;
  addEventListener(type: 'close', listener: (event: CustomEvent) => void): void;
  addEventListener(type: 'confirmed', listener: (event: CustomEvent) => void): void;
  addEventListener(type: 'success', listener: (event: CustomEvent) => void): void;
}

// Without `| undefined`: the SDK's own options do not allow it, and hosts may compile with exact optional types.
/** How an embedded checkout is opened. */
export interface CheckoutEmbedOptions {
  theme?: 'light' | 'dark';
}

/**
 * Opens a checkout above the page instead of leaving it. `PolarEmbedCheckout` of `@polar-sh/checkout/embed`
 * is one; the host passes it in, so that nobody needs the package who does not use it.
 *
 * @see `PolarEmbedCheckout` in @polar-sh/checkout 0.4.1, `dist/embed.d.ts`.
 */
export interface CheckoutEmbed {
  /** Resolves once the checkout is loaded. May never settle when the frame is blocked: wait with a limit. */
  create(url: string, options?: CheckoutEmbedOptions): Promise<CheckoutEmbedInstance>;
}
