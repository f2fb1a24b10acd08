import type { Contract, DtoType, MemberType, OperationType, TypeRef } from './model.ts';

const text: TypeRef = { kind: 'string', nullable: true };
const texts: TypeRef = { kind: 'list', of: { kind: 'string', nullable: false }, nullable: true };
const dictionary: TypeRef = { kind: 'dictionary', nullable: true };
const bool: TypeRef = { kind: 'bool', nullable: true };
const dto = (name: string): TypeRef => ({ kind: 'dto', name, nullable: true });

/** ServiceStack's own types: their members are numbered, so XML keeps their order, in a namespace of their own. */
function serviceStackType(name: string, members: Readonly<Record<string, TypeRef>>): DtoType {
  return {
    name,
    clrName: name,
    namespace: 'ServiceStack',
    xmlNamespace: 'http://schemas.servicestack.net/types',
    xmlOrder: 'declared',
    base: null,
    description: null,
    members: Object.entries(members).map(([memberName, type]): MemberType => {
      const clrName = memberName.charAt(0).toUpperCase() + memberName.slice(1);
      const fixed = { description: null, apiMember: false, defaultValue: undefined };
      return { name: memberName, clrName, jsonName: memberName, type, ...fixed };
    }),
  };
}

/** Answers with every error. */
export const errorResponse = serviceStackType('ErrorResponse', { responseStatus: dto('ResponseStatus') });

const responseStatus = serviceStackType('ResponseStatus', {
  errorCode: text,
  message: text,
  stackTrace: text,
  errors: { kind: 'list', of: { kind: 'dto', name: 'ResponseError', nullable: false }, nullable: false },
  meta: dictionary,
});

const responseError = serviceStackType('ResponseError', {
  errorCode: text,
  fieldName: text,
  message: text,
  meta: dictionary,
});

/** What a client signs in with. */
export const authenticate = serviceStackType('Authenticate', {
  provider: text,
  userName: text,
  password: text,
  rememberMe: bool,
  accessToken: text,
  accessTokenSecret: text,
  returnUrl: text,
  errorView: text,
  meta: dictionary,
});

/** Answers a sign-in, and who is signed in. */
export const authenticateResponse = serviceStackType('AuthenticateResponse', {
  userId: text,
  sessionId: text,
  userName: text,
  displayName: text,
  referrerUrl: text,
  bearerToken: text,
  refreshToken: text,
  refreshTokenExpiry: text,
  profileUrl: text,
  roles: texts,
  permissions: texts,
  authProvider: text,
  responseStatus: dto('ResponseStatus'),
  meta: dictionary,
});

const all = [errorResponse, responseStatus, responseError, authenticate, authenticateResponse];

/** Signing in and out, and asking who is signed in, at the addresses of every ServiceStack host. */
const authenticateOperation: OperationType = {
  request: authenticate.name,
  response: { kind: 'dto', name: authenticateResponse.name, nullable: false },
  rootField: 'signIn',
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
