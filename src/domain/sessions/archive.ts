/** Where sessions go long after they ended. */
export interface SessionArchive {
  /**
   * Moves some sessions that were completed before a time. Each is copied first and removed then, if it has not changed
   * in between: at no moment is it in neither place, and whoever does this again, or at the same time, changes nothing.
   * @returns how many left the live sessions; 0 when there are no more, or none that stand still
   */
  archiveCompletedBefore(time: Date, limit: number): Promise<number>;
}
