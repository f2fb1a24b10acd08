/** An error that the server returned, with its code. */
export class GraphqlError extends Error {
  /** @param {{ message: string, extensions?: { code?: string } }} error */
  constructor({ message, extensions }) {
    super(message);
    this.code = extensions?.code ?? 'UNKNOWN';
  }
}

/**
 * Sends a GraphQL operation.
 * @param {string} query
 * @param {object} [variables]
 * @returns {Promise<any>} the data of the response
 * @throws GraphqlError for a GraphQL error
 * @throws the network error of `fetch`, or a SyntaxError for a response that is not JSON
 */
export async function request(query, variables = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new GraphqlError(errors[0]);
  return data;
}

const ackMs = 10_000;

/**
 * Opens a WebSocket and subscribes by the protocol graphql-transport-ws.
 * @param {string} query
 * @param {object} variables
 * @param {{ onOpen(): void, onData(data: any): void }} listener
 * @param {AbortSignal} signal ends the subscription
 * @returns {Promise<void>} resolves when the connection has closed for any reason
 * @throws GraphqlError if the server rejects the connection or the subscription
 */
export async function subscribe(query, variables, { onOpen, onData }, signal) {
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const send = (message) => socket.send(JSON.stringify(message));
  const end = () => socket.close(1000);
  const ackTimer = setTimeout(end, ackMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    await new Promise((resolve, reject) => {
      const handlers = {
        connection_ack() {
          clearTimeout(ackTimer);
          send({ type: 'subscribe', id: '1', payload: { query, variables } });
          onOpen();
        },
        ping: () => send({ type: 'pong' }),
        next: ({ data, errors }) => (errors ? reject(new GraphqlError(errors[0])) : onData(data)),
        error: ([error]) => reject(new GraphqlError(error)),
        complete: () => resolve(null),
      };
      socket.onopen = () => send({ type: 'connection_init' });
      socket.onmessage = ({ data }) => {
        const { type, payload } = JSON.parse(data);
        handlers[type]?.(payload);
      };
      // 4403 Forbidden: a retry with the same credentials would fail again.
      socket.onclose = ({ code, reason: message }) =>
        code === 4403 ? reject(new GraphqlError({ message, extensions: { code: 'FORBIDDEN' } })) : resolve(null);
    });
  } finally {
    clearTimeout(ackTimer);
    signal.removeEventListener('abort', end);
    end();
  }
}
