import { describe, expect, test } from 'vitest';
import { decodeParams } from '../../../src/api/rest/codecs/params.ts';
import { catchAppError } from '../../support/catch-app-error.ts';
import { contract, newSession } from '../../support/contract.ts';

const bind = (query: string): unknown => decodeParams(new URLSearchParams(query), newSession, contract);

describe('query strings and forms', () => {
  test.each<[query: string, value: Record<string, unknown>]>([
    ['DISPLAYNAME=a', { displayName: 'a' }],
    ['displayName={a:b}', { displayName: '{a:b}' }],
    ['displayName=', { displayName: '' }],
    ['displayName=a&DisplayName=b', { displayName: 'a,b' }],
    ['channel=chat&direction=1', { channel: 'Chat', direction: 'Outgoing' }],
    ['channel=&direction', {}],
    ['memberEmailAddresses=&channel=', { memberEmailAddresses: [] }],
    ['startSession=on', { startSession: true }],
    ['startSession=N', { startSession: false }],
    ['startSession=true,false', { startSession: true }],
    ['startSession=t&startSession=f', { startSession: true }],
    ['memberEmailAddresses=a%40x.io%2Cb', { memberEmailAddresses: ['a@x.io', 'b'] }],
    ['memberEmailAddresses=[a,b]', { memberEmailAddresses: ['a', 'b'] }],
    ['memberEmailAddresses=a&memberEmailAddresses=b', { memberEmailAddresses: ['a', 'b'] }],
    ['memberEmailAddresses=', { memberEmailAddresses: [] }],
    ['memberEmailAddresses=[]', {}],
    ['format=xml&callback=f&_=1&nope=1&__proto__=x&constructor=y', {}],
  ])('%s', (query, value) => {
    expect(bind(query)).toEqual(value);
  });

  test('returns errors for all invalid values', () => {
    const error = catchAppError(() => bind('Channel=zzz&startSession=perhaps&displayName=ok'));
    expect(error).toMatchObject({
      code: 'BAD_USER_INPUT',
      restName: 'SerializationException',
      message: "Unable to bind to request 'NewSession'",
    });
    expect(error.errors).toEqual([
      { errorCode: 'SerializationException', fieldName: 'Channel', message: "'zzz' is an Invalid value for 'Channel'" },
      {
        errorCode: 'SerializationException',
        fieldName: 'startSession',
        message: "'perhaps' is an Invalid value for 'startSession'",
      },
    ]);
  });
});
