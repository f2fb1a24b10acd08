import type { ListArguments } from '../contract/types/list-arguments.ts';
import type { NumberedPage } from '../directory/entity-lists.ts';
import type { DirectoryOrder, DirectoryOrderFields } from '../directory/entity-store.ts';
import { invalidInput } from '../kernel/app-error.ts';

/** The members that were sent: in a ServiceStack request an absent member and a null one look alike. */
export function sparse<T extends object>(input: T): Partial<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as Partial<T>;
}

/** What a REST list asks for besides its filter. @throws BAD_USER_INPUT for a field it cannot be sorted by */
export function readListRequest(
  input: ListArguments,
  nameField: string,
): { order: DirectoryOrder; wanted: NumberedPage } {
  const { page, countPerPage, all, simplifiedPaging, sortField, sortOrder } = input;
  const order = { field: orderField(sortField, nameField), descending: sortOrder === 'Descend' };
  return { order, wanted: { page, countPerPage, all, withTotals: !simplifiedPaging } };
}

function orderField(sortField: string | null | undefined, nameField: string): DirectoryOrderFields {
  if (!sortField) return 'Name';
  const fields: Record<string, DirectoryOrderFields> = {
    [nameField.toLowerCase()]: 'Name',
    datecreated: 'DateCreated',
    datelastmodified: 'DateLastModified',
  };
  const field = fields[sortField.toLowerCase()];
  if (field) return field;
  const message = `sortField must be ${nameField}, dateCreated or dateLastModified.`;
  throw invalidInput([{ fieldName: 'sortField', errorCode: 'Predicate', message }]);
}
