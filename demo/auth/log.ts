/**
 * Logs what Better Auth complains of, without what it complains about: it hands e-mail addresses and whole statements
 * over beside its message, and these do not belong in a log.
 */
export function logAuth(
  level: 'debug' | 'info' | 'success' | 'warn' | 'error',
  message: unknown,
  ...details: unknown[]
): void {
  const write = level === 'error' ? console.error : console.warn;
  // Some places hand the error over as the message.
  const headline =
    typeof message === 'string' ? (message.split('\n')[0] ?? '') : describeFailure(message).join(' ');
  write(['Better Auth:', headline, ...details.flatMap(describeFailure)].join(' '));
}

/** The kind of an error and of its causes, such as `DrizzleQueryError error 23505`; nothing of anything else. */
function describeFailure(detail: unknown): string[] {
  if (!(detail instanceof Error)) return [];
  const code = 'code' in detail ? [String(detail.code)] : [];
  return [detail.name, ...code, ...describeFailure(detail.cause)];
}
