import { describe, expect, test } from 'vitest';
import { type DtoType, dtoNamed } from '../../../src/api/contract/model.ts';
import { readContract } from '../../../src/api/contract/read-contract.ts';
import { withDefaults } from '../../../src/api/contract/with-defaults.ts';
import { membersInXmlOrder, typeName } from '../../../src/api/contract/xml-names.ts';
import { xml } from '../../../src/api/rest/codecs/xml.ts';
import { buildContractSchemaWithoutServices } from '../../support/app-schema.ts';
import { catchAppError } from '../../support/catch-app-error.ts';
import { contract, newSession, sessionInfo } from '../../support/contract.ts';

const NS = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';
const I = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
const ARRAYS = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';

const wrapped = (members: string): string => `<NewSession ${I} xmlns="${NS}">${members}</NewSession>`;
const addresses = (items: string): string =>
  wrapped(`<MemberEmailAddresses xmlns:a="${ARRAYS}">${items}</MemberEmailAddresses>`);

const read = (text: string): unknown => xml.decode(text, newSession, contract);

describe('the XML codec decodes like DataContractSerializer', () => {
  test.each<[what: string, text: string, value: Record<string, unknown>]>([
    ['missing members', wrapped('<Channel>Chat</Channel>'), { channel: 'Chat' }],
    [
      'members in another order, which .NET ignores',
      wrapped('<DisplayName>d</DisplayName><Channel>Chat</Channel>'),
      { channel: 'Chat', displayName: 'd' },
    ],
    ['an unknown element', wrapped('<Nope><Deep/></Nope><Channel>Fax</Channel>'), { channel: 'Fax' }],
    ['the first of two duplicates', wrapped('<Channel>Fax</Channel><Channel>Chat</Channel>'), { channel: 'Fax' }],
    ['an element in the wrong case', wrapped('<channel>Fax</channel>'), {}],
    ['an element without namespace', wrapped('<Channel xmlns="">Fax</Channel>'), {}],
    ['any prefix', `<q:NewSession xmlns:q="${NS}"><q:Channel>Fax</q:Channel></q:NewSession>`, { channel: 'Fax' }],
    ['a boolean as 1', wrapped('<StartSession>1</StartSession>'), { startSession: true }],
    ['a boolean with spaces', wrapped('<StartSession> true </StartSession>'), { startSession: true }],
    ['a boolean as 0', wrapped('<StartSession>0</StartSession>'), { startSession: false }],
    ['nil for a nullable enum', wrapped('<Direction i:nil="true" />'), { direction: null }],
    ['nil for text', wrapped('<DisplayName i:nil="1" />'), { displayName: null }],
    ['nil for a list', wrapped('<MemberEmailAddresses i:nil="true" />'), {}],
    ['content below nil', wrapped('<DisplayName i:nil="true">x</DisplayName>'), { displayName: null }],
    ['nil as false', wrapped('<DisplayName i:nil="false">x</DisplayName>'), { displayName: 'x' }],
    ['a list', addresses('<a:string>x</a:string><a:string>y</a:string>'), { memberEmailAddresses: ['x', 'y'] }],
    ['list items of another namespace', addresses('<string>x</string>'), { memberEmailAddresses: [] }],
    ['list items of another name', addresses('<a:text>x</a:text>'), { memberEmailAddresses: [] }],
    ['an empty element as text', wrapped('<DisplayName></DisplayName>'), { displayName: '' }],
    ['CDATA', wrapped('<DisplayName><![CDATA[<b>&amp;&#x1;]]></DisplayName>'), { displayName: '<b>&amp;&#x1;' }],
    ['character references', wrapped('<DisplayName>&#65;&#x42;&#x1F600;</DisplayName>'), { displayName: 'AB😀' }],
    [
      'a reference to a control character',
      wrapped('<DisplayName>&#x1;&#0;</DisplayName>'),
      { displayName: '\u0001\0' },
    ],
    ['comments and spaces', wrapped('\n  <!-- c --><DisplayName>a<!-- b -->c</DisplayName>\n'), { displayName: 'ac' }],
    ['a prolog in capitals', `<?xml version="1.0" encoding="UTF-8"?>${wrapped('')}`, {}],
    ['a byte order mark', `\uFEFF${wrapped('')}`, {}],
    ['i:type', `<NewSession i:type="NewSession" ${I} xmlns="${NS}"/>`, {}],
  ])('%s', (_, text, value) => {
    expect(read(text)).toEqual(value);
  });

  test.each<[what: string, text: string, message: RegExp]>([
    [
      'a root without namespace',
      '<NewSession/>',
      /Expecting element 'NewSession' from namespace '.*Sessions'\.\. Encountered 'Element' with name 'NewSession', namespace ''/,
    ],
    ['another root', `<Other xmlns="${NS}"/>`, /Encountered 'Element' with name 'Other'/],
    [
      'an enum in lower case',
      wrapped('<Channel>chat</Channel>'),
      /Invalid enum value 'chat' cannot be deserialized into type 'Voice\.Api\.Flows\.FlowChannels'/,
    ],
    ['an enum as a number', wrapped('<Channel>1</Channel>'), /Invalid enum value '1'/],
    ['an empty enum', wrapped('<Channel/>'), /Invalid enum value ''/],
    ['an empty nullable enum', wrapped('<CallState/>'), /Invalid enum value ''/],
    ['an enum with spaces', wrapped('<Channel> Chat </Channel>'), /Invalid enum value ' Chat '/],
    [
      'a boolean in capitals',
      wrapped('<StartSession>True</StartSession>'),
      /'True' cannot be parsed as the type 'Boolean'/,
    ],
    ['an empty boolean', wrapped('<StartSession/>'), /'' cannot be parsed/],
    [
      'nil for an enum',
      wrapped('<Channel i:nil="true"/>'),
      /ValueType 'Voice\.Api\.Flows\.FlowChannels' cannot be null/,
    ],
    ['a nil root', `<NewSession ${I} i:nil="true" xmlns="${NS}"/>`, /root element 'NewSession' is nil/],
    ['a nil root with members', wrapped('<Channel>Fax</Channel>').replace('>', ' i:nil="1">'), /is nil/],
    ['nil in a list of text', addresses('<a:string i:nil="true"/>'), /cannot be null/],
    ['elements inside text', wrapped('<DisplayName><b/></DisplayName>'), /cannot have child contents/],
    ['utf-16 in the prolog', `<?xml version="1.0" encoding="utf-16"?>${wrapped('')}`, /encoding 'utf-16'/],
    ['XML 1.1', `<?xml version="1.1"?>${wrapped('')}`, /'1.1' is invalid/],
    ['a DOCTYPE', `<!DOCTYPE NewSession>${wrapped('')}`, /DTD is prohibited/],
    ['entities', `<!DOCTYPE x [<!ENTITY a "b">]>${wrapped('<DisplayName>&a;</DisplayName>')}`, /DTD is prohibited/],
    ['an unknown entity', wrapped('<DisplayName>&nope;</DisplayName>'), /undefined entity/],
    ['an entity named like a method', wrapped('<DisplayName>&constructor;</DisplayName>'), /undefined entity/],
    ['a second root', wrapped('') + wrapped(''), /./],
    ['text after the root', `${wrapped('')}x`, /./],
    ['a truncated document', wrapped('').slice(0, -4), /./],
    ['JSON', '{"channel":"Chat"}', /./],
    ['an empty body', '', /./],
    ['a raw control character', wrapped('<DisplayName>\u0001</DisplayName>'), /disallowed character/],
    ['more than 256 KiB', wrapped(`<DisplayName>${'é'.repeat(131_072)}</DisplayName>`), /larger than 262144/],
    ['33 levels', wrapped('<a>'.repeat(32) + '</a>'.repeat(32)), /deeper than 32/],
    ['an attribute twice', `<NewSession a="1" a="2" xmlns="${NS}"/>`, /./],
    ['an unbound prefix', `<q:NewSession xmlns="${NS}"/>`, /./],
  ])('rejects %s', (_, text, message) => {
    const error = catchAppError(() => read(text));
    expect(error).toMatchObject({ code: 'MALFORMED_REQUEST', message: expect.stringMatching(message) });
    expect(
      error.message.startsWith(
        "Could not deserialize 'application/xml' request using Voice.Api.Sessions.NewSession'\nError: ",
      ),
    ).toBe(true);
  });

  test('returns an error with the field name of an invalid value', () => {
    const { errors } = catchAppError(() => read(wrapped('<Channel>chat</Channel>')));
    expect(errors).toMatchObject([{ fieldName: 'Channel', errorCode: 'SerializationException' }]);
  });

  test('decodes a batch', () => {
    const text = `<ArrayOfNewSession xmlns="${NS}"><NewSession><Channel>Fax</Channel></NewSession><NewSession/></ArrayOfNewSession>`;
    expect(xml.decodeList(text, newSession, contract)).toEqual([{ channel: 'Fax' }, {}]);
    expect(xml.decodeList(`<ArrayOfNewSession xmlns="${NS}"/>`, newSession, contract)).toEqual([]);
    expect(() => xml.decodeList(wrapped(''), newSession, contract)).toThrow(/Expecting element 'ArrayOfNewSession'/);
    const nilItem = `<ArrayOfNewSession ${I} xmlns="${NS}"><NewSession i:nil="true"/></ArrayOfNewSession>`;
    expect(catchAppError(() => xml.decodeList(nilItem, newSession, contract)).code).toBe('MALFORMED_REQUEST');
    const nilList = `<ArrayOfNewSession ${I} i:nil="true" xmlns="${NS}"/>`;
    expect(catchAppError(() => xml.decodeList(nilList, newSession, contract)).code).toBe('MALFORMED_REQUEST');
  });

  test('omits the entries of a dictionary whose value is nil, and rejects a nil key', () => {
    const member = (entry: string) =>
      `<SessionInfo ${I} xmlns="${NS}"><Members><SessionMemberInfo><ApplicationData xmlns:a="${ARRAYS}"><a:KeyValueOfstringstring>${entry}</a:KeyValueOfstringstring></ApplicationData></SessionMemberInfo></Members></SessionInfo>`;
    const decode = (entry: string) => xml.decode(member(entry), sessionInfo, contract);
    const members = (applicationData: unknown[]) => ({ members: [{ applicationData }] });
    expect(decode('<a:Key>k</a:Key><a:Value>v</a:Value>')).toEqual(members([{ key: 'k', value: 'v' }]));
    expect(decode('<a:Key>k</a:Key><a:Value i:nil="true"/>')).toEqual(members([]));
    for (const entry of ['<a:Key i:nil="true"/><a:Value>v</a:Value>', '<a:Value>v</a:Value>', '<a:Key>k</a:Key>', '']) {
      expect(catchAppError(() => decode(entry)).code).toBe('MALFORMED_REQUEST');
    }
  });

  test('a nil root or member of any request is null, absent or rejected', () => {
    const all = readContract(buildContractSchemaWithoutServices());
    const read = (type: DtoType, attribute: string, children: string): unknown => {
      const { local, namespace } = typeName({ kind: 'dto', name: type.name, nullable: false }, all);
      const text = `<${local} ${I} ${attribute} xmlns="${namespace}">${children}</${local}>`;
      return withDefaults(xml.decode(text, type, all), type, all);
    };
    const requests = Object.keys(all.operations).map((name) => dtoNamed(all, name));
    expect(requests.length).toBeGreaterThan(40);
    for (const type of requests) {
      expect(catchAppError(() => read(type, 'i:nil="true"', '')).code).toBe('MALFORMED_REQUEST');
      for (const { member, name } of membersInXmlOrder(type, all)) {
        const readMember = () => read(type, '', `<${name.local} xmlns="${name.namespace}" i:nil="true"/>`);
        const { kind, nullable } = member.type;
        if (nullable || ['string', 'dateTime', 'list', 'dictionary', 'dto'].includes(kind))
          expect(readMember).not.toThrow();
        else expect(catchAppError(readMember).code).toBe('MALFORMED_REQUEST');
      }
    }
  });
});
