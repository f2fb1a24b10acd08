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

/** How an attempt went: delivered if `failure` is null. */
export interface WebhookResponse {
  /** What was answered; null when nothing was. */
  readonly status: number | null;
  readonly failure: string | null;
}

export interface WebhookSenderOptions {
  readonly guard: SsrfGuard;
  /** For all of it, from the look-up of the name to the answer. */
  readonly timeoutMs: number;
}

/** An answer is only its status: of its body so much is read as keeps the connection good, and no more. */
const maxResponseBytes = 65_536;
const socketsPerHost = 16;

/** Posts to receivers. Never follows a redirect: it could lead anywhere. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    const agentOptions = { keepAlive: true, maxSockets: socketsPerHost, lookup: pinnedLookup(options.guard) };
    this.#http = new HttpAgent(agentOptions);
    this.#https = new HttpsAgent(agentOptions);
  }

  /** Never throws: what goes wrong is the answer. */
  async send(request: WebhookRequest): Promise<WebhookResponse> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    try {
      // an address is connected to without any look-up
      await this.#options.guard.resolvePublic(new URL(request.url).hostname);
      const status = await this.#post(request, signal);
      return { status, failure: failureOf(status) };
    } catch (error) {
      const seconds = this.#options.timeoutMs / 1_000;
      return { status: null, failure: signal.aborted ? `no answer within ${seconds} s` : reasonOf(error) };
    }
  }

  /** Ends connections that are kept for the next time. */
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

/** A look-up for sockets that gives only checked addresses, so that what was checked is what is connected to. */
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
  return status >= 300 && status < 400 ? `answered ${status}; redirects are not followed` : `answered ${status}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code ?? error.message;
}
