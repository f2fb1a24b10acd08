import type { OperationType } from '../../contract/model.ts';

const points = { read: 10, write: 20, row: 10 } as const;
/** What `all` is taken for: how much it brings is not known before. */
const rowsOfAll = 1_000;

/** What one REST request costs, in the points of GraphQL. @param input the decoded request */
export function restCost({ routes }: OperationType, input: Readonly<Record<string, unknown>>): number {
  if (!routes.every(({ verb }) => verb === 'GET')) return points.write;
  const { countPerPage, all } = input;
  const rows = all === true ? rowsOfAll : typeof countPerPage === 'number' ? clamp(countPerPage) : 0;
  return points.read + rows * points.row;
}

function clamp(rows: number): number {
  return Math.min(Math.max(rows, 0), rowsOfAll);
}
