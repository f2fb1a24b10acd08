import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { authenticateResponse, envelopes } from '../../../src/api/contract/envelopes.ts';
import type { TypeRef } from '../../../src/api/contract/model.ts';
import { printXsd } from '../../../src/api/contract/printers/xsd.ts';
import { readContract } from '../../../src/api/contract/read-contract.ts';
import { sampleValue } from '../../../src/api/contract/sample-value.ts';
import { codecs } from '../../../src/api/rest/codecs/codecs.ts';
import { encodeError } from '../../../src/api/rest/codecs/encode-error.ts';
import { goldenXml } from '../../rest/codecs/goldens.ts';
import { buildContractSchemaWithoutServices } from '../../support/app-schema.ts';
import { contract, listOf, newSession, refTo, sessionInfo } from '../../support/contract.ts';

const { xml } = codecs;
const everything = (type: typeof sessionInfo): unknown => sampleValue(refTo(type), contract);
const NS = newSession.xmlNamespace;
const issue = { errorCode: 'c', fieldName: 'd', message: 'e' };

const valid: Record<string, string> = {
  'a recorded session': goldenXml,
  'a session with everything in it': xml.encode(everything(sessionInfo), refTo(sessionInfo), contract),
  'a request with everything in it': xml.encode(everything(newSession), refTo(newSession), contract),
  'a batch': xml.encode([everything(newSession), everything(newSession)], listOf(newSession), contract),
  'the answer to a batch': xml.encode([everything(sessionInfo)], listOf(sessionInfo), contract),
  'an empty request': `<NewSession xmlns="${NS}"/>`,
  'an error': encodeError(xml, { errorCode: 'a', message: 'b', errors: [issue], meta: { f: 'g' } }),
  'a sign-in': xml.encode({ roles: ['User'] }, refTo(authenticateResponse), envelopes),
};

const invalid: Record<string, string> = {
  'an unknown channel': `<NewSession xmlns="${NS}"><Channel>Smoke</Channel></NewSession>`,
  'an unknown element': `<NewSession xmlns="${NS}"><Nope/></NewSession>`,
  'another root': `<Nope xmlns="${NS}"/>`,
};

test('accepts the output of the XML codec, and rejects invalid documents', async () => {
  const [schema, ...preload] = [...printXsd(contract)].map(([fileName, contents]) => ({ fileName, contents }));
  if (!schema) throw new Error('no schema was printed');
  const documents = Object.entries({ ...valid, ...invalid }).map(([fileName, contents]) => ({ fileName, contents }));
  const { errors } = await validateXML({ xml: documents, schema, preload });
  const malformed = new Set(errors.flatMap(({ loc }) => (loc ? [loc.fileName] : [])));
  expect([...malformed]).toEqual(Object.keys(invalid));
});

test('accepts the request and the response of every operation, alone and in a batch', async () => {
  const whole = readContract(buildContractSchemaWithoutServices());
  const [schema, ...preload] = [...printXsd(whole)].map(([fileName, contents]) => ({ fileName, contents }));
  if (!schema) throw new Error('no schema was printed');
  const documents = Object.values(whole.operations).flatMap(({ request, response }) => {
    const types: TypeRef[] = [{ kind: 'dto', name: request, nullable: false }, ...(response ? [response] : [])];
    return types.flatMap((type, index) => {
      const sample = sampleValue(type, whole);
      const batch: TypeRef = { kind: 'list', of: type, nullable: false };
      const fileName = `${request} ${index === 0 ? 'request' : 'response'}`;
      return [
        { fileName, contents: xml.encode(sample, type, whole) },
        { fileName: `${fileName} in a batch`, contents: xml.encode([sample, sample], batch, whole) },
      ];
    });
  });
  const list = documents.find(({ fileName }) => fileName === 'ListSessions response');
  expect(list?.contents).toContain('<ListResponseOfSessionInfoBWxtuWQa ');
  const broken = { fileName: 'broken', contents: `${list?.contents}`.replace('<TotalPages>', '<Nope/><TotalPages>') };
  const { errors } = await validateXML({ xml: [...documents, broken], schema, preload });
  expect([...new Set(errors.map(({ loc }) => loc?.fileName))]).toEqual(['broken']);
});
