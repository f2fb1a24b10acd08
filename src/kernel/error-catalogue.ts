/**
 * Every refusal this server can give, once: the code GraphQL clients see in `extensions.code`, the HTTP status,
 * and the name ServiceStack clients see as `errorCode`, which is the reason phrase too unless `reason` says another.
 * Codes are never renamed or reused.
 */
export const errorCatalogue = {
  UNAUTHENTICATED: { status: 401, restName: 'Unauthorized', meaning: 'Not signed in, or the credentials are wrong.' },
  FORBIDDEN: {
    status: 403,
    restName: 'Forbidden',
    reason: 'Invalid Role',
    meaning: 'Signed in, but the role for this is missing.',
  },
  BAD_USER_INPUT: {
    status: 400,
    restName: 'ArgumentException',
    meaning: 'The input breaks a rule; every fault is listed with its field.',
  },
  QUERY_TOO_COMPLEX: {
    status: 400,
    restName: 'ArgumentException',
    onlyGraphql: true,
    meaning: 'The GraphQL operation is over a limit, which the answer names; docs/security.md has them.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 400,
    restName: 'ArgumentException',
    onlyGraphql: true,
    meaning: 'Only registered GraphQL documents are carried out here, and this is none of them.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    restName: 'NotFound',
    onlyGraphql: true,
    meaning: 'No GraphQL document is registered under the id that the request has for it.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    restName: 'SerializationException',
    meaning: 'The body cannot be read in the format it claims to have.',
  },
  NOT_FOUND: { status: 404, restName: 'NotFound', meaning: 'There is nothing of that id in your accounts.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    restName: 'NotImplementedException',
    meaning: 'This address does not answer that method.',
  },
  CONFLICT: { status: 409, restName: 'Conflict', meaning: 'It contradicts what is already there.' },
  RESYNC_REQUIRED: {
    status: 410,
    restName: 'Gone',
    onlyGraphql: true,
    meaning: 'Events after this cursor are no longer kept: read the sessions anew, then go on from a new cursor.',
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 503,
    restName: 'ServiceUnavailable',
    onlyGraphql: true,
    meaning: 'Events came faster than they were taken: go on after the cursor in `extensions.cursor`.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    restName: 'PreconditionFailed',
    meaning: 'It has changed since you read the revision that If-Match names.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    restName: 'RequestEntityTooLarge',
    meaning: 'The body is over 1 MiB, or over 256 KiB of XML.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    restName: 'UnsupportedMediaType',
    meaning: 'The body has a content type that is not read here.',
  },
  RATE_LIMITED: {
    status: 429,
    restName: 'TooManyRequests',
    meaning: 'Too much in a short time; the header Retry-After says how many seconds to wait.',
  },
  UNAVAILABLE: {
    status: 503,
    restName: 'ServiceUnavailable',
    meaning: 'The store is away, or there is too much to do; try again after the seconds of Retry-After.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    restName: 'InternalServerError',
    meaning: 'Our fault. The request id in the answer finds it in the log.',
  },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;
