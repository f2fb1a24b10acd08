import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import type { SsrfGuard } from './ssrf-guard.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Result of an attempt: delivered when `failure` is null. */
export interface WebhookResponse {
  /** HTTP status of the response; `null` when there was none. */
  readonly status: number | null;
  readonly failure: string | null;
}

export interface WebhookSenderOptions {
  readonly guard: SsrfGuard;
  /** Timeout of the whole attempt, from the DNS lookup to the end of the response. */
  readonly timeoutMs: number;
}

/**
 * Only the status of a response is used. The body is read up to this size to keep the connection reusable; a longer
 * body closes the connection.
 */
const maxResponseBytes = 65_536;

/** Posts events to webhook receivers. Redirects are never followed, because they could lead to any address. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    // no limit of sockets: attempts that wait for one would time out; their callers limit the attempts in flight
    const agentOptions = { keepAlive: true, lookup: pinnedLookup(options.guard) };
    this.#http = new HttpAgent(agentOptions);
    this.#https = new HttpsAgent(agentOptions);
  }

  /** Sends one request. Never rejects: errors are returned as `failure`. */
  async send(request: WebhookRequest): Promise<WebhookResponse> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    try {
      // sockets skip the lookup for a literal IP address, so the target is checked here too
      await this.#options.guard.resolvePublic(new URL(request.url).hostname);
      const status = await this.#post(request, signal);
      return { status, failure: failureOf(status) };
    } catch (error) {
      const seconds = this.#options.timeoutMs / 1_000;
      return { status: null, failure: signal.aborted ? `no response within ${seconds} s` : reasonOf(error) };
    }
  }

  /** Closes the kept-alive connections. */
  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  #post({ url, headers, body }: WebhookRequest, signal: AbortSignal): Promise<number> {
    const isSecure = url.startsWith('https:');
    const [request, agent] = isSecure ? [requestHttps, this.#https] : [requestHttp, this.#http];
    return new Promise((resolve, reject) => {
      const length = { 'Content-Length': String(Buffer.byteLength(body)) };
      const sending = request(url, { method: 'POST', headers: { ...headers, ...length }, agent, signal });
      sending.once('error', reject);
      sending.once('response', (response) => {
        drain(response);
        response.once('error', reject);
        response.once('close', () => resolve(response.statusCode ?? 0));
      });
      sending.end(body);
    });
  }
}

/**
 * Creates a DNS lookup for sockets that returns only checked addresses, so that a socket connects to exactly the
 * address that was checked.
 */
function pinnedLookup(guard: SsrfGuard): LookupFunction {
  return (hostname, { all }, callback) => {
    guard.resolvePublic(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (all) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family ?? 0);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

function drain(response: Readable): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxResponseBytes) response.destroy();
  });
}

function failureOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? `status ${status}; redirects are not followed` : `status ${status}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code ?? error.message;
}
