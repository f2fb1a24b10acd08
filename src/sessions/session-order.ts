/** What lists of sessions can be ordered by. */
export const SessionOrderField = {
  dateCreated: 'dateCreated',
  dateLastModified: 'dateLastModified',
  dateCompleted: 'dateCompleted',
} as const;
export type SessionOrderField = keyof typeof SessionOrderField;

/** The vendor's names for the two directions. */
export const SortOrder = { Ascend: 'Ascend', Descend: 'Descend' } as const;
export type SortOrder = keyof typeof SortOrder;

/** Sessions that are equal in the field follow their id in the same direction, so that every place in a list is one session's. */
export interface SessionOrder {
  readonly field: SessionOrderField;
  readonly direction: SortOrder;
}

export const newestFirst: SessionOrder = { field: 'dateCreated', direction: 'Descend' };
