import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

/** A request that `fetch` would normalize before sending. */
export interface RawRequest {
  readonly method: string;
  /** The request target, sent verbatim. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** Sends a request verbatim and rejects when there is no response. */
export function sendRaw(
  url: string,
  { method, target, headers, body }: RawRequest,
): Promise<{ status: number; contentType: string; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const options = { method, path: target, headers: { connection: 'close', ...headers } };
    const sending = request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, contentType: headers['content-type'] ?? '', headers, text });
      });
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

/**
 * Writes bytes to a new connection.
 * @returns everything received until the server closed the connection
 */
export async function exchange(url: string, bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // the server may close the connection before all bytes are written
  socket.on('error', () => undefined);
  socket.write(bytes);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  await once(socket, 'close');
  return answer;
}
