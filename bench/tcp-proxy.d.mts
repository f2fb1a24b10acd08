export interface TcpProxy {
  readonly uri: string;
  readonly connections: number;
  open(): void;
  freeze(): void;
  goAway(): void;
  cutReplies(bytes: number): void;
  close(): Promise<void>;
}
export function startProxy(uri: string): Promise<TcpProxy>;
