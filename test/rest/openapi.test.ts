import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { printContractFiles } from '../../src/api/rest/metadata/contract-files.ts';
import { printOpenApi } from '../../src/api/rest/metadata/openapi.ts';
import { contract } from '../support/contract.ts';
import { buildContractSchema } from '../support/contract-schema.ts';

const document = JSON.parse(printOpenApi(contract));

test('it is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(document);
  expect(result).toEqual({ valid: true });
});

describe('POST /sessions', () => {
  const operation = document.paths['/sessions'].post;

  test('what it takes and gives, in every format, as the codecs write it', () => {
    expect(operation.operationId).toBe('NewSession_Post');
    const { content } = operation.requestBody;
    expect(Object.keys(content)).toEqual(['application/json', 'application/xml', 'application/jsv', 'text/csv']);
    expect(content['application/json']).toMatchObject({
      schema: { $ref: '#/components/schemas/NewSession' },
      example: { channel: 'Voice', memberEmailAddresses: ['String'] },
    });
    expect(content['application/xml'].example).toContain('<NewSession xmlns:i=');
    const { example } = operation.responses[200].content['application/json'];
    expect(example).toMatchObject({
      dateCreated: '2024-01-02T03:04:05.678Z',
      members: [{ applicationData: { String: 'String' } }],
    });
    for (const required of document.components.schemas.SessionMemberInfo.required)
      expect(example.members[0]).toHaveProperty(required);
  });

  test('its headers, errors and security', () => {
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
    expect(document.paths['/auth/status'].get.security).toBeUndefined();
  });
});

test('requests require nothing and say their defaults, answers say what is always there', () => {
  const { NewSession, SessionInfo, EntityInfo } = document.components.schemas;
  expect(NewSession.required).toBeUndefined();
  expect(NewSession.properties.channel).toEqual({
    $ref: '#/components/schemas/FlowChannels',
    description: 'The type of session',
    default: 'Voice',
  });
  expect(NewSession.properties.direction.anyOf).toEqual([
    { $ref: '#/components/schemas/SessionDirections' },
    { type: 'null' },
  ]);
  expect(SessionInfo.allOf[0]).toEqual({ $ref: '#/components/schemas/EntityInfo' });
  expect(EntityInfo.required).toEqual(['id', 'dateCreated', 'dateLastModified']);
});

test('a value in the path', () => {
  expect(document.paths['/sessions/{id}'].get.parameters).toEqual([
    { name: 'id', in: 'path', required: true, description: 'The ID of the session', schema: { type: 'string' } },
  ]);
});

test('every file of schema/ says that it is generated', () => {
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
