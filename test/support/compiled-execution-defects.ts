const defects: Record<string, unknown>[] = [];

/** Records the log event of a defect of compiled code; other events are ignored. */
export function recordDefect(record: Record<string, unknown>): void {
  if (record.msg === 'compiled-execution.failed') defects.push(record);
}

/** @throws with the defects since the last check, if there are any: graphql-js answered, so that nothing else fails */
export function throwOnDefects(): void {
  const found = defects.splice(0);
  if (found.length > 0) throw new Error(`compiled code failed: ${JSON.stringify(found, null, 2)}`);
}
