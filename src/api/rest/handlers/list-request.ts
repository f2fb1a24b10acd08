import { throwIfInvalid } from '../../../common/errors/app-error.ts';
import { checkOffsetPage, type OffsetPageArguments } from '../../../common/pagination/offset-page.ts';
import type { SortOrders } from '../../contract/types/sort-orders.ts';
import type { ListPart } from './list-response.ts';

/** The paging and sorting arguments that all list requests of the vendor's API have. */
interface ListRequest extends OffsetPageArguments {
  readonly sortField?: string | null;
  readonly sortOrder?: SortOrders | null;
}

/**
 * Reads the paging and sorting arguments of a list request.
 *
 * @param fields sort fields by their `sortField` name; the request may have the names in any case
 * @returns the arguments; `field` is null if the request has no `sortField`
 * @throws BAD_USER_INPUT with all validation errors
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
