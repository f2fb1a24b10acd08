import { readFileSync } from 'node:fs';
import { isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SessionEventKinds } from '../../src/domain/sessions/pending-event.ts';
import { buildSchemaWithoutServices } from '../support/app-schema.ts';

const schema = buildSchemaWithoutServices();
const kinds = Object.keys(SessionEventKinds);

/** The rows of the table of event kinds in docs/live-events.md: kind, when it is published, additional fields. */
const [, section = ''] = readFileSync('docs/live-events.md', 'utf8').split('## Event kinds\n');
const [table = ''] = section.trim().split('\n\n');
const [head, , ...rows] = table.split('\n').map((line) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim()),
);

describe('docs/live-events.md', () => {
  it('has one row for each event kind, which says when the event is published', () => {
    expect(head).toEqual(['kind', 'published when', 'additional fields']);
    expect(rows.map(([name]) => name).sort()).toEqual(kinds.map((kind) => `\`${kind}\``).sort());
    expect(rows.filter(([, when]) => !when)).toEqual([]);
  });

  it.each(kinds)('names every additional field of %s', (kind) => {
    const type = schema.getType(kind);
    const common = schema.getType('SessionEvent');
    if (!isObjectType(type) || !isInterfaceType(common)) throw new Error(`the schema has no type ${kind}`);
    const additional = Object.keys(type.getFields()).filter((name) => !(name in common.getFields()));
    const cell = rows.find(([name]) => name === `\`${kind}\``)?.[2] ?? '';
    expect(additional.filter((name) => !cell.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the schema', () => {
  const type = schema.getType('SessionEventKinds');
  const values = isEnumType(type) ? type.getValues() : [];

  it('has every event kind, in the enum and as a type', () => {
    expect(values.map(({ name }) => name).sort()).toEqual([...kinds].sort());
    expect(kinds.filter((kind) => !isObjectType(schema.getType(kind)))).toEqual([]);
  });

  it('describes every event kind, in the enum and as a type', () => {
    expect(values.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
    expect(kinds.filter((kind) => !schema.getType(kind)?.description)).toEqual([]);
  });
});
