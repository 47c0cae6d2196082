import { Client } from 'pg';

/** A statement as it was sent to PostgreSQL. */
export interface SentStatement {
  text: string;
  values: unknown[];
}

/** Notes every statement this process sends to PostgreSQL while `work` runs, each text once. */
export async function recordStatements(work: () => Promise<void>): Promise<SentStatement[]> {
  const sent = new Map<string, SentStatement>();
  const query = Client.prototype.query;
  // The driver's overloads are many; all of them come here with a text or with one in an object.
  Client.prototype.query = function recorded(this: Client, ...input: unknown[]) {
    const [first, second] = input as [string | { text: string; values?: unknown[] }, unknown];
    const text = typeof first === 'string' ? first : first.text;
    const values = Array.isArray(second) ? second : typeof first === 'string' ? [] : (first.values ?? []);
    if (!sent.has(text)) sent.set(text, { text, values });
    return Reflect.apply(query, this, input);
  } as typeof query;
  try {
    await work();
  } finally {
    Client.prototype.query = query;
  }
  return [...sent.values()];
}
