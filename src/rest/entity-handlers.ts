import type { ListArguments } from '../contract/types/list-arguments.ts';
import type { Caller } from '../directory/entities.ts';
import type { EntityLists } from '../directory/entity-lists.ts';
import type { Principal } from '../directory/principal.ts';
import type { DirectoryRecord } from '../directory/records.ts';
import { notFound } from '../directory/refusals.ts';
import { readListRequest, sparse } from './directory-request.ts';
import type { OperationHandler } from './operation-handler.ts';

interface EntityService<T extends DirectoryRecord, F, C, P> {
  readonly lists: EntityLists<T, F, C>;
  find(principal: Principal, id: string): Promise<T | null>;
  patch(caller: Caller, id: string, changes: P): Promise<T>;
  remove(caller: Caller, id: string): Promise<void>;
}

export interface EntityDoor<T extends DirectoryRecord, F, C, P, L extends ListArguments> {
  /** As in `GetCustomer`. */
  readonly name: string;
  readonly service: EntityService<T, F, C, P>;
  /** What a list is sorted by if nothing else is said. */
  readonly nameField: string;
  readonly criteriaOf: (input: L) => C;
  readonly view?: (record: T, principal: Principal) => object;
}

/** The operations that all kinds of the directory have over REST. Inputs are decoded by the contract of the classes they are taken for. */
export function entityHandlers<T extends DirectoryRecord, F, C, P, L extends ListArguments>(
  door: EntityDoor<T, F, C, P, L>,
): Readonly<Record<string, OperationHandler>> {
  const { name, service, nameField, criteriaOf, view = (record) => record } = door;
  return {
    async [`Get${name}`]({ principal }, input) {
      const { id } = input as { id: string };
      const record = await service.find(principal, id);
      if (!record) throw notFound(name.toLowerCase(), 'id', id);
      return view(record, principal);
    },

    async [`List${name}s`]({ principal }, input) {
      const request = input as unknown as L;
      const { order, wanted } = readListRequest(request, nameField);
      const { items, ...rest } = await service.lists.numbered(principal, criteriaOf(request), order, wanted);
      return { items: items.map((record) => view(record, principal)), ...rest };
    },

    async [`Patch${name}`](context, input) {
      const { id, ...changes } = sparse(input) as { id: string };
      return view(await service.patch(context, id, changes as P), context.principal);
    },

    async [`Delete${name}`](context, input) {
      await service.remove(context, (input as { id: string }).id);
    },
  };
}
