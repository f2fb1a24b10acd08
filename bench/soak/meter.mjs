// Measures memory and handles of a server process.
import { readdir, readFile } from 'node:fs/promises';

/**
 * @returns anonymous memory, mapped files and the heap after a garbage collection, in MiB; and the number of open
 *   handles
 */
export async function measure({ pid, ask }) {
  const [status, handles] = await Promise.all([readFile(`/proc/${pid}/status`, 'utf8'), readdir(`/proc/${pid}/fd`)]);
  const kibibytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  const heapBytes = await ask('heapUsed');
  return {
    'anonymous memory, MiB': kibibytes('RssAnon') / 1_024,
    'mapped files, MiB': kibibytes('RssFile') / 1_024,
    'heap after a collection, MiB': heapBytes / 1_048_576,
    'open handles': handles.length,
  };
}

/** Returns the smallest value that at least this share of the values do not exceed; 0 without values. */
export function quantile(values, share) {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;
}

export const median = (values) => quantile(values, 0.5);
