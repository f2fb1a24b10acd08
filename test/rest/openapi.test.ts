import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { printContractFiles } from '../../src/api/rest/metadata/contract-files.ts';
import { printOpenApi } from '../../src/api/rest/metadata/openapi.ts';
import { contract } from '../support/contract.ts';
import { buildContractSchema } from '../support/contract-schema.ts';

const document = JSON.parse(printOpenApi(contract));

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(document);
  expect(result).toEqual({ valid: true });
});

describe('POST /sessions', () => {
  const operation = document.paths['/sessions'].post;

  test('has request and response examples in JSON, the only media type, as the codec encodes them', () => {
    expect(operation.operationId).toBe('NewSession_Post');
    const { content } = operation.requestBody;
    expect(Object.keys(content)).toEqual(['application/json']);
    expect(content['application/json']).toMatchObject({
      schema: { $ref: '#/components/schemas/NewSession' },
      example: { channel: 'Voice', memberEmailAddresses: ['String'] },
    });
    const { example } = operation.responses[200].content['application/json'];
    expect(example).toMatchObject({
      dateCreated: '2024-01-02T03:04:05.678Z',
      members: [{ applicationData: { String: 'String' } }],
    });
    for (const required of document.components.schemas.SessionMemberInfo.required)
      expect(example.members[0]).toHaveProperty(required);
  });

  test('has headers, errors and security', () => {
    expect(operation.parameters).toEqual([
      { name: 'X-Account-Id', in: 'header', description: 'The account to create it in', schema: { type: 'string' } },
    ]);
    expect(Object.keys(operation.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '405',
      '409',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(operation.security).toEqual(
      Object.keys(document.components.securitySchemes).map((name) => ({ [name]: [] })),
    );
    expect(document.paths['/auth/status'].get.security).toEqual([]);
  });
});

test('request schemas have defaults and no required fields, response schemas have required fields', () => {
  const { NewSession, SessionInfo, EntityInfo } = document.components.schemas;
  expect(NewSession.required).toBeUndefined();
  expect(NewSession.properties.channel).toEqual({
    $ref: '#/components/schemas/FlowChannels',
    description: 'The type of session. Default: Voice',
  });
  expect(NewSession.properties.direction.anyOf).toEqual([
    { $ref: '#/components/schemas/SessionDirections' },
    { type: 'null' },
  ]);
  expect(SessionInfo.allOf[0]).toEqual({ $ref: '#/components/schemas/EntityInfo' });
  expect(EntityInfo.required).toEqual(['id', 'dateCreated', 'dateLastModified']);
});

test('a member with a default has it in its description only, so that generators do not require the member', () => {
  const { NewSession } = document.components.schemas;
  expect(NewSession.properties.startSession).toEqual({
    type: 'boolean',
    description: "Start the session's flow? Default: false",
  });
  expect(JSON.stringify(document.components)).not.toContain('"default":');
});

test('it has a server, a license, and no schema to which nothing refers', () => {
  expect(document.servers).toEqual([{ url: '/' }]);
  expect(document.info.license).toEqual({ name: 'MIT', identifier: 'MIT' });
  const { GetSession, ListRequest, SessionLogInfo } = document.components.schemas;
  expect([GetSession, ListRequest]).toEqual([undefined, undefined]);
  expect(SessionLogInfo).toBeDefined();
});

test('path parameters are required', () => {
  expect(document.paths['/sessions/{id}'].get.parameters).toEqual([
    { name: 'id', in: 'path', required: true, description: 'The ID of the session', schema: { type: 'string' } },
  ]);
});

test('every file of schema/ is marked as generated', () => {
  const files = printContractFiles(buildContractSchema(), contract);
  expect([...files.keys()].filter((name) => !name.endsWith('.xsd'))).toEqual([
    'schema.graphql',
    'dtos.cs',
    'dtos.ts',
    'openapi.json',
  ]);
  expect(files.has('contract.xsd')).toBe(true);
  for (const text of files.values()) expect(text.slice(0, 400)).toMatch(/generated/i);
});
