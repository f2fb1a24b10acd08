export interface FaultFigures {
  readonly sent: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly lost: number;
  readonly doubled: number;
}

type Fault = readonly [what: string, run: (options?: Readonly<Record<string, unknown>>) => Promise<FaultFigures>];

export declare const faults: Readonly<
  Record<
    | 'kill'
    | 'sigterm'
    | 'store-stopped'
    | 'store-frozen'
    | 'store-cut'
    | 'client-cut'
    | 'slow-clients'
    | 'same-key'
    | 'clock'
    | 'full-disk',
    Fault
  >
>;
