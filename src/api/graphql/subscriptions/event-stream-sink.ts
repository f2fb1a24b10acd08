import type { PassThrough } from 'node:stream';
import type { EventStreamSink } from './event-stream.ts';

/** Time after which the server disconnects a client that does not read, in milliseconds. */
const stalledMs = 10_000;

/** Adapts a response body to a sink. A body whose client stops reading is destroyed: its buffer would keep growing. */
export function toSink(body: PassThrough): EventStreamSink {
  return {
    async write(text) {
      if (body.destroyed || body.writableEnded) return false;
      if (!body.write(text)) await drained(body);
      return !body.destroyed && !body.writableEnded;
    },
    onGone: (callback) => void (body.closed ? callback() : body.once('close', callback)),
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
