/** Fields that session lists can be ordered by; the keys are the names in the contract. */
export const SessionOrderField = {
  DateCreated: 'dateCreated',
  DateLastModified: 'dateLastModified',
  DateCompleted: 'dateCompleted',
} as const;
export type SessionOrderField = (typeof SessionOrderField)[keyof typeof SessionOrderField];

/** The sort directions, with the vendor's names. */
export const SortOrders = { Ascend: 'Ascend', Descend: 'Descend' } as const;
export type SortOrders = keyof typeof SortOrders;

/** Order of a session list. Ties are broken by id in the same direction, so that every keyset position is unique. */
export interface SessionOrder {
  readonly field: SessionOrderField;
  readonly direction: SortOrders;
}

export const newestFirst: SessionOrder = { field: 'dateCreated', direction: 'Descend' };
