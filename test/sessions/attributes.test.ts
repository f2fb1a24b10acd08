import { describe, expect, it } from 'vitest';
import {
  CreateSessionDocument,
  FindSessionsDocument,
  type FindSessionsQueryVariables,
  PatchOneSessionDocument,
} from '../operations/operations.generated.ts';
import { dataOf, send } from '../support/graphql-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

type Attributes = { key: string; value: string }[];
const create = async (attributes: Attributes) =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Chat', attributes } })).newSession;
const find = async (filter: FindSessionsQueryVariables['filter']) =>
  (await dataOf(app.url, FindSessionsDocument, { filter, first: 50 })).sessions.nodes.map(({ id }) => id);

describe('the attributes of a session', () => {
  const desk = [
    { key: 'desk', value: 'Sales' },
    { key: 'note', value: ' two\nlines, "quoted" 😀 ' },
    { key: 'a.$b', value: '' },
  ];

  it('are stored as given and found by key and value', async () => {
    const [sales, support] = [await create(desk), await create([{ key: 'desk', value: 'Support' }])];
    expect(sales.attributes).toEqual(desk);
    expect(await find({ attribute: { key: 'desk', value: 'Sales' } })).toEqual([sales.id]);
    expect(await find({ attribute: { key: 'desk' } })).toEqual([support.id, sales.id]);
    expect(await find({ attribute: { key: 'a.$b', value: '' } })).toEqual([sales.id]);
    // the value of another key, and another case
    expect(await find({ attribute: { key: 'note', value: 'Sales' } })).toEqual([]);
    expect(await find({ attribute: { key: 'DESK', value: 'Sales' } })).toEqual([]);
    const neither = { attribute: { key: 'desk' }, not: { attribute: { key: 'desk', value: 'Sales' } } };
    expect(await find(neither)).toEqual([support.id]);
  });

  it('are replaced, kept or removed by a patch', async () => {
    const { id: sessionId } = await create(desk);
    const patch = async (input: object) =>
      (await dataOf(app.url, PatchOneSessionDocument, { input: { sessionId, ...input } })).patchSession;
    expect((await patch({ attributes: [{ key: 'desk', value: 'Support' }] })).attributes).toEqual([
      { key: 'desk', value: 'Support' },
    ]);
    const kept = await patch({ displayName: 'Ann' });
    expect(kept.attributes).toEqual([{ key: 'desk', value: 'Support' }]);
    const same = await patch({ attributes: [{ key: 'desk', value: 'Support' }] });
    expect(same.revision).toBe(kept.revision);
    expect((await patch({ attributes: null })).attributes).toEqual([]);
  });

  const invalid: [string, Attributes, string[]][] = [
    ['an empty key', [{ key: '', value: 'x' }], ['attributes[0].key']],
    ['a key twice', [...desk, { key: 'desk', value: '' }], ['attributes[3].key']],
    ['control characters', [{ key: 'a\tb', value: '\u0000' }], ['attributes[0].key', 'attributes[0].value']],
    ['a byte more than 32 KiB', [{ key: 'kk', value: `${'é'.repeat(16_383)}x` }], ['attributes']],
  ];
  it.each(invalid)('are refused with %s', async (_, attributes, fields) => {
    const { errors } = await send(app.url, CreateSessionDocument, { input: { channel: 'Chat', attributes } });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors?.map(({ fieldName }) => fieldName)).toEqual(fields);
  });

  it('may have 32 KiB', async () => {
    expect((await create([{ key: 'kk', value: 'é'.repeat(16_383) }])).attributes).toHaveLength(1);
  });
});
