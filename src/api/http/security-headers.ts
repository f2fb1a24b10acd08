/**
 * Headers of every response: browsers must not sniff its content type, frame it, or share it in a cache. Pages have
 * inline styles and no other resources; a page that needs more, such as the playground, sets its own policy. The
 * names are in lower case, so that Fastify does not convert them.
 */
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
} as const;

/**
 * Returns the headers of every response. Only pages that may read the response by CORS can load it as a script or an
 * image: those of this origin, or all.
 */
export function securityHeadersFor(corsOrigins: readonly string[]): Readonly<Record<string, string>> {
  const policy = corsOrigins.includes('*') ? 'cross-origin' : 'same-origin';
  return { ...securityHeaders, 'cross-origin-resource-policy': policy };
}

/** Headers of responses over HTTPS: browsers use only HTTPS for a year. */
export const httpsHeaders = { 'strict-transport-security': 'max-age=31536000' } as const;
