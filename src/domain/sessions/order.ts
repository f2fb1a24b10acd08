/** What lists of sessions can be ordered by: the names of the fields, under those they have in the contract. */
export const SessionOrderField = {
  DateCreated: 'dateCreated',
  DateLastModified: 'dateLastModified',
  DateCompleted: 'dateCompleted',
} as const;
export type SessionOrderField = (typeof SessionOrderField)[keyof typeof SessionOrderField];

/** The vendor's names for the two directions. */
export const SortOrders = { Ascend: 'Ascend', Descend: 'Descend' } as const;
export type SortOrders = keyof typeof SortOrders;

/** Sessions that are equal in the field follow their id in the same direction, so that every place in a list is one session's. */
export interface SessionOrder {
  readonly field: SessionOrderField;
  readonly direction: SortOrders;
}

export const newestFirst: SessionOrder = { field: 'dateCreated', direction: 'Descend' };
