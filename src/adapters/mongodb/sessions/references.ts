import type { Connection } from 'mongoose';
import type { Filter } from '../client/filters.ts';
import { archivedSessionModel, sessionModel } from './model.ts';

/** Whether any session, live or archived, matches the filter. */
export async function hasSession(connection: Connection, filter: Filter): Promise<boolean> {
  if (await sessionModel(connection).exists(filter)) return true;
  // the archive is checked second: the archiver copies a session there before it removes the live one
  return (await archivedSessionModel(connection).exists(filter)) !== null;
}
