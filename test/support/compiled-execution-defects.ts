const defects: Record<string, unknown>[] = [];

/** Records a log event of a defect in compiled code; ignores other events. */
export function recordDefect(record: Record<string, unknown>): void {
  if (record.msg === 'compiled-execution.failed') defects.push(record);
}

/**
 * Checks for defects in compiled code: the fallback to graphql-js hides them from the other assertions.
 * @throws Error with the defects since the last check, if there are any
 */
export function throwOnDefects(): void {
  const found = defects.splice(0);
  if (found.length > 0) throw new Error(`compiled code failed: ${JSON.stringify(found, null, 2)}`);
}
