export interface KillFigures {
  readonly sent: number;
  readonly acknowledged: number;
  readonly storedBeforeRepeat: number;
  readonly lost: number;
  readonly doubled: number;
}

export function runKillRounds(options: {
  readonly dataDir: string;
  readonly rounds: number;
  readonly clients: number;
}): Promise<KillFigures>;
