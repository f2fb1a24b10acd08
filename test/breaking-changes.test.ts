import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareSchemas } from '../check-breaking.mjs';

const schema = readFileSync('schema/schema.graphql', 'utf8');

const cases: [what: string, from: RegExp | string, to: string, expected: object][] = [
  ['nothing', '', '', { breaking: [], dangerous: [] }],
  [
    'a field removed',
    /"""[^"]*"""\n {2}callSid: String\n/,
    '',
    { breaking: ['SessionInfo.callSid was removed.'], dangerous: [] },
  ],
  [
    'an argument now required',
    /(newSession\([\s\S]*?accountId: ID)\b/,
    '$1!',
    { breaking: [expect.stringContaining('accountId has changed type from ID to ID!')], dangerous: [] },
  ],
  [
    'a value added',
    'enum FlowChannels {',
    'enum FlowChannels {\n  Video',
    { breaking: [], dangerous: ['Video was added to enum type FlowChannels.'] },
  ],
];

it.each(cases)('of the schema, %s is told', (_, from, to, expected) => {
  expect(compareSchemas(schema, schema.replace(from, to))).toEqual(expected);
});
