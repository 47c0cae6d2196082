/** One behaviour a contract promises, checked on an implementation of it. */
export interface ConformanceCase<Subject> {
  /** The behaviour in words, present tense. */
  name: string;
  /** Resolves when the subject behaves so. Rejects with what was different. */
  run(subject: Subject): Promise<void>;
}

/** A test runner's `it`: Vitest's, Jest's, node:test's. */
export type RegisterTest = (name: string, run: () => Promise<void>) => unknown;
