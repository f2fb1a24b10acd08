import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printTypeScript, printTypeScriptOfOperation } from '../../../src/api/contract/printers/typescript.ts';
import { contract } from '../../support/contract.ts';

const facts = { baseUrl: 'https://host', date: new Date('2025-06-04T09:47:09Z'), version: '8.71' };

test('the first bytes are the header, then types in an order that classes can be read in', () => {
  const text = printTypeScript(contract, [], facts);
  expect(
    text.startsWith(`/* Options:
Date: 2025-06-04 09:47:09
Version: 8.71
Tip: To override a DTO option, remove "//" prefix before updating
BaseUrl: https://host

//GlobalNamespace: 
//MakePropertiesOptional: False
//AddServiceStackTypes: True
//AddResponseStatus: False
//AddImplicitVersion: 
//AddDescriptionAsComments: True
//IncludeTypes: 
//ExcludeTypes: 
//DefaultImports: 
*/

`),
  ).toBe(true);
  const declared = [...printTypeScriptOfOperation(contract, 'NewSession').matchAll(/^export \w+ (\w+)/gm)];
  expect(declared.map(([, name]) => name)).toEqual([
    ...['IReturn', 'IPost', 'EntityInfo', 'SessionDialState', 'SessionCallState', 'SessionQueueStates'],
    ...['CustomerBreadcrumb', 'FlowChannels', 'SessionHoldReasons', 'SessionLogInfo', 'SessionMemberCallState'],
    ...['SessionMemberRoles', 'SessionMemberInfo', 'SessionDirections', 'SessionInfo', 'NewSession'],
  ]);
});

test('an operation, and a class without descriptions', () => {
  const text = printTypeScript(contract, [], null);
  expect(text).toContain(`
/** @description Create a new session */
// @Route("/sessions", "POST")
// @Api(Description="Create a new session")
export class NewSession implements IReturn<SessionInfo>, IPost
{
    /** @description A display name for this session */
    // @ApiMember(Description="A display name for this session")
    public displayName?: string;

`);
  expect(text).toContain(`    public startSession?: boolean;

    public constructor(init?: Partial<NewSession>) { (Object as any).assign(this, init); }
    public getTypeName() { return 'NewSession'; }
    public getMethod() { return 'POST'; }
    public createResponse() { return new SessionInfo(); }
}
`);
  expect(text).toContain(`
export class CustomerBreadcrumb
{
    public id?: string;
    public name?: string;

    public constructor(init?: Partial<CustomerBreadcrumb>) { (Object as any).assign(this, init); }
}
`);
  expect(text).toContain('    public applicationData?: { [index:string]: string; };\n');
});

test('options', () => {
  const print = (...query: [string, string][]): string => printTypeScript(contract, query, null);
  expect(print(['AddDescriptionAsComments', 'False'])).not.toContain('/**');
  expect(print(['AddServiceStackTypes', 'False'])).not.toContain('export interface');
  expect(print(['GlobalNamespace', 'Dtos'])).toContain('export namespace Dtos\n{\n\n    export interface IReturn<T>');
  expect(print(['DefaultImports', 'IReturn:@servicestack/client,"; evil'])).toMatch(
    /^import \{ IReturn \} from "@servicestack\/client";\n\n/,
  );
  expect(print(['IncludeTypes', 'NewSession.*'], ['ExcludeTypes', 'EntityInfo'])).not.toContain('class EntityInfo');
  expect(print(['AddImplicitVersion', '2'])).toContain('    public version: number = 2;\n');
  expect(printTypeScript(contract, [['IncludeTypes', 'x\n*/ evil']], facts)).toContain('IncludeTypes: x   evil\n');
});

describe('with a compiler', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dtos-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('it compiles under --strict, and a client infers the response', () => {
    writeFileSync(join(folder, 'dtos.ts'), printTypeScript(contract, [], facts));
    writeFileSync(
      join(folder, 'client.ts'),
      `import { FlowChannels, IReturn, NewSession, SessionInfo } from './dtos';
declare function post<T>(request: IReturn<T>): T;
const answer: SessionInfo = post(new NewSession({ channel: FlowChannels.Chat, memberEmailAddresses: ['a'] }));
export const role: string | undefined = answer.members?.[0]?.role;
// @ts-expect-error an enum is not any text
new NewSession({ channel: 'Smoke' });
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
    const { stdout, status } = spawnSync(process.execPath, [tsc, ...options, 'client.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
