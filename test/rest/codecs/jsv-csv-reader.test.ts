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
    ['{displayName:1.10,fromName:15550123000000001234}', { displayName: '1.10', fromName: '15550123000000001234' }],
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
    '%j is rejected',
    (text) => {
      expect(catchAppError(() => jsv.decode(text, newSession, contract))).toMatchObject({
        code: 'MALFORMED_REQUEST',
        message: expect.stringMatching(/^Could not deserialize 'application\/jsv' request using/),
      });
    },
  );

  test('returns errors with the field names of invalid values', () => {
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
    ['Channel\r\nChat\r\n', { channel: 'Chat' }],
    ['channel,DISPLAYNAME\nfax,"a ""b""\r\nc"\n', { channel: 'Fax', displayName: 'a "b"\r\nc' }],
    ['DisplayName,FromName\r\n,""\r\n', { fromName: '' }],
    ['Nope,StartSession\r\nx,True\r\n', { startSession: true }],
    ['MemberEmailAddresses\r\n"[a,""b,c""]"\r\n', { memberEmailAddresses: ['a', 'b,c'] }],
    ['MemberEmailAddresses\r\n"a,b"\r\n', { memberEmailAddresses: ['a', 'b'] }],
    ['DisplayName,Channel\r\n{x}', { displayName: '{x}' }],
    ['Channel\r\nFax\r\nChat\r\n', { channel: 'Fax' }],
    ['Channel,__proto__\r\nFax,x\r\n', { channel: 'Fax' }],
    ['DisplayName,FromName\r\n1.10,15550123000000001234', { displayName: '1.10', fromName: '15550123000000001234' }],
    ['Channel, DisplayName\r\nFax,x', { channel: 'Fax', displayName: 'x' }],
    ['DisplayName\r\nx;\ty', { displayName: 'x;\ty' }],
    ['DisplayName\r\nx,,', { displayName: 'x' }],
  ])('%j', (text, value) => {
    expect(csv.decode(text, newSession, contract)).toEqual(value);
  });

  test('a batch', () => {
    expect(csv.decodeList('Channel\r\nFax\r\nChat\r\n', newSession, contract)).toEqual([
      { channel: 'Fax' },
      { channel: 'Chat' },
    ]);
  });

  test.each<[text: string, message: RegExp]>([
    ['Nope\r\nx', /the header "Nope" has no member of NewSession; it needs their names, separated by commas/],
    ['Channel;DisplayName\r\nChat;x', /the header "Channel;DisplayName" has no member/],
    ['Channel\tDisplayName\r\nChat\tx', /the header "Channel\\tDisplayName" has no member/],
    ['sep=;\r\nChannel;DisplayName\r\nChat;x', /the header "sep=;" has no member/],
    ['{"channel":"Chat"}', /has no member/],
    ['channel=Chat', /has no member/],
    ['Chat\r\n', /has no member/],
    ['', /has no member/],
    ['\r\n', /has no member/],
    ['Channel\r\n', /no row below the header/],
    ['DisplayName\r\nBaker, Ann', /row 1 has more fields than the header/],
  ])('rejects %j', (text, message) => {
    expect(catchAppError(() => csv.decode(text, newSession, contract))).toMatchObject({
      code: 'MALFORMED_REQUEST',
      message: expect.stringMatching(message),
    });
  });

  test('rejects a batch with a row that is too long, and one without a known column', () => {
    expect(csv.decodeList('Channel\r\n', newSession, contract)).toEqual([]);
    for (const text of ['Channel\r\nFax\r\nFax,x', 'Channel;DisplayName\r\nFax;a\r\nChat;b', '']) {
      expect(catchAppError(() => csv.decodeList(text, newSession, contract)).code).toBe('MALFORMED_REQUEST');
    }
  });

  test('rejects unterminated and malformed quotes', () => {
    for (const text of ['Channel\r\n"Fax', 'Channel\r\n"Fax"x']) {
      expect(catchAppError(() => csv.decode(text, newSession, contract)).code).toBe('MALFORMED_REQUEST');
    }
    const { errors } = catchAppError(() => csv.decode('channel\r\nzzz', newSession, contract));
    expect(errors).toMatchObject([{ fieldName: 'channel', message: "'zzz' is an Invalid value for 'channel'" }]);
  });
});
