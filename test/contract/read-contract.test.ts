import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import type { ClassType } from 'type-graphql';
import { describe, expect, test } from 'vitest';
import { dtoExtension, type OperationOptions } from '../../src/api/contract/decorators.ts';
import { allMembers, findOperation, type TypeRef } from '../../src/api/contract/model.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { buildContractSchemaWithoutServices, buildSchemaWithoutServices } from '../support/app-schema.ts';
import { contract, newSession, sessionInfo } from '../support/contract.ts';

describe('the contract of the classes', () => {
  test('has operations in the order of their routes, and types in the order of their first use', () => {
    expect(Object.keys(contract.operations)).toEqual(['GetAuthStatus', 'NewSession', 'GetSession']);
    expect(Object.keys(contract.dtos)).toEqual([
      'GetAuthStatus',
      'UserInfo',
      'NewSession',
      'SessionInfo',
      'EntityInfo',
      'CustomerBreadcrumb',
      'SessionLogInfo',
      'SessionMemberInfo',
      'GetSession',
    ]);
    expect(Object.keys(contract.enums)).toHaveLength(8);
  });

  test('has the 41 members of SessionInfo, own ones first, and no GraphQL-only fields', () => {
    const names = allMembers(contract, sessionInfo).map(({ name }) => name);
    expect(names).toHaveLength(41);
    expect(names.slice(0, 2)).toEqual(['dialState', 'callState']);
    expect(names.slice(-5)).toEqual(['id', 'dateCreated', 'dateLastModified', 'createdBy', 'lastModifiedBy']);
    expect(names).not.toContain('revision');
    expect(names).not.toContain('parentSessionId');
  });

  test('derives an operation from its input type', () => {
    expect(findOperation(contract, 'newsession')).toEqual({
      request: 'NewSession',
      response: { kind: 'dto', name: 'SessionInfo', nullable: false },
      description: 'Create a new session',
      routes: [{ verb: 'POST', path: '/sessions' }],
      headers: [{ name: 'X-Account-Id', description: 'The account to create it in' }],
      roles: ['User'],
    });
    expect(newSession.description).toBe('Create a new session');
    expect(newSession.members).toHaveLength(14);
    expect(newSession.members.at(-2)).toMatchObject({ name: 'memberEmailAddresses', defaultValue: [] });
  });

  test('derives a request from the arguments if there is no input type', () => {
    expect(contract.dtos.GetSession).toMatchObject({
      namespace: 'Voice.Api.Sessions',
      xmlNamespace: 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions',
      base: null,
      members: [{ name: 'id', clrName: 'Id', jsonName: 'id', type: { kind: 'string', nullable: false } }],
    });
  });

  test('is frozen', () => {
    expect(() => Object.assign(newSession.members[0] ?? {}, { name: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(contract.operations, { x: 1 })).toThrow(TypeError);
  });
});

describe('a REST-only operation', () => {
  const listThings = (response: ClassType) =>
    new GraphQLInputObjectType({
      name: 'ListThings',
      description: 'The things',
      fields: { page: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 0 } },
      extensions: {
        'contract:ListThings': { namespace: 'Test' },
        'operation:ListThings': { response, routes: [{ verb: 'GET', path: '/things' }], roles: ['User'] },
      },
    });
  class Thing {}
  class Nothing {}

  test('is read from its request type, which no field references', () => {
    const query = new GraphQLObjectType({ name: 'Query', fields: { a: { type: GraphQLString } } });
    const read = readContract(new GraphQLSchema({ query, types: [listThings(Thing), thing(GraphQLString)] }));
    expect(read.operations).toEqual({
      ListThings: {
        request: 'ListThings',
        response: { kind: 'dto', name: 'Thing', nullable: false },
        description: 'The things',
        routes: [{ verb: 'GET', path: '/things' }],
        headers: [],
        roles: ['User'],
      },
    });
    expect(Object.keys(read.dtos)).toEqual(['ListThings', 'Thing']);
    expect(read.dtos.ListThings).toMatchObject({
      namespace: 'Test',
      description: 'The things',
      members: [{ name: 'page', clrName: 'Page', type: { kind: 'int', nullable: false }, defaultValue: 0 }],
    });
  });

  test('throws if the schema lacks its response type', () => {
    const query = new GraphQLObjectType({ name: 'Query', fields: { a: { type: GraphQLString } } });
    const schema = new GraphQLSchema({ query, types: [listThings(Nothing)] });
    expect(() => readContract(schema)).toThrow(
      'ListThings uses Nothing, which the schema lacks: list it in rest-only-types.ts',
    );
  });

  test('throws if the schema lacks its base', () => {
    const request = new GraphQLInputObjectType({
      name: 'ListThings',
      fields: { page: { type: GraphQLInt } },
      extensions: {
        'contract:ListThings': { namespace: 'Test', base: { name: 'Absent', typeArgument: 'Thing' } },
        'operation:ListThings': { response: Thing, routes: [{ verb: 'GET', path: '/things' }], roles: [] },
      },
    });
    const query = new GraphQLObjectType({ name: 'Query', fields: { a: { type: GraphQLString } } });
    expect(() => readContract(new GraphQLSchema({ query, types: [request, thing(GraphQLString)] }))).toThrow(
      'ListThings has the base Absent, which the schema lacks: list it in rest-only-types.ts',
    );
  });

  test('is in the contract of the server, and its types are not in the served schema', () => {
    const served = buildSchemaWithoutServices();
    const { operations } = readContract(buildContractSchemaWithoutServices());
    const restOnly = Object.values(operations).filter(
      ({ response }) => response?.kind === 'dto' && !served.getType(response.name),
    );
    expect(restOnly.map(({ request, response }) => [request, response && 'name' in response && response.name])).toEqual(
      [
        ['ListAccounts', 'AccountList'],
        ['ListApiKeys', 'ApiKeyList'],
        ['GetActiveCalls', 'GetActiveCallsResponse'],
        ['ListConversations', 'ListConversationsResponse'],
        ['ListCustomers', 'CustomerList'],
        ['ListEndpoints', 'EndpointList'],
        ['ListMessages', 'MessageList'],
        ['ListSessions', 'SessionList'],
        ['GetActiveSessions', 'GetActiveSessionsResponse'],
        ['GetMySessions', 'GetMySessionsResponse'],
        ['ListUsers', 'UserList'],
        ['ListWebhooks', 'WebhookList'],
        ['ListWebhookDeliveries', 'WebhookDeliveryList'],
      ],
    );
    expect(restOnly.filter(({ request }) => served.getType(request))).toEqual([]);
  });
});

const operationOptions: OperationOptions = {
  request: 'GetThing',
  requestNamespace: 'Test',
  routes: [{ verb: 'GET', path: '/thing' }],
};

const dateTime = new GraphQLScalarType({ name: 'DateTimeISO' });
const channels = new GraphQLEnumType({ name: 'FlowChannels', values: { Voice: {} } });
const pair = new GraphQLObjectType({ name: 'KeyValuePair', fields: { key: { type: GraphQLString } } });

describe('types', () => {
  test.each<[graphql: GraphQLOutputType, ref: TypeRef]>([
    [GraphQLString, { kind: 'string', nullable: true }],
    [new GraphQLNonNull(GraphQLID), { kind: 'string', nullable: false }],
    [dateTime, { kind: 'dateTime', nullable: true }],
    [new GraphQLNonNull(GraphQLBoolean), { kind: 'bool', nullable: false }],
    [GraphQLInt, { kind: 'int', nullable: true }],
    [GraphQLFloat, { kind: 'double', nullable: true }],
    [channels, { kind: 'enum', name: 'FlowChannels', nullable: true }],
    [new GraphQLList(GraphQLInt), { kind: 'list', of: { kind: 'int', nullable: true }, nullable: true }],
    [new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(pair))), { kind: 'dictionary', nullable: false }],
  ])('%s', (graphql, ref) => {
    const read = readContract(schemaOf(graphql));
    expect(read.dtos.Thing?.members[0]?.type).toEqual(ref);
  });
});

describe('invalid classes throw', () => {
  const other = new GraphQLObjectType({ name: 'Other', fields: { a: { type: GraphQLString } } });
  const colours = new GraphQLEnumType({ name: 'Colours', values: { Red: {} } });
  const unknown = new GraphQLScalarType({ name: 'Json' });

  test.each<[what: string, schema: GraphQLSchema, message: RegExp]>([
    ['a member without a @Dto', schemaOf(other), /Thing\.value uses Other: add @Dto to that type, or @Member/],
    ['an enum without a namespace', schemaOf(colours), /Colours is missing in enum-namespaces/],
    ['an unknown scalar', schemaOf(unknown), /does not support the scalar Json/],
    [
      'a route parameter without a member',
      schemaOf(GraphQLString, { ...operationOptions, routes: [{ verb: 'GET', path: '/x/{id}' }] }),
      /GetThing has no member for \/x\/\{id\}/,
    ],
    [
      'a request without a namespace',
      schemaOf(GraphQLString, { request: 'Nameless', routes: operationOptions.routes }),
      /Nameless is not an input type, so it needs a requestNamespace/,
    ],
  ])('%s', (_, schema, message) => {
    expect(() => readContract(schema)).toThrow(message);
  });

  test('two operations with one request', () => {
    const operation = { type: thing(GraphQLString), extensions: { contract: operationOptions } };
    const query = new GraphQLObjectType({ name: 'Query', fields: { a: operation, b: operation } });
    expect(() => readContract(new GraphQLSchema({ query }))).toThrow(/two operations have the request GetThing/);
  });

  test('a request input type without a @Dto', () => {
    const input = new GraphQLInputObjectType({ name: 'NewThing', fields: { a: { type: GraphQLString } } });
    const field = { type: thing(GraphQLString), args: { input: { type: input } } };
    const extensions = { contract: { ...operationOptions, request: 'NewThing' } };
    const query = new GraphQLObjectType({ name: 'Query', fields: { a: { ...field, extensions } } });
    expect(() => readContract(new GraphQLSchema({ query }))).toThrow(/NewThing has no @Dto/);
  });
});

function thing(type: GraphQLOutputType): GraphQLObjectType {
  const extensions = { [dtoExtension('Thing')]: { namespace: 'Test' } };
  return new GraphQLObjectType({ name: 'Thing', fields: { value: { type } }, extensions });
}

/** Builds a schema with one operation that returns a Thing whose value has the given type. */
function schemaOf(type: GraphQLOutputType, options: OperationOptions = operationOptions): GraphQLSchema {
  const field = { type: thing(type), extensions: { contract: options } };
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { thing: field } }) });
}
