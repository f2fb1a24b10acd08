import { isAbstractType, isIntrospectionType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchemaWithoutServices } from '../support/app-schema.ts';

const schema = buildSchemaWithoutServices();
const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

/** Returns the names of the fields that pass, as `Type.field`. */
function fieldsOf(types: readonly unknown[], passes: (field: { resolve?: unknown; subscribe?: unknown }) => boolean) {
  return types.filter(isObjectType).flatMap((type) =>
    Object.values(type.getFields())
      .filter(passes)
      .map((field) => `${type.name}.${field.name}`),
  );
}

describe('the served schema', () => {
  it('has a resolver for every root field', () => {
    expect(fieldsOf(rootTypes, ({ resolve }) => resolve === undefined)).toEqual([]);
    expect(fieldsOf(rootTypes, () => true)).toEqual(expect.arrayContaining(['Query.session', 'Mutation.newSession']));
  });

  it('has an event source and a resolver for every subscription, and for nothing else', () => {
    const types = Object.values(schema.getTypeMap());
    expect(fieldsOf(types, ({ subscribe }) => subscribe !== undefined)).toEqual(['Subscription.sessionEvents']);
    expect(fieldsOf([schema.getSubscriptionType()], ({ resolve }) => resolve !== undefined)).toEqual([
      'Subscription.sessionEvents',
    ]);
  });

  it('resolves exactly these fields of other types, and reads all others as properties', () => {
    const others = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !rootTypes.some((root) => root === type),
    );
    expect(fieldsOf(others, ({ resolve }) => resolve !== undefined).sort()).toEqual([
      'AccountConnection.totalCount',
      'ConversationConnection.totalCount',
      'CustomerConnection.totalCount',
      'CustomerInfo.accountName',
      'EndpointConnection.totalCount',
      'EndpointInfo.accountName',
      'EndpointInfo.customerBreadcrumb',
      'EndpointInfo.customerName',
      'MessageConnection.totalCount',
      'MessageInfo.endpointDisplayName',
      'SessionChanged.session',
      'SessionConnection.totalCount',
      'SessionCreated.session',
      'SessionEnded.session',
      'SessionInfo.account',
      'SessionInfo.accountName',
      'SessionInfo.children',
      'SessionInfo.customer',
      'SessionInfo.customerBreadcrumb',
      'SessionInfo.customerName',
      'SessionInfo.endpoint',
      'SessionInfo.endpointName',
      'SessionInfo.parent',
      'SessionLogAdded.session',
      'SessionMemberChanged.session',
      'SessionMessageSent.sentMessage',
      'SessionMessageSent.session',
      'UserConnection.totalCount',
      'WebhookConnection.totalCount',
      'WebhookDeliveryConnection.totalCount',
    ]);
  });

  it('names the type of every value of an abstract type by its __typename', async () => {
    const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
    expect(abstract.map(({ name }) => name).sort()).toEqual(['EntityInfo', 'Node', 'SessionEvent']);
    const nameOf = (name: string, value: object) => {
      const type = schema.getType(name);
      return isAbstractType(type) && type.resolveType?.(value, {}, {} as never, type);
    };
    expect(await nameOf('Node', { __typename: 'WebhookDelivery' })).toBe('WebhookDelivery');
    expect(await nameOf('SessionEvent', { __typename: 'SessionMemberChanged' })).toBe('SessionMemberChanged');
  });
});
