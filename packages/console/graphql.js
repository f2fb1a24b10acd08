/** What the server refused, with its code. */
export class Refusal extends Error {
  /** @param {{ message: string, extensions?: { code?: string } }} error */
  constructor({ message, extensions }) {
    super(message);
    this.code = extensions?.code ?? 'UNKNOWN';
  }
}

/**
 * Sends an operation. @param {string} query @param {object} [variables] @returns {Promise<any>} its data
 * @throws Refusal, and whatever goes wrong on the way
 */
export async function request(query, variables = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Refusal(errors[0]);
  return data;
}

const ackMs = 10_000;

/**
 * Subscribes over a WebSocket of its own, by the protocol graphql-transport-ws.
 * @param {string} query @param {object} variables @param {{ onOpen(): void, onData(data: any): void }} listener
 * @param {AbortSignal} signal ends it
 * @returns {Promise<void>} resolves when it has ended, however that came
 * @throws Refusal when the server will have none of it
 */
export async function subscribe(query, variables, { onOpen, onData }, signal) {
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const send = (message) => socket.send(JSON.stringify(message));
  const end = () => socket.close(1000);
  const patience = setTimeout(end, ackMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    await new Promise((resolve, reject) => {
      const answers = {
        connection_ack() {
          clearTimeout(patience);
          send({ type: 'subscribe', id: '1', payload: { query, variables } });
          onOpen();
        },
        ping: () => send({ type: 'pong' }),
        next: ({ data, errors }) => (errors ? reject(new Refusal(errors[0])) : onData(data)),
        error: ([error]) => reject(new Refusal(error)),
        complete: () => resolve(null),
      };
      socket.onopen = () => send({ type: 'connection_init' });
      socket.onmessage = ({ data }) => {
        const { type, payload } = JSON.parse(data);
        answers[type]?.(payload);
      };
      // 4403: to ask again as the same would be answered the same
      socket.onclose = ({ code, reason: message }) =>
        code === 4403 ? reject(new Refusal({ message, extensions: { code: 'FORBIDDEN' } })) : resolve(null);
    });
  } finally {
    clearTimeout(patience);
    signal.removeEventListener('abort', end);
    end();
  }
}
