/** Stores sessions that were completed long ago, apart from the live sessions. */
export interface SessionArchive {
  /**
   * Moves sessions that were completed before a time into the archive. Each session is copied first, and then removed
   * if it has not changed since. A session is always in at least one place; repeated or concurrent runs are safe.
   * @param limit maximum number of sessions to move
   * @returns the number of sessions removed from the live ones; 0 when none is left or all of them changed meanwhile
   */
  archiveCompletedBefore(time: Date, limit: number): Promise<number>;
}
