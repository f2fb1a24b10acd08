import type { PassThrough } from 'node:stream';
import type { EventStreamSink } from './event-stream.ts';

/** Who has not taken what was sent after this long is not going to. */
const stalledMs = 10_000;

/** Writes into the body of an answer, and lets go of one that nobody reads any more: what waits for it would grow for ever. */
export function toSink(body: PassThrough): EventStreamSink {
  return {
    async write(text) {
      if (body.destroyed || body.writableEnded) return false;
      if (!body.write(text)) await drained(body);
      return !body.destroyed && !body.writableEnded;
    },
    onGone: (callback) => void body.once('close', callback),
  };
}

function drained(body: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => body.destroy(), stalledMs);
    const resume = (): void => {
      clearTimeout(timer);
      body.off('drain', resume);
      body.off('close', resume);
      resolve();
    };
    body.once('drain', resume);
    body.once('close', resume);
  });
}
