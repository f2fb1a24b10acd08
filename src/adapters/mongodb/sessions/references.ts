import type { Connection } from 'mongoose';
import type { Filter } from '../client/filters.ts';
import { archivedSessionModel, sessionModel } from './model.ts';

/** Whether any session, live or archived, is like that. */
export async function hasSession(connection: Connection, filter: Filter): Promise<boolean> {
  if (await sessionModel(connection).exists(filter)) return true;
  // afterwards: one that is being moved meanwhile is in the archive before it leaves
  return (await archivedSessionModel(connection).exists(filter)) !== null;
}
