import { type Connection, type Model, Schema, Types } from 'mongoose';
import {
  type AccountRecord,
  type CustomerRecord,
  type EndpointRecord,
  EndpointTypes,
  type UserRecord,
} from '../directory/records.ts';
import type { SignInRecord } from '../directory/sign-ins.ts';

type Id = Types.ObjectId;
type Common = 'id' | 'createdBy' | 'lastModifiedBy';

interface CommonDocument {
  readonly _id: Id;
  readonly createdBy?: Id | null;
  readonly lastModifiedBy?: Id | null;
}

export interface AccountDocument extends CommonDocument, Omit<AccountRecord, Common> {}

export interface UserDocument extends CommonDocument, Omit<UserRecord, Common | 'accountIds' | 'homeAccountId'> {
  readonly accountIds: readonly Id[];
  readonly homeAccountId: Id;
}

export interface CustomerDocument
  extends CommonDocument,
    Omit<CustomerRecord, Common | 'accountId' | 'parentCustomerId' | 'breadcrumb'> {
  readonly accountId: Id;
  readonly parentCustomerId?: Id | null;
  /** The ids above this one, from the root down: one look-up fetches the names for the breadcrumb. */
  readonly ancestorIds: readonly Id[];
}

export interface EndpointDocument
  extends CommonDocument,
    Omit<EndpointRecord, Common | 'accountId' | 'customerId' | 'userId' | 'userIds'> {
  readonly accountId: Id;
  readonly customerId?: Id | null;
  readonly userId?: Id | null;
  readonly userIds: readonly Id[];
}

export interface SignInDocument extends Omit<SignInRecord, 'tokenDigest' | 'userId'> {
  readonly _id: string;
  readonly userId: Id;
}

export interface DirectoryModels {
  readonly accounts: Model<AccountDocument>;
  readonly users: Model<UserDocument>;
  readonly customers: Model<CustomerDocument>;
  readonly endpoints: Model<EndpointDocument>;
  readonly signIns: Model<SignInDocument>;
}

const id = Types.ObjectId;
const requiredId = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };
const date = { type: Date, required: true };
const common = { dateCreated: date, dateLastModified: date, createdBy: id, lastModifiedBy: id };

/** The collections of the directory and the indexes that their queries stand on. */
export function directoryModels(connection: Connection): DirectoryModels {
  const model = <T>(name: string, collection: string, schema: Schema): Model<T> => {
    schema.set('strict', 'throw').set('strictQuery', 'throw').set('versionKey', false).set('collection', collection);
    return connection.model(name, schema) as unknown as Model<T>;
  };

  const users = new Schema({
    ...common,
    emailAddress: { ...text, lowercase: true },
    firstName: String,
    lastName: String,
    avatarUrl: String,
    roles: [String],
    accountIds: [id],
    homeAccountId: requiredId,
    passwordHash: text,
  });
  users.index({ emailAddress: 1 }, { unique: true });

  const customers = new Schema({
    ...common,
    accountId: requiredId,
    name: text,
    parentCustomerId: id,
    ancestorIds: [id],
  });
  customers.index({ accountId: 1, parentCustomerId: 1, name: 1 });

  const endpoints = new Schema({
    ...common,
    accountId: requiredId,
    type: { ...text, enum: Object.keys(EndpointTypes) },
    displayName: text,
    customerId: id,
    userId: id,
    userIds: [id],
    phoneNumber: String,
  });
  // a user has one User endpoint in an account
  endpoints.index(
    { accountId: 1, userId: 1 },
    { unique: true, partialFilterExpression: { userId: { $exists: true } } },
  );

  const signIns = new Schema({ _id: text, userId: requiredId, passwordDigest: text, dateExpires: date });
  signIns.index({ dateExpires: 1 }, { expireAfterSeconds: 0 });

  return {
    accounts: model('Account', 'accounts', new Schema({ ...common, name: text })),
    users: model('User', 'users', users),
    customers: model('Customer', 'customers', customers),
    endpoints: model('Endpoint', 'endpoints', endpoints),
    signIns: model('SignIn', 'signIns', signIns),
  };
}
