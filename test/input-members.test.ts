import { getNamedType, isInputObjectType } from 'graphql';
import { ObjectId } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationOptions } from '../src/api/contract/decorators.ts';
import { allMembers, type Contract, dtoNamed, type MemberType, type OperationType } from '../src/api/contract/model.ts';
import { readContract } from '../src/api/contract/read-contract.ts';
import { buildContractSchemaWithoutServices, buildSchemaWithoutServices } from './support/app-schema.ts';
import { directoryInputs } from './support/input-members/directory-inputs.ts';
import {
  admin,
  type Input,
  type InputEffects,
  request,
  type ValueEffect,
} from './support/input-members/input-effects.ts';
import { callInputs, parentSession, sessionInputs } from './support/input-members/session-inputs.ts';
import { webhookInputs } from './support/input-members/webhook-inputs.ts';
import { call, json } from './support/rest-client.ts';
import { documentOf, type RootField, rootFields } from './support/schema-walk.ts';
import { storedSession } from './support/session-documents.ts';
import { useDatabase, useTestApp } from './support/use-test-app.ts';

// Every member of every input is sent over GraphQL and REST, and its effect must be seen: a member that is accepted
// and dropped fails. A new member needs an entry in support/input-members.

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1', RATE_LIMIT_USER: '100000000', RATE_LIMIT_ACCOUNT: '100000000' });
const database = useDatabase(app);

const effects: Readonly<Record<string, InputEffects>> = {
  ...sessionInputs,
  ...callInputs,
  ...directoryInputs,
  ...webhookInputs,
};

const schema = buildSchemaWithoutServices();
const contract: Contract = readContract(buildContractSchemaWithoutServices());

/** The mutation that takes each input type. */
const mutations = new Map(
  rootFields(schema).flatMap(([operation, , field]): [string, RootField][] => {
    const input = field.args.find(({ name }) => name === 'input');
    return operation === 'mutation' && input ? [[getNamedType(input.type).name, field]] : [];
  }),
);

const declared = [...mutations.keys()].flatMap((name) => {
  const type = schema.getType(name);
  return isInputObjectType(type) ? Object.keys(type.getFields()).map((member) => [name, member] as const) : [];
});

beforeAll(() =>
  database()
    .collection<{ _id: ObjectId }>('sessions')
    .insertOne({ ...storedSession(1, { toAddress: '+15550177' }), _id: new ObjectId(parentSession) }),
);

interface Outcome {
  /** The record in the answer; `undefined` if the answer has no body. */
  readonly answer: unknown;
  /** The record as it is read afterwards; `undefined` if no query returns it. */
  readonly stored: unknown;
}

function effectsOf(name: string): InputEffects {
  const found = effects[name];
  if (!found) throw new Error(`${name} has no entry in test/support/input-members`);
  return found;
}

function mutationOf(name: string): RootField {
  const found = mutations.get(name);
  if (!found) throw new Error(`no mutation takes ${name}`);
  return found;
}

async function overGraphql(name: string, input: Input): Promise<Outcome> {
  const field = mutationOf(name);
  const data = await request(app.url, documentOf('mutation', field, ['input']), { input });
  return withStored(name, input, data[field.name]);
}

async function overRest(name: string, operation: OperationType, input: Input): Promise<Outcome> {
  const members = membersOf(operation.request);
  const isGiven = (param: string) =>
    members.some((member) => member.clrName.toLowerCase() === param.toLowerCase() && member.name in input);
  const {
    verb,
    path,
    variables = {},
  } = operation.routes.find((route) =>
    [...route.path.matchAll(/\{(\w+)\}/g)].every(([, param = '']) => isGiven(route.variables?.[param] ?? param)),
  ) ?? expect.fail(`no route of ${name} has only members that are given`);
  const target = path.replaceAll(/\{(\w+)\}/g, (_, param: string) => {
    const wanted = (variables[param] ?? param).toLowerCase();
    const member = members.find(({ clrName }) => clrName.toLowerCase() === wanted);
    return encodeURIComponent(String(input[member?.name ?? '']));
  });
  const entries = Object.entries(input).map(([key, value]): [string, unknown] => [
    members.find((member) => member.name === key)?.jsonName ?? key,
    value,
  ]);
  const isInQuery = verb === 'DELETE';
  const texts = entries.map(([key, value]): [string, string] => [key, String(value)]);
  const { headers, body } = json(Object.fromEntries(entries));
  const { status, text } = await call(
    app.url,
    `${verb} ${target}${isInQuery ? `?${new URLSearchParams(texts)}` : ''}`,
    {
      headers: { ...admin, accept: 'application/json', ...(!isInQuery && headers) },
      ...(!isInQuery && { body }),
    },
  );
  expect(status, text).toBeLessThan(300);
  return withStored(name, input, text === '' ? undefined : JSON.parse(text));
}

/** Adds the stored record to an answer. */
async function withStored(name: string, input: Input, given: unknown): Promise<Outcome> {
  const { query, record } = effectsOf(name);
  const answer = record ? (given as Readonly<Record<string, unknown>>)[record] : given;
  const [, , field] = rootFields(schema).find(([operation, found]) => operation === 'query' && found === query) ?? [];
  if (!field) return { answer, stored: undefined };
  const [idName = 'id'] = field.args.map((arg) => arg.name);
  const id = (answer as { id?: string } | undefined)?.id ?? input.sessionId ?? input[idName];
  const data = await request(app.url, documentOf('query', field, [idName]), { [idName]: id });
  return { answer, stored: data[field.name] };
}

const membersOf = (dto: string): readonly MemberType[] => allMembers(contract, dtoNamed(contract, dto));

/** Returns the REST operation of a mutation. It is `undefined` if the operation, or this member, is only in GraphQL. */
function restOperationOf(name: string, member: string): OperationType | undefined {
  const options = mutationOf(name).extensions.contract as OperationOptions | undefined;
  const operation = options && contract.operations[options.request];
  return operation && membersOf(operation.request).some((found) => found.name === member) ? operation : undefined;
}

/** Returns the part of an expectation that a REST answer has, by its names there: some fields are only in GraphQL. */
function inRest(becomes: unknown, { response }: OperationType): unknown {
  if (response?.kind !== 'dto' || typeof becomes !== 'object') return becomes;
  const members = membersOf(response.name);
  return Object.fromEntries(
    Object.entries(becomes ?? {}).flatMap(([name, value]) =>
      members.filter((member) => member.name === name).map(({ jsonName }) => [jsonName, value]),
    ),
  );
}

async function inputFor(name: string, member: string, effect: ValueEffect): Promise<{ input: Input; control: Input }> {
  const base = await (effect.base ?? effectsOf(name).base)(app.url);
  const others = Object.entries(base).filter(([key]) => !effect.without?.includes(key));
  const control = { ...Object.fromEntries(others), ...effect.with };
  return { control, input: { ...control, [member]: effect.send } };
}

/** Returns the matcher of what an effect says. */
function matcherOf(becomes: unknown): unknown {
  return typeof becomes === 'object' ? expect.objectContaining(becomes as object) : becomes;
}

it('has an entry for every member of every input, and no other', () => {
  const entries = Object.entries(effects).flatMap(([name, { members }]) =>
    Object.keys(members).map((member) => `${name}.${member}`),
  );
  expect(entries.sort()).toEqual(declared.map((pair) => pair.join('.')).sort());
});

describe.each(declared)('%s.%s', (name, member) => {
  const effect = effects[name]?.members[member];
  if (!effect) return it('has an entry in test/support/input-members', () => expect.fail());

  if ('names' in effect) {
    it('names the record', async () => {
      const input = await effectsOf(name).base(app.url);
      const { answer } = await overGraphql(name, input);
      expect(answer).toMatchObject({ [effect.names]: input[member] });
    });
    return;
  }

  if ('ignores' in effect) {
    it('has no effect', async () => {
      const base = await effectsOf(name).base(app.url);
      const without = await overGraphql(name, base);
      await effectsOf(name).base(app.url);
      const { answer } = await overGraphql(name, { ...base, [member]: effect.ignores });
      const unique = { id: expect.anything(), dateCreated: expect.anything(), dateLastModified: expect.anything() };
      expect(answer).toEqual({ ...(without.answer as object), ...unique });
    });
    return;
  }

  const seen = async (outcome: Outcome): Promise<Outcome> =>
    effect.seenIn ? { answer: await effect.seenIn(app.url, outcome.answer), stored: undefined } : outcome;

  it('has no effect when it is left out', async () => {
    const { control } = await inputFor(name, member, effect);
    const outcome = await overGraphql(name, control).then(seen, () => null);
    expect(outcome?.answer).not.toEqual(matcherOf(effect.becomes));
  });

  it('has its effect over GraphQL', async () => {
    const { input } = await inputFor(name, member, effect);
    const { answer, stored } = await seen(await overGraphql(name, input));
    expect(answer).toEqual(matcherOf(effect.becomes));
    if (stored !== undefined) expect(stored).toEqual(matcherOf(effect.becomes));
  });

  const operation = restOperationOf(name, member);
  if (!operation) return;
  it('has its effect over REST', async () => {
    const { input } = await inputFor(name, member, effect);
    const { answer, stored } = await seen(await overRest(name, operation, input));
    if (answer !== undefined) expect(answer).toEqual(matcherOf(inRest(effect.becomes, operation)));
    if (stored !== undefined) expect(stored).toEqual(matcherOf(effect.becomes));
  });
});
