import type { OffsetPage, OffsetWindow } from '../../../common/pagination/offset-page.ts';
import { notFound } from '../../../domain/directory/domain-errors.ts';
import type { DirectoryOrder, DirectoryOrderFields } from '../../../domain/directory/entity-store.ts';
import type { Actor } from '../../../domain/directory/entity-writer.ts';
import type { Principal } from '../../../domain/directory/principal.ts';
import type { ListRequest } from '../../contract/types/list-request.ts';
import { readListRequest } from './list-request.ts';
import { type ListResponse, listResponse } from './list-response.ts';
import type { OperationHandler } from './operation-handler.ts';

interface EntityService<T, C, P> {
  readonly queries: {
    offsetPage(principal: Principal, criteria: C, order: DirectoryOrder, window: OffsetWindow): Promise<OffsetPage<T>>;
    stream(principal: Principal, criteria: C, order: DirectoryOrder): Promise<AsyncIterable<readonly T[]>>;
  };
  find(principal: Principal, id: string): Promise<T | null>;
  patch(caller: Actor, id: string, changes: P): Promise<T>;
  remove(caller: Actor, id: string): Promise<void>;
}

interface EntityOptions<T, C, P, List extends ListRequest, Info> {
  /** Name of the entity in error messages, as in "There is no customer …". */
  readonly kind: string;
  readonly service: EntityService<T, C, P>;
  /** The `sortField` value for the name of the entity, by which lists are sorted by default. */
  readonly nameField: string;
  /** Further `sortField` values: fields of the record with one value each. They have no index. */
  readonly sortFields: readonly (keyof T & string)[];
  readonly criteriaOf: (request: List) => C;
  readonly view: (record: T, principal: Principal) => Info;
}

interface EntityHandlers<P, List, Info> {
  readonly get: OperationHandler<{ readonly id: string }, Info>;
  readonly list: OperationHandler<List, ListResponse<Info>>;
  readonly patch: OperationHandler<P & { readonly id: string }, Info>;
  readonly remove: OperationHandler<{ readonly id: string }, void>;
}

/** Creates the get, list, patch and delete handlers of an entity. */
export function crudHandlers<T, C, P extends object, List extends ListRequest, Info>(
  options: EntityOptions<T, C, P, List, Info>,
): EntityHandlers<P, List, Info> {
  const { kind, service, nameField, sortFields, criteriaOf, view } = options;
  const indexed: Record<string, DirectoryOrderFields> = {
    [nameField]: 'Name',
    dateCreated: 'DateCreated',
    dateLastModified: 'DateLastModified',
  };
  const fields = { ...indexed, ...Object.fromEntries(sortFields.map((field) => [field, field])) };
  return {
    async get({ principal }, { id }) {
      const record = await service.find(principal, id);
      if (!record) throw notFound(kind, 'id', id);
      return view(record, principal);
    },

    async list({ principal }, request) {
      const { part, field, sortOrder } = readListRequest(request, fields);
      const order = { field: field ?? 'Name', descending: sortOrder === 'Descend' };
      const criteria = criteriaOf(request);
      const source = {
        offsetPage: (window: OffsetWindow) => service.queries.offsetPage(principal, criteria, order, window),
        stream: () => service.queries.stream(principal, criteria, order),
      };
      return listResponse(part, source, (rows) => rows.map((record) => view(record, principal)));
    },

    async patch(context, request) {
      return view(await service.patch(context, request.id, changesOf(request)), context.principal);
    },

    async remove(context, { id }) {
      await service.remove(context, id);
    },
  };
}

/** Returns the changes of a PATCH: all members except null ones, because ServiceStack requests cannot send null. */
export function changesOf<P extends object>(request: P & { readonly id: string }): P {
  const { id: _, ...members } = request;
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as P;
}
