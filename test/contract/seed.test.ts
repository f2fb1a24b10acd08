import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printCSharpOfOperation } from '../../src/api/contract/printers/csharp.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { sampleValue } from '../../src/api/contract/sample-value.ts';
import { makeXmlWriter } from '../../src/api/rest/codecs/xml-writer.ts';
import { buildContractSchemaWithoutServices } from '../support/app-schema.ts';

const contract = readContract(buildContractSchemaWithoutServices());
const SEED = '../shared/seed';

function xmlSample(name: string): string {
  const type = { kind: 'dto', name, nullable: false } as const;
  return makeXmlWriter(type, contract, '  ')(sampleValue(type, contract));
}

/** What we print, where it starts and ends in the vendor's page, and its SHA-256 there. */
const texts = [
  {
    name: 'C#',
    printed: printCSharpOfOperation(contract, 'NewSession'),
    pattern: /using System;[\s\S]*\n}(?=\n\nC# NewSession DTOs)/,
    sha256: 'f0f85b4d743bdb94c0c6bcf0a453f37df4e3edfc7ba648f728cb2bb2f272d858',
  },
  {
    name: 'request XML',
    printed: xmlSample('NewSession'),
    pattern: /<NewSession [\s\S]*<\/NewSession>/,
    sha256: 'a2e687e948db0d111f44bbe6b9c066ee13cd93a36daeaccfd8bd5245dbff7070',
  },
  {
    name: 'response XML',
    printed: xmlSample('SessionInfo'),
    pattern: /<SessionInfo [\s\S]*<\/SessionInfo>/,
    sha256: '0dbece5876638a580c40c7be6c7f5a0451b9e9bd45a16b9b69ed6a6fecaab245',
  },
];

describe("the vendor's page of NewSession", () => {
  test.each(texts)('has the SHA-256 of our $name', ({ printed, sha256 }) => {
    expect(createHash('sha256').update(printed).digest('hex')).toBe(sha256);
  });

  test.skipIf(!existsSync(SEED)).each(texts)('has our $name to the byte', ({ printed, pattern }) => {
    const page = readdirSync(SEED)
      .map((file) => readFileSync(`${SEED}/${file}`, 'utf8'))
      .join('\n');
    expect(printed).toBe(pattern.exec(page)?.[0]);
  });
});
