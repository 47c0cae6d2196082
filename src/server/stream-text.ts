import { errorFields, type Logger } from './logger.ts';

/**
 * Text as it is made, read on only as it is taken. What goes wrong on the way breaks it off, and is told to the log and not
 * to whoever reads.
 */
export function streamText(
  pieces: AsyncGenerator<string, void>,
  { logger, failure }: { logger: Logger; failure: string },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done === true) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          logger.error(errorFields(error), failure);
          controller.error(new Error('The export broke off.'));
        }
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    // Nothing is read before somebody takes it.
    { highWaterMark: 0 },
  );
}
