import { type Connection, type Model, Schema, Types } from 'mongoose';
import type { SignInRecord } from '../../../domain/auth/sign-in-repository.ts';
import {
  type AccountRecord,
  type CustomerRecord,
  type DirectoryRecord,
  type EndpointRecord,
  EndpointTypes,
  type UserRecord,
} from '../../../domain/directory/records.ts';

type Id = Types.ObjectId;
type Common = 'id' | 'createdBy' | 'lastModifiedBy' | 'revision';

export interface CommonDocument extends Pick<DirectoryRecord, 'dateCreated' | 'dateLastModified'> {
  readonly _id: Id;
  readonly createdBy?: Id | null;
  readonly lastModifiedBy?: Id | null;
  readonly revision?: number | null;
}

export interface AccountDocument extends CommonDocument, Omit<AccountRecord, Common> {}

export interface UserDocument
  extends CommonDocument,
    Omit<UserRecord, Common | 'accountIds' | 'homeAccountId' | 'avatarUrl'> {
  readonly avatarUrl?: string | null;
  readonly accountIds: readonly Id[];
  readonly homeAccountId: Id;
}

export interface CustomerDocument
  extends CommonDocument,
    Omit<CustomerRecord, Common | 'accountId' | 'parentCustomerId' | 'referenceId' | 'breadcrumb'> {
  readonly accountId: Id;
  readonly parentCustomerId?: Id | null;
  readonly referenceId?: string | null;
  /** The ids above this one, from the root down: one look-up fetches the names for the breadcrumb. */
  readonly ancestorIds: readonly Id[];
  /** The version of the account's tree in which its place was last settled. */
  readonly treeVersion?: number;
}

/** The state of one account's tree of customers; `_id` is the account's. */
export interface CustomerTreeDocument {
  readonly _id: Id;
  readonly version: number;
  readonly change?: { readonly customerId: Id; readonly parentCustomerId?: Id | null; readonly isRemoval: boolean };
}

export interface EndpointDocument
  extends CommonDocument,
    Omit<EndpointRecord, Common | 'accountId' | 'customerId' | 'userId' | 'userIds' | 'phoneNumber' | 'referenceId'> {
  readonly accountId: Id;
  readonly customerId?: Id | null;
  readonly userId?: Id | null;
  readonly userIds: readonly Id[];
  readonly phoneNumber?: string | null;
  readonly referenceId?: string | null;
}

export interface SignInDocument extends Omit<SignInRecord, 'tokenDigest' | 'userId'> {
  readonly _id: string;
  readonly userId: Id;
}

export interface DirectoryModels {
  readonly accounts: Model<AccountDocument>;
  readonly users: Model<UserDocument>;
  readonly customers: Model<CustomerDocument>;
  readonly customerTrees: Model<CustomerTreeDocument>;
  readonly endpoints: Model<EndpointDocument>;
  readonly signIns: Model<SignInDocument>;
}

const id = Types.ObjectId;
const requiredId = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };
const date = { type: Date, required: true };
/** The paths of what every document of the directory has. */
export const commonPaths = {
  dateCreated: date,
  dateLastModified: date,
  createdBy: id,
  lastModifiedBy: id,
  revision: Number,
};

/** The collections of the directory and the indexes that their queries stand on. */
export function directoryModels(connection: Connection): DirectoryModels {
  const model = <T>(name: string, collection: string, schema: Schema): Model<T> => {
    schema.set('strict', 'throw').set('strictQuery', 'throw').set('versionKey', false).set('collection', collection);
    return connection.model(name, schema) as unknown as Model<T>;
  };

  const users = new Schema({
    ...commonPaths,
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
  users.index({ accountIds: 1, emailAddress: 1 });

  const customers = new Schema({
    ...commonPaths,
    accountId: requiredId,
    name: text,
    parentCustomerId: id,
    referenceId: String,
    ancestorIds: [id],
    treeVersion: Number,
  });
  customers.index({ accountId: 1, name: 1, _id: 1 });
  customers.index({ ancestorIds: 1 });
  customers.index({ parentCustomerId: 1 });

  const customerTrees = new Schema({
    _id: id,
    version: { type: Number, required: true },
    change: new Schema({ customerId: id, parentCustomerId: id, isRemoval: Boolean }, { _id: false }),
  });

  const endpoints = new Schema({
    ...commonPaths,
    accountId: requiredId,
    type: { ...text, enum: Object.keys(EndpointTypes) },
    displayName: text,
    customerId: id,
    userId: id,
    userIds: [id],
    phoneNumber: String,
    referenceId: String,
  });
  endpoints.index({ accountId: 1, displayName: 1, _id: 1 });
  endpoints.index({ customerId: 1 });
  endpoints.index({ userIds: 1 });
  endpoints.index(
    { accountId: 1, phoneNumber: 1 },
    { unique: true, partialFilterExpression: { phoneNumber: { $type: 'string' } } },
  );
  // a user has one User endpoint in an account
  endpoints.index(
    { accountId: 1, userId: 1 },
    { unique: true, partialFilterExpression: { userId: { $exists: true } } },
  );

  const signIns = new Schema({ _id: text, userId: requiredId, passwordDigest: text, dateExpires: date });
  signIns.index({ dateExpires: 1 }, { expireAfterSeconds: 0 });

  return {
    accounts: model('Account', 'accounts', new Schema({ ...commonPaths, name: text })),
    users: model('User', 'users', users),
    customers: model('Customer', 'customers', customers),
    customerTrees: model('CustomerTree', 'customerTrees', customerTrees),
    endpoints: model('Endpoint', 'endpoints', endpoints),
    signIns: model('SignIn', 'signIns', signIns),
  };
}
