/** An error that the server returned, with its code. */
export class GraphqlError extends Error {
  /** @param {{ message: string, extensions?: { code?: string } }} error */
  constructor({ message, extensions }) {
    super(message);
    this.code = extensions?.code ?? 'UNKNOWN';
  }
}

const responseMs = 10_000;

/**
 * Sends a GraphQL operation.
 * @param {string} query
 * @param {object} [variables]
 * @returns {Promise<any>} the data of the response
 * @throws GraphqlError for a GraphQL error
 * @throws the network error of `fetch`, a TimeoutError after ten seconds, or a SyntaxError for a response that is not JSON
 */
export async function request(query, variables = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(responseMs),
  });
  const { data, errors } = await response.json();
  if (errors) throw new GraphqlError(errors[0]);
  return data;
}

const ackMs = 10_000;
const pingMs = 10_000;
/** Time without any message after a ping, after which the connection counts as lost: a network can go silent. */
const silenceMs = 5_000;

/**
 * Opens a WebSocket and subscribes by the protocol graphql-transport-ws.
 * @param {string} query
 * @param {object} variables
 * @param {{ onOpen(): void, onData(data: any): void, onMessage(): void }} listener
 * @param {AbortSignal} signal ends the subscription
 * @returns {Promise<void>} resolves when the connection has closed or the server is silent
 * @throws GraphqlError if the server rejects the connection or the subscription
 */
export async function subscribe(query, variables, { onOpen, onData, onMessage }, signal) {
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const send = (message) => socket.send(JSON.stringify(message));
  let pingTimer = 0;
  let silenceTimer = 0;
  try {
    await new Promise((resolve, reject) => {
      // the close handshake of a silent network takes minutes, so nothing waits for it
      const end = () => resolve(null);
      const expectMessage = (ms) => {
        clearTimeout(silenceTimer);
        silenceTimer = setTimeout(end, ms);
      };
      const ping = () => {
        send({ type: 'ping' });
        expectMessage(silenceMs);
      };
      const handlers = {
        connection_ack() {
          send({ type: 'subscribe', id: '1', payload: { query, variables } });
          pingTimer = setInterval(ping, pingMs);
          onOpen();
        },
        ping: () => send({ type: 'pong' }),
        next: ({ data, errors }) => (errors ? reject(new GraphqlError(errors[0])) : onData(data)),
        error: ([error]) => reject(new GraphqlError(error)),
        complete: end,
      };
      expectMessage(ackMs);
      signal.addEventListener('abort', end, { once: true });
      socket.onopen = () => send({ type: 'connection_init' });
      socket.onmessage = ({ data }) => {
        clearTimeout(silenceTimer);
        onMessage();
        const { type, payload } = JSON.parse(data);
        handlers[type]?.(payload);
      };
      // 4403 Forbidden: a retry with the same credentials would fail again.
      socket.onclose = ({ code, reason: message }) =>
        code === 4403 ? reject(new GraphqlError({ message, extensions: { code: 'FORBIDDEN' } })) : end();
    });
  } finally {
    clearInterval(pingTimer);
    clearTimeout(silenceTimer);
    socket.onmessage = null;
    socket.close(1000);
  }
}
