import type { followSessionEvents } from '../docs/examples/live-client.ts';

type Count = Readonly<Record<string, number>>;

export function runChaos(options: {
  readonly uri: string;
  readonly changes: number;
  readonly subscribers: number;
  readonly kills: number;
  readonly writers?: number;
  readonly cutEveryMs?: number;
  readonly follow: typeof followSessionEvents;
}): Promise<{
  readonly figures: Count;
  readonly wrong: Count;
  readonly subscribers: readonly Readonly<Record<string, number | string>>[];
  readonly faults: number;
}>;
