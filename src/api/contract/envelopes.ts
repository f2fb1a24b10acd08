import type { Contract, DtoType, MemberType, OperationType, TypeRef } from './model.ts';

const text: TypeRef = { kind: 'string', nullable: true };
const texts: TypeRef = { kind: 'list', of: { kind: 'string', nullable: false }, nullable: true };
const dictionary: TypeRef = { kind: 'dictionary', nullable: true };
const bool: TypeRef = { kind: 'bool', nullable: true };
const dto = (name: string): TypeRef => ({ kind: 'dto', name, nullable: true });

/**
 * Creates a type of ServiceStack itself.
 * Its members are numbered, so XML keeps their order, and its XML namespace is ServiceStack's.
 */
function serviceStackType(
  name: string,
  description: string,
  members: Readonly<Record<string, readonly [type: TypeRef, description: string, clrName?: string]>>,
): DtoType {
  return {
    name,
    clrName: name,
    namespace: 'ServiceStack',
    xmlNamespace: 'http://schemas.servicestack.net/types',
    xmlOrder: 'declared',
    base: null,
    description,
    members: Object.entries(members).map(
      ([memberName, [type, what, clrName = capitalized(memberName)]]): MemberType => {
        const fixed = { description: what, apiMember: false, defaultValue: undefined };
        return { name: memberName, clrName, jsonName: memberName, type, ...fixed };
      },
    ),
  };
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The body of every error response. */
export const errorResponse = serviceStackType('ErrorResponse', 'The body of an error response', {
  responseStatus: [dto('ResponseStatus'), 'The error'],
});

const responseStatus = serviceStackType('ResponseStatus', 'An error', {
  errorCode: [text, 'The name of the error, or of the first violated rule'],
  message: [text, 'The error message'],
  stackTrace: [text, 'Always absent'],
  errors: [
    { kind: 'list', of: { kind: 'dto', name: 'ResponseError', nullable: false }, nullable: false },
    'All validation errors of the request',
  ],
  meta: [dictionary, 'AutoBatchIndex: the index of the failed request in a batch'],
});

const responseError = serviceStackType('ResponseError', 'A validation error', {
  errorCode: [text, 'The name of the violated rule'],
  fieldName: [text, 'The name of the invalid field'],
  message: [text, 'The error message'],
  meta: [dictionary, 'Always absent'],
});

/** The request to sign in. */
export const authenticate = serviceStackType('Authenticate', 'Sign in, sign out, or read the current user', {
  // in lower case in ServiceStack's class
  provider: [
    text,
    'credentials (default) or logout. Without provider and userName, the current user is returned.',
    'provider',
  ],
  userName: [text, 'The email address'],
  password: [text, 'The password'],
  rememberMe: [bool, 'Whether the sign-in lasts four weeks and survives closing the browser'],
  accessToken: [text, 'Ignored'],
  accessTokenSecret: [text, 'Ignored'],
  returnUrl: [text, 'Ignored'],
  errorView: [text, 'Ignored'],
  meta: [dictionary, 'Ignored'],
});

/** The response to a sign-in, and to a request for the current user. */
export const authenticateResponse = serviceStackType('AuthenticateResponse', 'The current user', {
  userId: [text, 'The ID of the user'],
  sessionId: [text, 'The value of the session cookie'],
  userName: [text, 'The email address'],
  displayName: [text, 'The full name, or the email address if the user has no name'],
  referrerUrl: [text, 'Always absent'],
  bearerToken: [text, 'Always absent'],
  refreshToken: [text, 'Always absent'],
  refreshTokenExpiry: [text, 'Always absent'],
  profileUrl: [text, "The URL of the user's picture"],
  roles: [texts, 'The roles of the user'],
  permissions: [texts, 'Always empty'],
  authProvider: [text, 'The authentication provider, such as credentials'],
  responseStatus: [dto('ResponseStatus'), 'Always absent'],
  meta: [dictionary, 'Always absent'],
});

const all = [errorResponse, responseStatus, responseError, authenticate, authenticateResponse];

/** Sign-in, sign-out and the current user, at the routes that every ServiceStack host has. */
const authenticateOperation: OperationType = {
  request: authenticate.name,
  response: { kind: 'dto', name: authenticateResponse.name, nullable: false },
  description: 'Sign in, sign out, or read the current user',
  routes: ['/auth', '/auth/{provider}'].flatMap((path) => [
    { verb: 'POST', path },
    { verb: 'GET', path },
  ]),
  roles: null,
  headers: [],
};

/**
 * DTOs and operations that every ServiceStack host has.
 * They come from no GraphQL type, and form a `Contract` so that every codec can write them.
 */
export const envelopes: Contract = {
  dtos: Object.fromEntries(all.map((type) => [type.name, type])),
  enums: {},
  operations: { [authenticateOperation.request]: authenticateOperation },
};

/** Adds the DTOs and operations that every ServiceStack host has to a contract. */
export function withEnvelopes({ dtos, enums, operations }: Contract): Contract {
  return {
    dtos: { ...dtos, ...envelopes.dtos },
    enums,
    operations: { ...operations, ...envelopes.operations },
  };
}
