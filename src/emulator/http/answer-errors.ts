import type { Hono } from 'hono';
import { PolarApiError, routeNotFound } from './errors.ts';

function toErrorResponse(error: PolarApiError): Response {
  return new Response(JSON.stringify(error.body), {
    status: error.status,
    headers: { 'content-type': 'application/json', ...error.headers },
  });
}

/** Has an app answer what it does not know, and what its handlers throw, as Polar does. */
export function answerErrors(app: Hono): Hono {
  app.notFound(() => toErrorResponse(routeNotFound()));
  app.onError((error, { req }) => {
    if (error instanceof PolarApiError) return toErrorResponse(error);
    // Whoever breaks off while sending hears nothing any more.
    if (req.raw.signal.aborted) return new Response(null, { status: 400 });
    // A fault of the emulator itself: it is said where the person who runs it can see it.
    console.error(error);
    return Response.json({ error: 'InternalServerError', detail: 'Internal Server Error' }, { status: 500 });
  });
  return app;
}
