import type { Contract, DtoType, MemberType, OperationType, TypeRef } from './model.ts';

const text: TypeRef = { kind: 'string', nullable: true };
const texts: TypeRef = { kind: 'list', of: { kind: 'string', nullable: false }, nullable: true };
const dictionary: TypeRef = { kind: 'dictionary', nullable: true };
const bool: TypeRef = { kind: 'bool', nullable: true };
const dto = (name: string): TypeRef => ({ kind: 'dto', name, nullable: true });

/** ServiceStack's own types: their members are numbered, so XML keeps their order, in a namespace of their own. */
function serviceStackType(
  name: string,
  description: string,
  members: Readonly<Record<string, readonly [type: TypeRef, description: string]>>,
): DtoType {
  return {
    name,
    clrName: name,
    namespace: 'ServiceStack',
    xmlNamespace: 'http://schemas.servicestack.net/types',
    xmlOrder: 'declared',
    base: null,
    description,
    members: Object.entries(members).map(([memberName, [type, what]]): MemberType => {
      const clrName = memberName.charAt(0).toUpperCase() + memberName.slice(1);
      const fixed = { description: what, apiMember: false, defaultValue: undefined };
      return { name: memberName, clrName, jsonName: memberName, type, ...fixed };
    }),
  };
}

/** Answers with every error. */
export const errorResponse = serviceStackType('ErrorResponse', 'What is answered in place of a result', {
  responseStatus: [dto('ResponseStatus'), 'What went wrong'],
});

const responseStatus = serviceStackType('ResponseStatus', 'What went wrong', {
  errorCode: [text, 'The name of the error, or of the first rule that was broken'],
  message: [text, 'The same for people'],
  stackTrace: [text, 'Never filled in'],
  errors: [
    { kind: 'list', of: { kind: 'dto', name: 'ResponseError', nullable: false }, nullable: false },
    'Every fault of the request',
  ],
  meta: [dictionary, 'AutoBatchIndex: which request of a batch failed'],
});

const responseError = serviceStackType('ResponseError', 'One fault of a request', {
  errorCode: [text, 'The name of the rule that was broken'],
  fieldName: [text, 'The field it is about'],
  message: [text, 'The same for people'],
  meta: [dictionary, 'Never filled in'],
});

/** What a client signs in with. */
export const authenticate = serviceStackType('Authenticate', 'Sign in, sign out, or see who is signed in', {
  provider: [text, 'credentials (if not said), or logout; neither it nor a name: who is signed in'],
  userName: [text, 'The email address'],
  password: [text, 'The password'],
  rememberMe: [bool, 'Stay signed in for four weeks, whatever becomes of the browser'],
  accessToken: [text, 'Not looked at'],
  accessTokenSecret: [text, 'Not looked at'],
  returnUrl: [text, 'Not looked at'],
  errorView: [text, 'Not looked at'],
  meta: [dictionary, 'Not looked at'],
});

/** Answers a sign-in, and who is signed in. */
export const authenticateResponse = serviceStackType('AuthenticateResponse', 'Who is signed in', {
  userId: [text, 'The ID of the user'],
  sessionId: [text, 'The value of the cookie that keeps the user signed in'],
  userName: [text, 'The email address'],
  displayName: [text, 'The full name, else the email address'],
  referrerUrl: [text, 'Never filled in'],
  bearerToken: [text, 'Never filled in'],
  refreshToken: [text, 'Never filled in'],
  refreshTokenExpiry: [text, 'Never filled in'],
  profileUrl: [text, 'The address of a picture'],
  roles: [texts, 'What the user may do'],
  permissions: [texts, 'Always empty'],
  authProvider: [text, 'What the user signed in by'],
  responseStatus: [dto('ResponseStatus'), 'Never filled in'],
  meta: [dictionary, 'Never filled in'],
});

const all = [errorResponse, responseStatus, responseError, authenticate, authenticateResponse];

/** Signing in and out, and asking who is signed in, at the addresses of every ServiceStack host. */
const authenticateOperation: OperationType = {
  request: authenticate.name,
  response: { kind: 'dto', name: authenticateResponse.name, nullable: false },
  description: 'Sign in, sign out, or see who is signed in',
  routes: ['/auth', '/auth/{provider}'].flatMap((path) => [
    { verb: 'POST', path },
    { verb: 'GET', path },
  ]),
  roles: null,
  headers: [],
};

/** What every ServiceStack host has: fixed, so it comes from no GraphQL type. A Contract, so that any codec writes it. */
export const envelopes: Contract = {
  dtos: Object.fromEntries(all.map((type) => [type.name, type])),
  enums: {},
  operations: { [authenticateOperation.request]: authenticateOperation },
};

/** All that the REST side answers: the contract's own operations, and those that every ServiceStack host has. */
export function withEnvelopes({ dtos, enums, operations }: Contract): Contract {
  return {
    dtos: { ...dtos, ...envelopes.dtos },
    enums,
    operations: { ...operations, ...envelopes.operations },
  };
}
