export interface TcpProxy {
  readonly uri: string;
  readonly connections: number;
  open(): void;
  freeze(): void;
  stall(): void;
  goAway(): void;
  cutReplies(bytes: number): void;
  close(): Promise<void>;
}
export function startProxy(uri: string, onRequest?: (chunk: Buffer) => void): Promise<TcpProxy>;
