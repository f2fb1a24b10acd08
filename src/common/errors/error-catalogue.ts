/**
 * Every error code of this server, with its HTTP status and its name in REST.
 * GraphQL clients receive the code in `extensions.code`. ServiceStack clients receive the REST name as `errorCode`;
 * it is also the reason phrase unless `reason` differs. Codes are never renamed or reused.
 */
export const errorCatalogue = {
  UNAUTHENTICATED: {
    status: 401,
    restName: 'Unauthorized',
    meaning: 'The request is not authenticated, or its credentials are wrong.',
  },
  FORBIDDEN: {
    status: 403,
    restName: 'Forbidden',
    reason: 'Invalid Role',
    meaning: 'The user lacks the required role.',
  },
  CROSS_ORIGIN_REQUEST: {
    status: 403,
    restName: 'CrossOriginRequest',
    reason: 'Forbidden',
    meaning:
      'A page of another origin sent the request with the sign-in of a browser, or signs in. See docs/security.md.',
  },
  BAD_USER_INPUT: {
    status: 400,
    restName: 'ArgumentException',
    meaning: 'The input is invalid. `errors` lists every issue with its field.',
  },
  QUERY_TOO_COMPLEX: {
    status: 400,
    restName: 'ArgumentException',
    onlyGraphql: true,
    meaning: 'The GraphQL operation exceeds a limit. The message names the limit; docs/security.md lists all limits.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 400,
    restName: 'ArgumentException',
    onlyGraphql: true,
    meaning: 'Only registered GraphQL documents are executed, and this one is not registered.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    restName: 'NotFound',
    onlyGraphql: true,
    meaning: 'No GraphQL document is registered under the id in the request.',
  },
  PERSISTED_QUERY_HASH_MISMATCH: {
    status: 400,
    restName: 'ArgumentException',
    onlyGraphql: true,
    meaning: 'The hash of an automatic persisted query is not the SHA-256 of its text.',
  },
  PERSISTED_QUERY_VERSION_UNSUPPORTED: {
    status: 400,
    restName: 'ArgumentException',
    onlyGraphql: true,
    meaning: 'The version of an automatic persisted query is not 1.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    restName: 'SerializationException',
    meaning: 'The body cannot be parsed in its declared content type.',
  },
  NOT_FOUND: { status: 404, restName: 'NotFound', meaning: 'No such resource in your accounts.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    restName: 'NotImplementedException',
    meaning: 'The route does not support this method.',
  },
  CONFLICT: { status: 409, restName: 'Conflict', meaning: 'The change conflicts with the current state.' },
  RESYNC_REQUIRED: {
    status: 410,
    restName: 'Gone',
    onlyGraphql: true,
    meaning: 'Events after this cursor have been deleted. Read the sessions again and continue from a new cursor.',
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 503,
    restName: 'ServiceUnavailable',
    onlyGraphql: true,
    meaning: 'The subscriber read events too slowly. Continue after the cursor in `extensions.cursor`.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    restName: 'PreconditionFailed',
    meaning: 'The resource has changed since the revision in If-Match.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    restName: 'RequestEntityTooLarge',
    meaning: 'The body is over 1 MiB, or over 256 KiB of XML.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    restName: 'UnsupportedMediaType',
    meaning: 'The content type of the body is not supported.',
  },
  RATE_LIMITED: {
    status: 429,
    restName: 'TooManyRequests',
    meaning:
      'Rate limit exceeded. Retry after the seconds in the header Retry-After. A subscription that ends so continues after `extensions.cursor`.',
  },
  UNAVAILABLE: {
    status: 503,
    restName: 'ServiceUnavailable',
    meaning: 'The database is unavailable or the server is overloaded. Retry after the seconds in Retry-After.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    restName: 'InternalServerError',
    meaning: 'Unexpected error. The log contains the details under the request id.',
  },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;
