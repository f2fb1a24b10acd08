/**
 * For every answer, by lower-case names, which Fastify need not make lower first: no browser is to take one for anything but what it says it is, frame it, or keep it for others. Pages
 * have their styles in them and nothing else; what needs more, such as the playground, says so with a policy of its own.
 */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
} as const;

/** Where a request came by https, browsers are to use nothing else for a year. */
export const httpsHeaders = { 'strict-transport-security': 'max-age=31536000' } as const;
