import { throwIfInvalid } from '../../../common/errors/app-error.ts';
import { checkOffsetPage, type OffsetPageArguments } from '../../../common/pagination/offset-page.ts';
import type { SortOrders } from '../../contract/types/sort-orders.ts';
import type { ListPart } from './list-response.ts';

/** The page and the order that every list of the vendor takes. */
interface ListRequest extends OffsetPageArguments {
  readonly sortField?: string | null;
  readonly sortOrder?: SortOrders | null;
}

/**
 * Reads the page and the order that a list is requested in.
 * @param fields what a list is ordered by, under the names of `sortField`, which are read without regard to case
 * @returns `field: null` when the request names none
 * @throws BAD_USER_INPUT with every error
 */
export function readListRequest<Field>(
  request: ListRequest,
  fields: Readonly<Record<string, Field>>,
): { part: ListPart; field: Field | null; sortOrder: SortOrders | null } {
  const { sortField, sortOrder = null, all } = request;
  const { window, issues } = checkOffsetPage(request);
  const named = Object.entries(fields).find(([name]) => name.toLowerCase() === sortField?.toLowerCase());
  if (sortField && !named) {
    const message = `sortField must be one of ${Object.keys(fields).join(', ')}.`;
    issues.push({ fieldName: 'sortField', errorCode: 'Predicate', message });
  }
  throwIfInvalid(issues);
  return { part: { all, window }, field: named?.[1] ?? null, sortOrder };
}
