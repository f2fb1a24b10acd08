import type { Db, ObjectId } from 'mongodb';

export interface StoredSession {
  readonly _id: ObjectId;
  readonly accountId: ObjectId;
  readonly dateCreated: Date;
  readonly dateLastModified: Date;
  readonly [path: string]: unknown;
}

export declare function storedSession(n: number, changes?: Readonly<Record<string, unknown>>): StoredSession;
export declare function storedMember(identity: string): object;
export declare function ended(n: number, seconds: number): Record<string, unknown>;
export declare function insertSessions(
  db: Db,
  sessions: readonly StoredSession[],
  collection?: string,
): Promise<string[]>;
