/** Misuse of the command line: the message is all a person needs. */
export class UsageError extends Error {}
