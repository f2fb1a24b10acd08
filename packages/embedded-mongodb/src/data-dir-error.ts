/**
 * - `DATA_DIR_IN_USE`: another process, or this one, has the folder open
 * - `DATA_DIR_DAMAGED`: its data file is empty, truncated or not a database file
 * - `DATA_DIR_INCOMPATIBLE`: its data file has another format, or belongs to another program
 * - `DATA_DIR_INACCESSIBLE`: the folder or its files cannot be created, read or written
 */
export type DataDirErrorCode =
  | 'DATA_DIR_IN_USE'
  | 'DATA_DIR_DAMAGED'
  | 'DATA_DIR_INCOMPATIBLE'
  | 'DATA_DIR_INACCESSIBLE';

/** The data folder cannot be used. The message is one sentence for the operator; nothing in the folder was changed. */
export class DataDirError extends Error {
  override readonly name = 'DataDirError';
  readonly code: DataDirErrorCode;

  constructor(code: DataDirErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
