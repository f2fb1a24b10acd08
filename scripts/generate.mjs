// Generates the committed files: schema/ and the tables in docs/. `npm run check` fails if they are stale.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import 'reflect-metadata';
import { coverageTables } from './coverage-tables.mjs';

const { buildAppSchema, buildContractSchema } = await import('../dist/api/graphql/server/build-app-schema.js');
const { readContract } = await import('../dist/api/contract/read-contract.js');
const { printContractFiles } = await import('../dist/api/rest/metadata/contract-files.js');
const { settings } = await import('../dist/app/settings.js');
const { errorCatalogue } = await import('../dist/common/errors/error-catalogue.js');
const { logEvents } = await import('../dist/common/logging/log-events.js');
const { interpretationReasons } = await import('../dist/common/execution-outcomes.js');
const { sessionStates } = await import('../dist/domain/sessions/states.js');
const { toMermaid } = await import('../dist/domain/sessions/to-mermaid.js');

const services = { directory: {} };
const schema = buildAppSchema(services);
const contract = readContract(buildContractSchema(services));
await rm('schema', { recursive: true, force: true });
await mkdir('schema');
for (const [name, text] of printContractFiles(schema, contract)) {
  await writeFile(join('schema', name), text);
}

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const code = (text) => `\`${text}\``;
const tables = {
  settings: table(
    ['variable', 'default', 'meaning'],
    Object.entries(settings).map(([name, setting]) => {
      const plain = /^[\w./:-]+$/.test(setting.default) && setting.default !== 'unset';
      return [code(name), plain ? code(setting.default) : setting.default, setting.description];
    }),
  ),
  errors: table(
    ['`extensions.code`', 'HTTP status', '`errorCode` in REST', 'meaning'],
    Object.entries(errorCatalogue).map(([name, { status, restName, meaning }]) => [
      code(name),
      String(status),
      code(restName),
      meaning,
    ]),
  ),
};

await fillIn('docs/settings.md', { settings: tables.settings });
await fillIn('docs/errors.md', { errors: tables.errors });

const rowsOf = (isAudit) =>
  Object.entries(logEvents)
    .filter(([, event]) => 'audit' in event === isAudit)
    .map(([name, { level, meaning }]) => [code(name), level, meaning]);
const logHead = ['`msg`', 'level', 'meaning'];
await fillIn('docs/operations.md', {
  'log events': table(logHead, rowsOf(false)),
  'audit events': table(logHead, rowsOf(true)),
  'interpretation reasons': table(
    ['`reason`', 'meaning'],
    Object.entries(interpretationReasons).map(([reason, meaning]) => [code(reason), meaning]),
  ),
});

const drawings = Object.entries(sessionStates).map(([name, states]) => [
  name,
  `\`\`\`mermaid\n${toMermaid(states)}\n\`\`\``,
]);
await fillIn('docs/session-states.md', Object.fromEntries(drawings));

const coverage = Object.entries(await coverageTables()).map(([name, [head, rows]]) => [name, table(head, rows)]);
await fillIn('docs/coverage.md', Object.fromEntries(coverage));

async function fillIn(file, parts) {
  let page = await readFile(file, 'utf8');
  for (const [name, text] of Object.entries(parts)) {
    const block = new RegExp(`(<!-- generated: ${name} -->\n)[^]*?(\n<!-- end -->)`);
    if (!block.test(page)) throw new Error(`${file} has no place for ${name}`);
    page = page.replace(block, (_, begin, end) => `${begin}\n${text}\n${end}`);
  }
  await writeFile(file, page);
}
