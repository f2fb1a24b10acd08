import { describe, expect, test } from 'vitest';
import { authenticate, authenticateResponse, envelopes } from '../../../src/api/contract/envelopes.ts';
import { withDefaults } from '../../../src/api/contract/with-defaults.ts';
import { codecs } from '../../../src/api/rest/codecs/codecs.ts';
import { encodeError } from '../../../src/api/rest/codecs/encode-error.ts';
import { contract, listOf, refTo, sessionInfo } from '../../support/contract.ts';
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
});

describe('envelopes', () => {
  const issue = { errorCode: 'NotEmpty', fieldName: 'DisplayName', message: 'm' };
  const status = { errorCode: 'NotEmpty', message: 'a, b', errors: [issue] };
  const xmlRoot = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.servicestack.net/types"';
  const arrays = '"http://schemas.microsoft.com/2003/10/Serialization/Arrays"';

  test.each([
    [
      'json',
      '{"responseStatus":{"errorCode":"NotEmpty","message":"a, b","errors":[{"errorCode":"NotEmpty","fieldName":"DisplayName","message":"m"}]}}',
    ],
    [
      'xml',
      `<?xml version="1.0" encoding="utf-8"?><ErrorResponse ${xmlRoot}><ResponseStatus><ErrorCode>NotEmpty</ErrorCode><Message>a, b</Message><StackTrace i:nil="true" /><Errors><ResponseError><ErrorCode>NotEmpty</ErrorCode><FieldName>DisplayName</FieldName><Message>m</Message><Meta xmlns:d5p1=${arrays} i:nil="true" /></ResponseError></Errors><Meta xmlns:d3p1=${arrays} i:nil="true" /></ResponseStatus></ErrorResponse>`,
    ],
    [
      'jsv',
      '{responseStatus:{errorCode:NotEmpty,message:"a, b",errors:[{errorCode:NotEmpty,fieldName:DisplayName,message:m}]}}',
    ],
    [
      'csv',
      'ResponseStatus\r\n"{errorCode:NotEmpty,message:""a, b"",errors:[{errorCode:NotEmpty,fieldName:DisplayName,message:m}]}"\r\n',
    ],
  ] as const)('an error in %s', (format, text) => {
    expect(encodeError(codecs[format], status)).toBe(text);
  });

  test('an error without fields, but with the place in a batch', () => {
    const batch = { errorCode: 'NotFound', message: 'm', errors: [], meta: { AutoBatchIndex: '1' } };
    expect(encodeError(codecs.json, batch)).toBe(
      '{"responseStatus":{"errorCode":"NotFound","message":"m","errors":[],"meta":{"AutoBatchIndex":"1"}}}',
    );
    expect(encodeError(codecs.xml, batch)).toContain(
      `<Errors /><Meta xmlns:d3p1=${arrays}><d3p1:KeyValueOfstringstring><d3p1:Key>AutoBatchIndex</d3p1:Key><d3p1:Value>1</d3p1:Value></d3p1:KeyValueOfstringstring></Meta>`,
    );
  });

  test('the answer to a sign-in', () => {
    const answer = { userId: '1', sessionId: 's', roles: ['User'] };
    const type = refTo(authenticateResponse);
    expect(codecs.json.encode(answer, type, envelopes)).toBe('{"userId":"1","sessionId":"s","roles":["User"]}');
    expect(codecs.json.encode({}, type, envelopes)).toBe('{}');
    expect(codecs.xml.encode(answer, type, envelopes)).toContain(
      `<AuthenticateResponse ${xmlRoot}><UserId>1</UserId><SessionId>s</SessionId><UserName i:nil="true" />`,
    );
    expect(codecs.xml.encode(answer, type, envelopes)).toContain(
      `<Roles xmlns:d2p1=${arrays}><d2p1:string>User</d2p1:string></Roles>`,
    );
  });

  test('a sign-in is read in any format', () => {
    const sent = { provider: 'credentials', userName: 'u@x.io', password: 'p"{,', rememberMe: true };
    for (const codec of Object.values(codecs)) {
      expect(codec.decode(codec.encode(sent, refTo(authenticate), envelopes), authenticate, envelopes)).toMatchObject(
        sent,
      );
    }
  });
});

describe('batches', () => {
  test.each([
    ['json', `[${goldenJson}]`],
    ['jsv', `[${goldenJsv}]`],
    ['csv', goldenCsv],
  ] as const)('in %s', (format, text) => {
    expect(codecs[format].encode([goldenSession], listOf(sessionInfo), contract)).toBe(text);
  });

  test('in XML, where prefixes are one deeper', () => {
    const text = codecs.xml.encode([goldenSession], listOf(sessionInfo), contract);
    expect(text).toContain(
      `<ArrayOfSessionInfo xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${sessionInfo.xmlNamespace}"><SessionInfo><CreatedBy i:nil="true" xmlns="`,
    );
    expect(text).toContain('<CustomerBreadcrumb xmlns:d3p1=');
    expect(text).toContain('<ApplicationData xmlns:d5p1=');
    expect(codecs.xml.encode([], listOf(sessionInfo), contract)).toMatch(/<ArrayOfSessionInfo [^<]* \/>$/);
  });
});
