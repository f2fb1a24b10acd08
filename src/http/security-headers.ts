/**
 * For every answer: no browser is to take one for anything but what it says it is, frame it, or keep it for others. Pages
 * have their styles in them and nothing else; what needs more, such as the playground, says so with a policy of its own.
 */
export const securityHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'private, no-cache',
} as const;

/** Where a request came by https, browsers are to use nothing else for a year. */
export const httpsHeaders = { 'Strict-Transport-Security': 'max-age=31536000' } as const;
