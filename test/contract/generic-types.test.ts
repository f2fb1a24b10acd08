import { expect, test } from 'vitest';
import { dtoNamed } from '../../src/api/contract/model.ts';
import { printCSharp } from '../../src/api/contract/printers/csharp.ts';
import { printTypesMetadata } from '../../src/api/contract/printers/types-metadata.ts';
import { printTypeScript } from '../../src/api/contract/printers/typescript.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { xml } from '../../src/api/rest/codecs/xml.ts';
import { printOpenApi } from '../../src/api/rest/metadata/openapi.ts';
import { buildContractSchemaWithoutServices } from '../support/app-schema.ts';
import { refTo } from '../support/contract.ts';

const contract = readContract(buildContractSchemaWithoutServices());

test('C# declares each generic class once, and requests and responses with their argument', () => {
  const text = printCSharp(contract, [], null);
  expect(text.match(/class ListRe\w+.*/g)).toEqual(['class ListRequest<T>', 'class ListResponse<T>']);
  expect(text).toContain(
    'class ListSessions\n        : ListRequest<SessionInfo>, IReturn<ListResponse<SessionInfo>>, IGet\n',
  );
  expect(text).toContain(' List<T> Items { get; set; }');
  expect(text).not.toContain('SessionList');
});

test('TypeScript declares a generic class once, before the classes that extend it', () => {
  const text = printTypeScript(contract, [['IncludeTypes', 'ListAccounts.*,ListSessions.*']], null);
  expect(text.match(/class ListResponse.*/g)).toEqual(['class ListResponse<T>']);
  expect(text).toContain(
    'export class ListAccounts extends ListRequest<AccountInfo> implements IReturn<ListResponse<AccountInfo>>, IGet\n',
  );
  expect(text).toContain('    public items?: T[];');
  expect(text).toContain('public createResponse() { return new ListResponse<AccountInfo>(); }');
  expect(text.indexOf('class ListRequest<T>')).toBeLessThan(text.indexOf('class ListAccounts'));
});

test('types metadata has the CLR names of generic classes', () => {
  const { types, operations } = JSON.parse(printTypesMetadata(contract, 'http://here'));
  const named = (name: string) => types.filter((type: { name: string }) => type.name === name);
  expect(named('ListResponse`1')).toMatchObject([
    { namespace: 'Voice.Api', genericArgs: ['T'], properties: [{ name: 'Items', genericArgs: ['T'] }, {}, {}, {}] },
  ]);
  const list = operations.find(({ request }: { request: { name: string } }) => request.name === 'ListUsers');
  expect(list).toMatchObject({
    request: { inherits: { name: 'ListRequest`1', namespace: 'Voice.Api', genericArgs: ['UserInfo'] } },
    response: { name: 'ListResponse`1', genericArgs: ['UserInfo'] },
    returnType: { name: 'ListResponse`1', namespace: 'Voice.Api', genericArgs: ['UserInfo'] },
  });
});

test('OpenAPI has the parameters of the base, none of which is required', () => {
  const { paths } = JSON.parse(printOpenApi(contract));
  expect(paths['/accounts'].get.parameters.map(({ name }: { name: string }) => name)).toEqual([
    'nameFilter',
    'page',
    'all',
    'countPerPage',
    'specificIds',
    'sortField',
    'sortOrder',
    'simplifiedPaging',
  ]);
});

test('XML names a list by its argument and a digest of its namespace, as DataContractSerializer does', () => {
  const list = { items: [], totalCount: 3, totalPages: 1, hasMorePages: false };
  expect(xml.encode(list, refTo(dtoNamed(contract, 'SessionList')), contract)).toBe(
    '<?xml version="1.0" encoding="utf-8"?>' +
      '<ListResponseOfSessionInfoBWxtuWQa xmlns:i="http://www.w3.org/2001/XMLSchema-instance"' +
      ' xmlns="http://schemas.datacontract.org/2004/07/Voice.Api"><HasMorePages>false</HasMorePages>' +
      '<Items xmlns:d2p1="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions" />' +
      '<TotalCount>3</TotalCount><TotalPages>1</TotalPages></ListResponseOfSessionInfoBWxtuWQa>',
  );
});
