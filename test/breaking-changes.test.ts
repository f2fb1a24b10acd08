import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareSchemas } from '../scripts/check-breaking.mjs';

const schema = readFileSync('schema/schema.graphql', 'utf8');

const cases: [what: string, from: RegExp | string, to: string, expected: object][] = [
  ['no change', '', '', { breaking: [], dangerous: [] }],
  [
    'a removed field',
    /"""[^"]*"""\n {2}callSid: String\n/,
    '',
    { breaking: ['SessionInfo.callSid was removed.'], dangerous: [] },
  ],
  [
    'an argument that becomes required',
    /(newSession\([\s\S]*?accountId: ID)\b/,
    '$1!',
    { breaking: [expect.stringContaining('accountId has changed type from ID to ID!')], dangerous: [] },
  ],
  [
    'an added enum value',
    'enum FlowChannels {',
    'enum FlowChannels {\n  Video',
    { breaking: [], dangerous: ['Video was added to enum type FlowChannels.'] },
  ],
];

it.each(cases)('compareSchemas reports %s', (_, from, to, expected) => {
  expect(compareSchemas(schema, schema.replace(from, to))).toEqual(expected);
});
