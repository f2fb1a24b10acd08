import { expect, it } from 'vitest';
import { call } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

it('serves the console with all its assets, and a policy that allows no other', async () => {
  const page = await call(app.url, 'GET /console');
  expect(page.status).toBe(200);
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(page.text).not.toMatch(/<style|style="|\son\w+="|<script(?![^>]* src=)|https?:\/\//);
  const own = (text: string) =>
    [...text.matchAll(/(?:href|src|from )=?["'](?:\.|\/console)(\/[\w.]+)["']/g)].map(([, name]) => name);
  const names = new Set(own(page.text));
  // iterating a Set also visits the names added during the loop
  for (const name of names) {
    const asset = await call(app.url, `GET /console${name}`);
    expect([name, asset.status]).toEqual([name, 200]);
    for (const imported of own(asset.text)) names.add(imported);
  }
  expect(names.size).toBe(11);
});

it('returns 304 for an unchanged asset', async () => {
  const { headers } = await call(app.url, 'GET /console/console.js');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const etag = headers.get('etag') ?? '';
  expect(await call(app.url, 'GET /console/console.js', { headers: { 'if-none-match': etag } })).toMatchObject({
    status: 304,
    text: '',
  });
});
