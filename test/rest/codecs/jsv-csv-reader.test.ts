import { describe, expect, test } from 'vitest';
import { csv } from '../../../src/api/rest/codecs/csv.ts';
import { jsv } from '../../../src/api/rest/codecs/jsv.ts';
import { catchAppError } from '../../support/catch-app-error.ts';
import { contract, newSession } from '../../support/contract.ts';

describe('JSV', () => {
  test.each<[text: string, value: Record<string, unknown>]>([
    ['{}', {}],
    ['{displayName:d,channel:chat}', { displayName: 'd', channel: 'Chat' }],
    ['{DISPLAYNAME:d}', { displayName: 'd' }],
    ['{displayName: a b ,channel:Fax}', { displayName: ' a b ', channel: 'Fax' }],
    ['{displayName:http://x?a=b}', { displayName: 'http://x?a=b' }],
    ['{displayName:a]b[c}', { displayName: 'a]b[c' }],
    ['{displayName:"a ""b"", {c}"}', { displayName: 'a "b", {c}' }],
    ['{displayName:""}', { displayName: '' }],
    ['{startSession:True}', { startSession: true }],
    ['{memberEmailAddresses:[]}', { memberEmailAddresses: [] }],
    ['{memberEmailAddresses:[a@x.io,"b,c",]}', { memberEmailAddresses: ['a@x.io', 'b,c'] }],
    ['{nope:{deep:[1,{a:b}]},channel:1}', { channel: 'Chat' }],
    ['{\n\tdisplayName:d,\n\tchannel:Fax\n}\n', { displayName: 'd', channel: 'Fax' }],
    ['{__proto__:{channel:Fax},constructor:x}', {}],
  ])('%j', (text, value) => {
    expect(jsv.decode(text, newSession, contract)).toEqual(value);
  });

  test.each(['', 'channel:Chat', '[]', '{', '{a', '{a:', '{a:b', '{a:"b}', '{a:b}}', '{a:[b}', `{a:${'['.repeat(40)}`])(
    '%j is refused',
    (text) => {
      expect(catchAppError(() => jsv.decode(text, newSession, contract))).toMatchObject({
        code: 'MALFORMED_REQUEST',
        message: expect.stringMatching(/^Could not deserialize 'application\/jsv' request using/),
      });
    },
  );

  test('a bad value names its field', () => {
    const { errors } = catchAppError(() => jsv.decode('{Channel:zzz,startSession:x}', newSession, contract));
    expect(errors.map(({ fieldName }) => fieldName)).toEqual(['Channel', 'startSession']);
  });

  test('a batch', () => {
    expect(jsv.decodeList('[{channel:Fax},{}]', newSession, contract)).toEqual([{ channel: 'Fax' }, {}]);
    expect(catchAppError(() => jsv.decodeList('{}', newSession, contract)).code).toBe('MALFORMED_REQUEST');
  });
});

describe('CSV', () => {
  test.each<[text: string, value: Record<string, unknown>]>([
    ['', {}],
    ['Channel\r\n', {}],
    ['Channel\r\nChat\r\n', { channel: 'Chat' }],
    ['channel,DISPLAYNAME\nfax,"a ""b""\r\nc"\n', { channel: 'Fax', displayName: 'a "b"\r\nc' }],
    ['DisplayName,FromName\r\n,""\r\n', { fromName: '' }],
    ['Nope,StartSession\r\nx,True\r\n', { startSession: true }],
    ['MemberEmailAddresses\r\n"[a,""b,c""]"\r\n', { memberEmailAddresses: ['a', 'b,c'] }],
    ['MemberEmailAddresses\r\n"a,b"\r\n', { memberEmailAddresses: ['a', 'b'] }],
    ['DisplayName,Channel\r\n{x}', { displayName: '{x}' }],
    ['Channel\r\nFax\r\nChat\r\n', { channel: 'Fax' }],
    ['Channel,__proto__\r\nFax,x\r\n', { channel: 'Fax' }],
  ])('%j', (text, value) => {
    expect(csv.decode(text, newSession, contract)).toEqual(value);
  });

  test('a batch', () => {
    expect(csv.decodeList('Channel\r\nFax\r\nChat\r\n', newSession, contract)).toEqual([
      { channel: 'Fax' },
      { channel: 'Chat' },
    ]);
  });

  test('what is refused', () => {
    for (const text of ['Channel\r\n"Fax', 'Channel\r\n"Fax"x']) {
      expect(catchAppError(() => csv.decode(text, newSession, contract)).code).toBe('MALFORMED_REQUEST');
    }
    const { errors } = catchAppError(() => csv.decode('channel\r\nzzz', newSession, contract));
    expect(errors).toMatchObject([{ fieldName: 'channel', message: "'zzz' is an Invalid value for 'channel'" }]);
  });
});
