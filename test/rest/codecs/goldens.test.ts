import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../../src/contract/with-defaults.ts';
import { codecs } from '../../../src/rest/codecs/codecs.ts';
import { encodeError } from '../../../src/rest/codecs/encode-error.ts';
import { contract, newSession, refTo, sessionInfo } from '../../support/contract.ts';
import {
  goldenCsv,
  goldenCsvPascal,
  goldenJson,
  goldenJsv,
  goldenJsvPascal,
  goldenSession,
  goldenXml,
} from './goldens.ts';

const xmlSession = { ...goldenSession, displayName: `A & <B> "q" 'p'` };

describe('recorded answers', () => {
  test.each([
    { format: 'json', session: goldenSession, golden: goldenJson },
    { format: 'jsv', session: goldenSession, golden: goldenJsv },
    { format: 'csv', session: goldenSession, golden: goldenCsv },
    { format: 'xml', session: xmlSession, golden: goldenXml },
  ] as const)('$format is written to the byte', ({ format, session, golden }) => {
    expect(codecs[format].encode(session, refTo(sessionInfo), contract)).toBe(golden);
  });

  test.each([
    { format: 'json', session: goldenSession, golden: goldenJson },
    { format: 'jsv', session: goldenSession, golden: goldenJsv },
    { format: 'jsv', session: goldenSession, golden: goldenJsvPascal },
    { format: 'csv', session: goldenSession, golden: goldenCsv },
    { format: 'csv', session: goldenSession, golden: goldenCsvPascal },
    { format: 'xml', session: xmlSession, golden: goldenXml },
  ] as const)('$format is read back', ({ format, session, golden }) => {
    const read = withDefaults(codecs[format].decode(golden, sessionInfo, contract), sessionInfo, contract);
    expect(read).toMatchObject({ ...session, dateCreated: new Date(session.dateCreated) });
  });

  test('an error in JSON', () => {
    const status = {
      errorCode: 'NotEmpty',
      message: 'm',
      errors: [{ errorCode: 'NotEmpty', fieldName: 'DisplayName', message: 'm' }],
    };
    expect(encodeError(codecs.json, status)).toBe(
      '{"responseStatus":{"errorCode":"NotEmpty","message":"m","errors":[{"errorCode":"NotEmpty","fieldName":"DisplayName","message":"m"}]}}',
    );
    expect(encodeError(codecs.xml, status)).toBe(
      '<?xml version="1.0" encoding="utf-8"?><ErrorResponse xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.servicestack.net/types"><ResponseStatus><ErrorCode>NotEmpty</ErrorCode><Message>m</Message><StackTrace i:nil="true" /><Errors><ResponseError><ErrorCode>NotEmpty</ErrorCode><FieldName>DisplayName</FieldName><Message>m</Message><Meta xmlns:d5p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays" i:nil="true" /></ResponseError></Errors><Meta xmlns:d3p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays" i:nil="true" /></ResponseStatus></ErrorResponse>',
    );
  });

  test('XML of the seed request', () => {
    const read = codecs.xml.decode(
      `<NewSession xmlns="${newSession.xmlNamespace}"><Channel>Chat</Channel></NewSession>`,
      newSession,
      contract,
    );
    expect(read).toEqual({ channel: 'Chat' });
  });
});
