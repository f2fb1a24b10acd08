import type { Plugin } from 'rolldown';

export const spreads: Plugin;
