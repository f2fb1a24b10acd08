import { describe, expect, test } from 'vitest';
import { printCSharp } from '../../../src/api/contract/printers/csharp.ts';
import { contract } from '../../support/contract.ts';

const facts = { baseUrl: 'https://host', date: new Date('2025-06-04T09:47:09Z'), version: '8.71' };
const print = (query: [string, string][]): string => printCSharp(contract, query, null);

test('prints the header that tools read back, with the given options uncommented', () => {
  const text = printCSharp(
    contract,
    [
      ['includetypes', 'NewSession.*'],
      ['MakeVirtual', 'false'],
    ],
    facts,
  );
  expect(text.split('\n\nusing System;')[0]).toBe(`/* Options:
Date: 2025-06-04 09:47:09
Version: 8.71
Tip: To override a DTO option, remove "//" prefix before updating
BaseUrl: https://host

//GlobalNamespace: 
//MakePartial: True
MakeVirtual: False
//MakeInternal: False
//MakeDataContractsExtensible: False
//AddNullableAnnotations: False
//AddReturnMarker: True
//AddDescriptionAsComments: True
//AddDataContractAttributes: False
//AddIndexesToDataMembers: False
//AddGeneratedCodeAttributes: False
//AddResponseStatus: False
//AddImplicitVersion: 
//InitializeCollections: True
//ExportValueTypes: False
IncludeTypes: NewSession.*
//ExcludeTypes: 
//AddNamespaces: 
//AddDefaultXmlNamespace: http://schemas.servicestack.net/types
*/`);
});

test('prints routes and return types, which the metadata page omits', () => {
  expect(print([])).toContain(`    ///<summary>
    ///Create a new session
    ///</summary>
    [Route("/sessions", "POST")]
    [Api(Description="Create a new session")]
    public partial class NewSession
        : IReturn<SessionInfo>, IPost
    {`);
  expect(print([])).toContain('        : IReturn<UserInfo>, IGet\n');
});

describe('options', () => {
  test.each<[option: string, value: string, has: string, hasNot: string]>([
    ['MakePartial', 'False', 'public class EntityInfo', 'partial'],
    ['MakeVirtual', 'False', 'public string Id { get; set; }', 'virtual'],
    ['MakeInternal', 'True', 'internal enum FlowChannels', 'public enum'],
    ['AddNullableAnnotations', 'True', 'public virtual string? DisplayName', 'string DisplayName'],
    ['AddReturnMarker', 'False', '        : IPost\n', 'IReturn'],
    ['AddDescriptionAsComments', 'False', '[ApiMember(', '///'],
    ['AddDataContractAttributes', 'True', '[DataMember]\n', 'Order'],
    ['InitializeCollections', 'False', 'List<string> MemberEmailAddresses', 'new List'],
    ['AddImplicitVersion', '3', '            Version = 3;\n', 'Version = 1'],
    ['AddNamespaces', 'My.Types', 'using My.Types;', 'using My;'],
    ['GlobalNamespace', 'Mine', 'namespace Mine\n', 'namespace Voice'],
    ['GlobalNamespace', 'x { evil', 'namespace Voice.Api\n', 'evil'],
    ['IncludeTypes', 'EntityInfo', 'class EntityInfo', 'NewSession'],
    ['IncludeTypes', 'Voice.Api.Flows/*', 'enum FlowChannels', 'class'],
    ['IncludeTypes', '*.SessionLogInfo', 'class SessionInfo', 'class NewSession'],
    ['ExcludeTypes', 'NewSession,UserInfo', 'class SessionInfo', 'class NewSession'],
  ])('%s: %s', (option, value, has, hasNot) => {
    const text = print([[option, value]]);
    expect(text).toContain(has);
    expect(text).not.toContain(hasNot);
  });

  test('prints numbered data members and a contract namespace', () => {
    const text = print([
      ['AddDataContractAttributes', 'True'],
      ['AddIndexesToDataMembers', 'True'],
    ]);
    expect(text).toContain(
      '[assembly: ContractNamespace("http://schemas.servicestack.net/types", ClrNamespace="Voice.Api")]',
    );
    expect(text).toContain('    [DataContract]\n    public partial class EntityInfo');
    expect(text).toContain(
      '        [DataMember(Order=2)]\n        ///<summary>\n        ///The date the object was created',
    );
  });
});
