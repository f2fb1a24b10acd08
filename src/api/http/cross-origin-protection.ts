import type { FastifyRequest } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';
import type { SentCredentials } from './read-credentials.ts';

/**
 * Refuses requests that a page of another origin sends with the sign-in of a browser, or to sign the browser in: the
 * rule of `CrossOriginProtection` in Go's net/http, for reads as well as for changes.
 *
 * The browser reports the origin in `Sec-Fetch-Site`, or, over plain HTTP, in `Origin`. Clients that are not browsers
 * send neither. Origins of the same site, such as another subdomain or port, are other origins: cookies are
 * `SameSite=Lax`, so browsers send them along.
 */
export class CrossOriginProtection {
  readonly #allowed: ReadonlySet<string>;

  /** @param corsOrigins values of the `Origin` header; `*` allows no origin, because it excludes cookies */
  constructor(corsOrigins: readonly string[]) {
    this.#allowed = new Set(corsOrigins.includes('*') ? [] : corsOrigins);
  }

  /** Returns the error for credentials that a browser added to a request of another origin, except to show a page. */
  errorFor(request: FastifyRequest, ambient: SentCredentials['ambient']): AppError | null {
    const isRefused = ambient !== null && !isNavigation(request) && this.#isCrossOrigin(request);
    return isRefused ? crossOriginError() : null;
  }

  /** @throws CROSS_ORIGIN_REQUEST when a page of another origin sent the request, with or without credentials */
  requireAllowedOrigin(request: FastifyRequest): void {
    if (this.#isCrossOrigin(request)) throw crossOriginError();
  }

  #isCrossOrigin(request: FastifyRequest): boolean {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (site ? site === 'same-origin' || site === 'none' : origin === undefined || isOwn(origin, request)) return false;
    return origin === undefined || !this.#allowed.has(origin);
  }
}

/** Whether the browser opens a page, as after a click on a link. Only the user sees the response. */
function isNavigation({ method, headers }: FastifyRequest): boolean {
  const isSafe = method === 'GET' || method === 'HEAD';
  return isSafe && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

/** The protocol is unknown behind a proxy that is not trusted; pages over HTTPS are then as good as pages over HTTP. */
function isOwn(origin: string, { protocol, host }: FastifyRequest): boolean {
  return origin === `https://${host}` || (protocol === 'http' && origin === `http://${host}`);
}

function crossOriginError(): AppError {
  const message =
    'Pages of other origins cannot use the sign-in of a browser. List the origin in CORS_ORIGINS, or send an API key.';
  return new AppError('CROSS_ORIGIN_REQUEST', message);
}
