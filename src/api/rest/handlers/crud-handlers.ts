import type { OffsetPage, OffsetWindow } from '../../../common/pagination/offset-page.ts';
import { notFound } from '../../../domain/directory/domain-errors.ts';
import type { DirectoryOrder, DirectoryOrderFields } from '../../../domain/directory/entity-store.ts';
import type { Actor } from '../../../domain/directory/entity-writer.ts';
import type { Principal } from '../../../domain/directory/principal.ts';
import type { ListRequest } from '../../contract/types/list-request.ts';
import type { RequestContext } from '../../http/request-context.ts';
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

interface EntityOptions<T, C, P, List extends ListRequest, Info, Id extends string> {
  /** Name of the entity in error messages, as in "There is no customer …". */
  readonly kind: string;
  readonly service: EntityService<T, C, P>;
  /** The member of requests with the id, as in "customerId". */
  readonly idField: Id;
  /** The `sortField` value for the name of the entity, by which lists are sorted by default. */
  readonly nameField: string;
  /** Further `sortField` values: fields of the record with one value each. They have no index. */
  readonly sortFields: readonly (keyof T & string)[];
  readonly criteriaOf: (request: List) => C;
  readonly view: (record: T, context: RequestContext) => Info | Promise<Info>;
}

type ById<Id extends string> = { readonly [K in Id]: string };

interface EntityHandlers<P, List, Info, Id extends string> {
  readonly get: OperationHandler<ById<Id>, Info>;
  readonly list: OperationHandler<List, ListResponse<Info>>;
  readonly patch: OperationHandler<P & ById<Id>, Info>;
  readonly remove: OperationHandler<ById<Id>, void>;
}

/** Creates the get, list, patch and delete handlers of an entity. */
export function crudHandlers<T, C, P extends object, List extends ListRequest, Info, Id extends string>(
  options: EntityOptions<T, C, P, List, Info, Id>,
): EntityHandlers<P, List, Info, Id> {
  const { kind, idField, service, nameField, sortFields, criteriaOf, view } = options;
  const indexed: Record<string, DirectoryOrderFields> = {
    [nameField]: 'Name',
    dateCreated: 'DateCreated',
    dateLastModified: 'DateLastModified',
  };
  const fields = { ...indexed, ...Object.fromEntries(sortFields.map((field) => [field, field])) };
  return {
    async get(context, request) {
      const id = request[idField];
      const record = await service.find(context.principal, id);
      if (!record) throw notFound(kind, idField, id);
      return view(record, context);
    },

    async list(context, request) {
      const { principal } = context;
      const { part, field, sortOrder } = readListRequest(request, fields);
      const order = { field: field ?? 'Name', descending: sortOrder === 'Descend' };
      const criteria = criteriaOf(request);
      const source = {
        offsetPage: (window: OffsetWindow) => service.queries.offsetPage(principal, criteria, order, window),
        stream: () => service.queries.stream(principal, criteria, order),
      };
      return listResponse(part, source, (rows) => Promise.all(rows.map((record) => view(record, context))));
    },

    async patch(context, request) {
      const { [idField]: id, ...changes } = request;
      return view(await service.patch(context, id, changesOf(changes as unknown as P)), context);
    },

    async remove(context, request) {
      await service.remove(context, request[idField]);
    },
  };
}

/** Returns the changes of a PATCH: all members except null ones, because ServiceStack requests cannot send null. */
export function changesOf<P extends object>(members: P): P {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as P;
}
