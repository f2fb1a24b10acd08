import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { printTypesMetadata } from '../src/contract/printers/types-metadata.ts';
import { printTypeScript } from '../src/contract/printers/typescript.ts';
import { readContract } from '../src/contract/read-contract.ts';
import { printContractFiles } from '../src/rest/contract-files.ts';
import { printMetadataIndex } from '../src/rest/metadata/index-page.ts';
import { printOperationPage } from '../src/rest/metadata/operation-page.ts';
import { buildSchemaWithoutServices } from './support/app-schema.ts';
import { buildContractSchema } from './support/contract-schema.ts';

test('dump', () => {
  const app = buildSchemaWithoutServices();
  for (const [n, t] of printContractFiles(app, readContract(app))) writeFileSync('/tmp/out/' + n, t);
  const c = readContract(buildContractSchema());
  for (const [n, t] of printContractFiles(buildContractSchema(), c)) writeFileSync('/tmp/out/test-' + n, t);
  writeFileSync('/tmp/out/index.html', printMetadataIndex(c, 'Voice Sessions'));
  for (const format of ['json', 'xml', 'jsv', 'csv'] as const)
    for (const language of ['csharp', 'typescript', null] as const)
      for (const op of ['NewSession', 'GetSession'] as const)
        writeFileSync(
          `/tmp/out/${op}-${format}-${language}.html`,
          printOperationPage(c, {
            operation: c.operations[op] as never,
            format,
            language,
            host: 'localhost:4000',
            serviceName: 'Voice Sessions',
          }),
        );
  writeFileSync('/tmp/out/metadata.json', printTypesMetadata(c, 'http://x'));
  writeFileSync(
    '/tmp/out/header.ts',
    printTypeScript(
      c,
      [
        ['includetypes', 'NewSession.*,EntityInfo'],
        ['MakePropertiesOptional', 'true'],
        ['DefaultImports', 'Foo:./foo'],
      ],
      { baseUrl: 'http://127.0.0.1:4000', date: new Date(), version: '8.71' },
    ),
  );
});
