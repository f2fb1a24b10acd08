import { describe, expect, test } from 'vitest';
import { findOperation, type OperationType } from '../../../src/api/contract/model.ts';
import { codecs } from '../../../src/api/rest/codecs/codecs.ts';
import { httpSample, sampleBody } from '../../../src/api/rest/metadata/http-samples.ts';
import { printMetadataIndex } from '../../../src/api/rest/metadata/index-page.ts';
import { html } from '../../../src/api/rest/metadata/markup.ts';
import { printOperationPage } from '../../../src/api/rest/metadata/operation-page.ts';
import { contract, newSession, refTo } from '../../support/contract.ts';

const formats = Object.values(codecs).map(({ format }) => format);
const operation = operationNamed('NewSession');
const page = (format: (typeof formats)[number], language: 'csharp' | 'typescript' | null): string =>
  printOperationPage(contract, { operation, format, language, host: 'evovoice.io', serviceName: 'Evo Voice' });

function operationNamed(name: string): OperationType {
  const found = findOperation(contract, name);
  if (!found) throw new Error(`no operation ${name}`);
  return found;
}

/** Returns the visible text of a page with normalized white space. */
function textOf(text: string): string {
  const visible = text.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<[^>]+>/g, ' ');
  const decoded = visible.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).replace(/&lt;/g, '<');
  return decoded.replace(/\s+/g, ' ').trim();
}

test('prints an operation page with the sections of the vendor, in order', () => {
  const seen = textOf(page('xml', 'csharp'));
  const expected = [
    'Evo Voice <back to all web services NewSession Create a new session',
    'Requires Authentication Required role: User',
    'The following routes are available for this service: POST /sessions',
    'using System; using System.Collections;',
    'C# NewSession DTOs',
    'To override the Content-type in your clients, use the HTTP Accept Header, append the .xml suffix or ?format=xml',
    'HTTP + XML',
    'The following are sample HTTP requests and responses. The placeholders shown need to be replaced with actual values.',
    'POST /sessions HTTP/1.1 Host: evovoice.io Accept: application/xml Content-Type: application/xml Content-Length: length <NewSession xmlns:i=',
    'HTTP/1.1 200 OK Content-Type: application/xml Content-Length: length <SessionInfo xmlns:i=',
  ];
  const places = expected.map((part) => seen.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('prints type tables when no language is requested', () => {
  const seen = textOf(page('json', null));
  expect(seen).toContain(
    'NewSession Parameters: Name Parameter Data Type Required Description displayName body string No A display name for this session',
  );
  expect(seen).toContain('memberEmailAddresses body List<string> No User email addresses');
  expect(seen).toContain('FlowChannels Enum: Voice A phone call Chat');
  expect(seen).toContain('append ?callback=myCallback');
  expect(page('json', null)).toContain('aria-current="page">Metadata</a>');
});

test('prints a GET without a body and with path parameters', () => {
  const get = operationNamed('GetSession');
  const { request } = httpSample(contract, get, 'json', 'h');
  expect(request).toBe('GET /sessions/{id} HTTP/1.1 \nHost: h \nAccept: application/json');
  const options = { operation: get, format: 'json', language: null, host: 'h', serviceName: 's' } as const;
  expect(textOf(printOperationPage(contract, options))).toContain('id path string Yes The ID of the session');
});

test('prints the list of operations', () => {
  const index = printMetadataIndex(contract, 'Evo Voice');
  const seen = textOf(index);
  expect(seen).toContain(
    'The following operations are available. GetAuthStatus The current user JSON XML JSV CSV GetSession',
  );
  expect(index.match(/<svg/g)).toHaveLength(2);
  expect(index).toContain('<a href="/xml/metadata?op=NewSession">XML</a>');
});

describe.each(formats)('%s', (format) => {
  test('prints a sample body that decodes without changes', () => {
    const sample = sampleBody(contract, refTo(newSession), format);
    expect(codecs[format].decode(sample, newSession, contract)).toMatchObject({
      displayName: 'String',
      channel: 'Voice',
      memberEmailAddresses: ['String'],
      startSession: false,
    });
  });
});

test('prints no scripts and no external resources', () => {
  for (const text of [page('xml', 'csharp'), page('jsv', null), printMetadataIndex(contract, 's')]) {
    expect(text).not.toMatch(/<script|\son\w+=|src=|@import|url\(/i);
  }
});

test('escapes all values', () => {
  const evil = `<script>alert("1")</script>'&`;
  expect(html`<p title="${evil}">${[evil, html`<b>${evil}</b>`]}</p>`.html).toBe(
    '<p title="&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;&#38;">&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;&#38;<b>&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;&#38;</b></p>',
  );
  const text = printOperationPage(contract, {
    operation,
    format: 'xml',
    language: null,
    host: evil,
    serviceName: evil,
  });
  expect(text).not.toContain('<script');
});
