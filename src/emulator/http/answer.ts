/** An answer without a body. */
export interface EmptyAnswer<Status extends number = 202 | 204> {
  status: Status;
}

/** An answer with a body of JSON. */
export interface JsonAnswer<T> {
  status: number;
  json: T;
  /** An event to deliver once more, after the answer was committed. */
  redeliver?: string;
}

/** A refusal that is answered instead of thrown, because what it was refused for stays on record. */
export interface KeptRefusal {
  status: 400;
  json: { error: string; detail: string };
}

/** An answer that is a table to be saved as a file. */
export interface CsvAnswer {
  status: 200;
  csv: string;
  filename: string;
}

/** What any operation answers. */
export type Answer = EmptyAnswer | JsonAnswer<unknown> | CsvAnswer;

/** An answer with a typed body. */
export function answer<T>(json: T, status = 200): JsonAnswer<T> {
  return { status, json };
}

/** The HTTP response that an answer is. */
export function toResponse(given: Answer): Response {
  const { status } = given;
  if ('csv' in given) {
    return new Response(given.csv, {
      status,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename=${given.filename}`,
      },
    });
  }
  return 'json' in given ? Response.json(given.json, { status }) : new Response(null, { status });
}
