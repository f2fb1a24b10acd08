import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printTypeScriptDefinition } from '../../../src/api/contract/printers/typescript-definition.ts';
import { readContract } from '../../../src/api/contract/read-contract.ts';
import { buildContractSchemaWithoutServices } from '../../support/app-schema.ts';

const contract = readContract(buildContractSchemaWithoutServices());
const facts = { baseUrl: 'https://host', date: new Date('2025-06-04T09:47:09Z'), version: '8.71' };
const print = (...query: [string, string][]): string => printTypeScriptDefinition(contract, query, null);

test('prints the header first, then interfaces and union types', () => {
  expect(
    printTypeScriptDefinition(contract, [['IncludeTypes', 'CustomerBreadcrumb,FlowChannels']], facts),
  ).toBe(`/* Options:
Date: 2025-06-04 09:47:09
Version: 8.71
Tip: To override a DTO option, remove "//" prefix before updating
BaseUrl: https://host

//GlobalNamespace: 
//MakePropertiesOptional: True
//AddServiceStackTypes: True
//AddResponseStatus: False
//AddImplicitVersion: 
//AddDescriptionAsComments: True
IncludeTypes: CustomerBreadcrumb,FlowChannels
//ExcludeTypes: 
//DefaultImports: 
*/


interface CustomerBreadcrumb
{
    id?: string;
    name?: string;
}

type FlowChannels = "Voice" | "Chat" | "Fax";
`);
});

test('prints an operation, and generic classes once', () => {
  const text = print();
  expect(text.startsWith('\ninterface IReturn<T>\n{\n}\n\ninterface IReturnVoid\n{\n}\n\ninterface IGet\n{\n}\n')).toBe(
    true,
  );
  expect(text).toContain(`
/** @description Create a new session */
// @Route("/sessions", "POST")
// @Api(Description="Create a new session")
interface NewSession extends IReturn<SessionInfo>, IPost
{
    /** @description A display name for this session */
    // @ApiMember(Description="A display name for this session")
    displayName?: string;

`);
  expect(text).toContain('\n    startSession?: boolean;\n}\n');
  expect(text).toContain(
    '\ninterface ListSessions extends ListRequest<SessionInfo>, IReturn<ListResponse<SessionInfo>>, IGet\n',
  );
  expect(text.match(/^interface ListResponse<T>$/gm)).toHaveLength(1);
});

test('applies the options', () => {
  expect(print(['AddDescriptionAsComments', 'False'])).not.toContain('/**');
  expect(print(['AddServiceStackTypes', 'False'])).not.toContain('interface IReturn');
  expect(print(['GlobalNamespace', 'Dtos'])).toContain('declare module Dtos\n{\n\n    interface IReturn<T>');
  expect(print(['DefaultImports', 'IReturn:@servicestack/client'])).toMatch(
    /^import \{ IReturn \} from "@servicestack\/client";\n\n/,
  );
  expect(print(['AddImplicitVersion', '2'])).toContain('    version?: number; //2\n');
  const required = print(['MakePropertiesOptional', 'False']);
  expect(required).toContain('\n    displayName: string;\n');
  expect(required).toContain('\n    direction?: SessionDirections;\n');
});

describe('with a compiler', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dtos-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('the output compiles under --strict as ambient declarations', () => {
    writeFileSync(join(folder, 'dtos.d.ts'), printTypeScriptDefinition(contract, [], facts));
    writeFileSync(
      join(folder, 'client.ts'),
      `const request: NewSession = { channel: 'Chat', memberEmailAddresses: ['a'] };
const page = JSON.parse('{}') as ListResponse<SessionInfo>;
export const role: string | undefined = page.items?.[0]?.members?.[0]?.role ?? request.displayName;
// @ts-expect-error an enum is not any text
export const refused: NewSession = { channel: 'Smoke' };
`,
    );
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const options = [
      '--strict',
      '--noEmit',
      '--target',
      'es2022',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
    ];
    const { stdout, status } = spawnSync(process.execPath, [tsc, ...options, 'dtos.d.ts', 'client.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
