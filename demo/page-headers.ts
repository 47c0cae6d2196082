/**
 * What TenderTrack's pages say about themselves: scripts come from the app alone, nobody may frame it, and forms and
 * requests go nowhere else. A model for apps with Floe in them.
 *
 * @param polarUrl where an embedded checkout would come from.
 */
export function pageHeaders(polarUrl: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // Dialogs write a style of their own into the page while they are open, to keep what is behind them from scrolling.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    // The billing API, live events and sign-in: all below the app's own origin.
    "connect-src 'self'",
    // Mails are shown in frames of the app's own.
    `frame-src 'self' ${new URL(polarUrl).origin}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    // The hosted checkout and the invoice's tab are other sites'; they learn the origin of the app at most.
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'x-content-type-options': 'nosniff',
  };
}
