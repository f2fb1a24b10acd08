import { describe, expect, test } from 'vitest';
import { json } from '../../../src/api/rest/codecs/json.ts';
import { catchAppError } from '../../support/catch-app-error.ts';
import { contract, newSession, sessionInfo } from '../../support/contract.ts';

const read = (text: string): unknown => json.decode(text, newSession, contract);

describe('the JSON codec ignores case and accepts scalars as text', () => {
  test.each<[what: string, text: string, value: Record<string, unknown>]>([
    ['camel case', '{"displayName":"d"}', { displayName: 'd' }],
    ['Pascal case', '{"DisplayName":"d"}', { displayName: 'd' }],
    ['any case', '{"DISPLAYNAME":"d"}', { displayName: 'd' }],
    ['unknown names', '{"nope":{"deep":[1]},"displayName":"d"}', { displayName: 'd' }],
    ['the later of two duplicates', '{"displayName":"a","displayName":"b"}', { displayName: 'b' }],
    ['an enum without case', '{"channel":"cHAT"}', { channel: 'Chat' }],
    ['an enum as a number', '{"channel":1}', { channel: 'Chat' }],
    ['an enum as the text of a number', '{"channel":"2"}', { channel: 'Fax' }],
    ['a number as text', '{"displayName":12.5}', { displayName: '12.5' }],
    ['a long number as text', '{"displayName":15550123000000001234}', { displayName: '15550123000000001234' }],
    ['a decimal as text', '{"displayName":1.10}', { displayName: '1.10' }],
    ['an exponent as text', '{"displayName":1e21,"fromName":-0}', { displayName: '1e21', fromName: '-0' }],
    ['a number in a text', '{"displayName":"a\\"1.10,2.0"}', { displayName: 'a"1.10,2.0' }],
    [
      'long numbers in a list of text',
      '{"memberEmailAddresses":[1.0, 4930123456789012345678]}',
      { memberEmailAddresses: ['1.0', '4930123456789012345678'] },
    ],
    ['a boolean as text', '{"displayName":true}', { displayName: 'true' }],
    ['a boolean', '{"startSession":true}', { startSession: true }],
    ['a boolean as a word', '{"startSession":"on"}', { startSession: true }],
    ['a boolean as a number', '{"startSession":0}', { startSession: false }],
    ['null for text', '{"displayName":null}', { displayName: null }],
    ['null for a nullable enum', '{"direction":null}', { direction: null }],
    ['null for a required field, as absent', '{"channel":null,"startSession":null,"memberEmailAddresses":null}', {}],
    ['a list', '{"memberEmailAddresses":["a",1]}', { memberEmailAddresses: ['a', '1'] }],
    ['an empty object', '{}', {}],
    ['white space and a byte order mark', '\uFEFF \n{ "displayName" : "d" }', { displayName: 'd' }],
    ['a lone surrogate', '{"displayName":"\\ud800"}', { displayName: '\uFFFD' }],
    [
      'names of Object methods',
      '{"__proto__":{"channel":"Fax"},"constructor":1,"toString":2,"displayName":"d"}',
      { displayName: 'd' },
    ],
  ])('%s', (_, text, value) => {
    const result = read(text);
    expect(result).toEqual(value);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  test.each<[text: string, fieldName: string, message: string]>([
    ['{"channel":"zzz"}', 'channel', "'zzz' is an Invalid value for 'channel'"],
    ['{"CHANNEL":"zzz"}', 'CHANNEL', "'zzz' is an Invalid value for 'CHANNEL'"],
    ['{"channel":3}', 'channel', "'3' is an Invalid value for 'channel'"],
    ['{"channel":-1}', 'channel', "'-1' is an Invalid value for 'channel'"],
    ['{"channel":""}', 'channel', "'' is an Invalid value for 'channel'"],
    ['{"channel":["Voice"]}', 'channel', `'["Voice"]' is an Invalid value for 'channel'`],
    ['{"channel":"constructor"}', 'channel', "'constructor' is an Invalid value for 'channel'"],
    ['{"displayName":{}}', 'displayName', "'{}' is an Invalid value for 'displayName'"],
    ['{"startSession":2.50}', 'startSession', "'2.50' is an Invalid value for 'startSession'"],
    ['{"startSession":"maybe"}', 'startSession', "'maybe' is an Invalid value for 'startSession'"],
    ['{"memberEmailAddresses":"a"}', 'memberEmailAddresses', "'a' is an Invalid value for 'memberEmailAddresses'"],
    [
      '{"memberEmailAddresses":[null]}',
      'memberEmailAddresses',
      "'null' is an Invalid value for 'memberEmailAddresses'",
    ],
    [
      '{"memberEmailAddresses":["a",[],{}]}',
      'memberEmailAddresses',
      "'[]' is an Invalid value for 'memberEmailAddresses'",
    ],
  ])('%s returns an error with the field name', (text, fieldName, message) => {
    const error = catchAppError(() => read(text));
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', restName: 'SerializationException', message });
    expect(error.errors).toEqual([{ fieldName, errorCode: 'SerializationException', message }]);
  });

  test('returns errors for all invalid values, nested ones with their path', () => {
    const text =
      '{"channel":"x","members":[{"role":"Agent"},{"role":"x","applicationData":{"a":{}}}],"dateCompleted":"soon"}';
    const { errors } = catchAppError(() => json.decode(text, sessionInfo, contract));
    const names = ['channel', 'members[1].role', 'members[1].applicationData.a', 'dateCompleted'];
    expect(errors.map(({ fieldName }) => fieldName)).toEqual(names);
  });

  test.each<[text: string, message: RegExp]>([
    [
      '[]',
      /^Could not deserialize 'application\/json' request using Voice\.Api\.Sessions\.NewSession'\nError: Type definitions should start with a '\{', expecting serialized type 'NewSession', got string starting with: \[\]$/,
    ],
    ['', /got string starting with: $/],
    ['channel=Chat', /got string starting with: channel=Chat$/],
    [`"${'x'.repeat(99)}"`, /got string starting with: "x{49}$/],
    ['{"channel":"Ch', /Error: ./],
    ['{"displayName":01}', /Error: ./],
    ['{"displayName":1.}', /Error: ./],
    ['{1.10:"a"}', /Error: ./],
    ['{"channel":"Chat"}}', /Error: ./],
  ])('rejects %s', (text, message) => {
    const error = catchAppError(() => read(text));
    expect(error).toMatchObject({ code: 'MALFORMED_REQUEST', message: expect.stringMatching(message) });
  });

  test('decodes a batch', () => {
    expect(json.decodeList('[{"channel":"Fax"},{}]', newSession, contract)).toEqual([{ channel: 'Fax' }, {}]);
    expect(json.decodeList('[]', newSession, contract)).toEqual([]);
    expect(catchAppError(() => json.decodeList('{}', newSession, contract)).code).toBe('MALFORMED_REQUEST');
    const { errors } = catchAppError(() => json.decodeList('[{},{"channel":9}]', newSession, contract));
    expect(errors).toMatchObject([{ fieldName: '[1].channel' }]);
  });
});
