/**
 * The header that every command carries, with {@link CLIENT_VERSION}. A page of another site cannot send it without
 * asking the server first (a preflight), and the server says no: so nobody is tricked into a command. It proves nothing
 * of who asks.
 */
export const CLIENT_HEADER = 'floe-client';

/** The version of the contract that this client speaks. The server wants any; it is there to be told apart later. */
export const CLIENT_VERSION = '1';
