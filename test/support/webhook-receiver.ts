import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A received webhook request. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The parsed body of a delivery. */
  readonly event: { id: string; kind: string; sessionId: string; position: number; session?: { id: string } };
}

/** Handles a request; a behaviour that does not end the response leaves the request unanswered. */
type Behaviour = (received: Received, response: ServerResponse) => void;

export interface WebhookReceiver {
  readonly url: string;
  /** All received requests, whatever their responses. */
  readonly received: readonly Received[];
  /** Event ids of the accepted requests. */
  readonly accepted: readonly string[];
  /** Sets the behaviour for later requests. The initial behaviour accepts everything. */
  behave(behaviour: Behaviour): void;
  accept: Behaviour;
  /** Resolves when `wanted` requests have arrived. */
  count(wanted: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a local receiver of webhooks. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const accepted: string[] = [];
  const waiting = new Set<() => void>();
  const accept: Behaviour = ({ event }, response) => {
    accepted.push(event.id);
    response.writeHead(204).end();
  };
  let behaviour = accept;
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const one = { headers: request.headers, body, event: JSON.parse(body) };
    received.push(one);
    behaviour(one, response);
    for (const look of waiting) look();
  };
  // an unhandled rejection fails the test run
  const server = createServer((request, response) => void receive(request, response));
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
