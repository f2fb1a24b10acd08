import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fake-clock.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock: new FakeClock() });
});
afterAll(() => app.close());

const html = 'text/html; charset=utf-8';
const text = 'text/plain; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const json = 'application/json; charset=utf-8';

describe('a page', () => {
  it.each<[string, string, string | RegExp]>([
    ['/metadata', html, 'The following operations are available.'],
    ['/metadata/', html, 'The following operations are available.'],
    ['/xml/metadata?op=NewSession', html, 'HTTP + XML'],
    ['/JSON/Metadata?op=newsession', html, 'append <b>?callback=myCallback</b>'],
    ['/jsv/metadata?op=NewSession&lang=csharp', html, 'public partial class NewSession'],
    ['/csv/metadata?op=NewSession&lang=typescript', html, 'export class NewSession'],
    ['/jsv/metadata?op=NewSession&lang=mjs', html, 'export class NewSession'],
    [
      '/types',
      json,
      /^\{"Metadata":"http:\/\/127\.0\.0\.1:\d+\/types\/metadata","CSharp":"[^"]+\/types\/csharp","TypeScript":"[^"]+\/types\/typescript","TypeScriptDefinition":"[^"]+\/types\/typescript\.d","Mjs":"[^"]+\/types\/mjs"\}$/,
    ],
    [
      '/types/mjs',
      script,
      /^\/\* Options:\nDate: 2026-01-02 03:04:05\nVersion: 8\.71\n.*\nBaseUrl: http:\/\/127\.0\.0\.1:\d+\n/,
    ],
    ['/types/mjs?IncludeTypes=NewSession.*', script, '\nIncludeTypes: NewSession.*\n'],
    ['/types/mjs?WithoutOptions', script, /^"use strict";\n/],
    ['/types/mjs', script, 'createResponse() { return new ListResponse() }'],
    ['/types/typescript.d', text, '\n//MakePropertiesOptional: True\n'],
    ['/types/typescript.d?WithoutOptions', text, /^\ninterface IReturn<T>/],
    [
      '/Types/TypeScript.D?includetypes=NewSession.*',
      text,
      'interface NewSession extends IReturn<SessionInfo>, IPost\n',
    ],
    [
      '/types/csharp',
      text,
      /^\/\* Options:\nDate: 2026-01-02 03:04:05\nVersion: 8\.71\n.*\nBaseUrl: http:\/\/127\.0\.0\.1:\d+\n/,
    ],
    ['/types/typescript', text, '\n//MakePropertiesOptional: '],
    ['/types/typescript?IncludeTypes=NewSession.*', text, '\nIncludeTypes: NewSession.*\n'],
    ['/types/typescript?WithoutOptions', text, /^\nexport interface IReturn<T>/],
    ['/metadata', html, '<a href="/json/metadata?op=Authenticate">'],
    ['/json/metadata?op=Authenticate', html, 'Sign in, sign out, or read the current user'],
    ['/types/typescript', text, 'export class Authenticate implements IReturn<AuthenticateResponse>, IPost'],
    ['/types/csharp?IncludeTypes=Authenticate.*', text, 'namespace ServiceStack\n'],
    // excluded, because the client library has these types
    ['/types/csharp', text, /^(?![\s\S]*class Authenticate\b)/],
    ['/types/metadata', json, '"name":"AuthenticateResponse"'],
    ['/openapi.json', json, '"operationId": "Authenticate_Post"'],
    ['/types/metadata', json, '"requiredRoles":["User"]'],
    ['/types/metadata.json', json, '"operations":'],
    ['/openapi.json', json, '"openapi": "3.1'],
  ])('%s', async (path, contentType, expected) => {
    const response = await fetch(app.url + path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, contentType]);
    const body = await response.text();
    expect(body).toMatch(expected);
  });

  it.each(['/xml/metadata', '/xml/metadata?op=Nope', '/yaml/metadata?op=NewSession'])(
    '%s returns 404',
    async (path) => {
      expect((await fetch(app.url + path)).status).toBe(404);
    },
  );
});
