import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playgroundTabs } from '../../src/api/graphql/playground/tabs.ts';
import { buildSchemaWithoutServices } from '../support/app-schema.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const asBrowser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

const operationsOf = (query: string): OperationDefinitionNode[] =>
  parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);

describe('the prepared tabs', () => {
  const schema = buildSchemaWithoutServices();

  it('are in the order of a first visit', () => {
    expect(playgroundTabs.map(({ query }) => operationsOf(query).map(({ name }) => name?.value))).toEqual([
      ['SignIn'],
      ['CreateVoiceSession'],
      ['CreateTeamChat'],
      ['NewestSessions', 'OneSession'],
      ['HoldSession', 'ResumeSession', 'AnswerSession'],
      ['SessionStatistics'],
      ['LiveEvents'],
      ['WhoAmI', 'SignOut'],
    ]);
  });

  it('are valid, and so are their variables', () => {
    for (const { query, variables } of playgroundTabs) {
      expect(validate(schema, parse(query))).toEqual([]);
      for (const { variableDefinitions = [] } of operationsOf(query)) {
        expect(getVariableValues(schema, variableDefinitions, JSON.parse(variables || '{}')).errors).toBeUndefined();
      }
    }
  });
});

describe('the page', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('is served to browsers, with a policy against foreign resources and framing', async () => {
    const page = await fetch(`${app.url}/graphql`, { headers: asBrowser });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('vary')).toBe('Accept');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(await page.text()).toContain('CreateVoiceSession');
  });

  it.each(['*/*', 'application/json', 'application/graphql-response+json'])('is not served for %s', async (accept) => {
    const answer = await fetch(`${app.url}/graphql?query={__typename}`, {
      headers: { accept, 'apollo-require-preflight': '1' },
    });
    expect(await answer.json()).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('loads only existing assets, in an encoding that the browser accepts', async () => {
    const html = await (await fetch(`${app.url}/graphql`, { headers: asBrowser })).text();
    const addresses = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses).toHaveLength(3);
    for (const address of addresses) {
      const load = (encoding: string) => fetch(app.url + address, { headers: { 'accept-encoding': encoding } });
      const [brotli, gzip, plain] = await Promise.all([load('gzip, deflate, br'), load('gzip, deflate'), load('')]);
      expect([brotli, gzip, plain].map(({ headers }) => headers.get('content-encoding'))).toEqual(['br', 'gzip', null]);
      const text = await plain.text();
      expect(text.length).toBeGreaterThan(300);
      expect((await brotli.text()) === text && (await gzip.text()) === text).toBe(true);
    }
  });

  it('returns 304 for an unchanged asset', async () => {
    const address = `${app.url}/graphql/playground/graphiql.js`;
    const etag = (await fetch(address)).headers.get('etag') ?? '';
    const again = await fetch(address, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('is absent with PLAYGROUND=0', async () => {
    const without = await startTestApp({ PLAYGROUND: '0' });
    try {
      const page = await fetch(`${without.url}/graphql`, { headers: asBrowser });
      expect(page.headers.get('content-type')).not.toContain('html');
      expect((await fetch(`${without.url}/graphql/playground/graphiql.js`)).status).toBe(404);
    } finally {
      await without.close();
    }
  });
});
