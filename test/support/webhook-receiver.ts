import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that came in. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as it was sent by a webhook. */
  readonly event: { id: string; kind: string; sessionId: string; position: number; session?: { id: string } };
}

/** How a receiver answers; it never does if nothing is done. */
type Behaviour = (received: Received, response: ServerResponse) => void;

export interface WebhookReceiver {
  readonly url: string;
  /** All that came in, whatever was answered. */
  readonly received: readonly Received[];
  /** What was answered well, by the ids of the events. */
  readonly accepted: readonly string[];
  /** Answers so from now on; at first everything is accepted. */
  behave(behaviour: Behaviour): void;
  accept: Behaviour;
  /** Resolves when so many have come in. */
  count(wanted: number): Promise<void>;
  close(): Promise<void>;
}

/** A receiver of webhooks on this machine. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const accepted: string[] = [];
  const waiting = new Set<() => void>();
  const accept: Behaviour = ({ event }, response) => {
    accepted.push(event.id);
    response.writeHead(204).end();
  };
  let behaviour = accept;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const one = { headers: request.headers, body, event: JSON.parse(body) };
    received.push(one);
    behaviour(one, response);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    accepted,
    behave(next) {
      behaviour = next;
    },
    accept,
    count: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (received.length < wanted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
