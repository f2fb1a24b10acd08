/** Error for a port that another process listens on. The message names the setting. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  constructor({ host, port }: { readonly host: string; readonly port: number }) {
    super(`PORT: ${port} on ${host} is in use by another process. Stop that process or set PORT to a free port.`);
  }
}

/** Error for a worker process that exited before it was ready. A worker with a known exit code has reported why. */
export class WorkerExitError extends Error {
  override readonly name = 'WorkerExitError';
  /** `null` if a signal ended the worker. */
  readonly exitCode: number | null;

  constructor(exitCode: number | null, signal: string | null) {
    super(`a worker process exited with ${signal ?? exitCode} before it was ready`);
    this.exitCode = signal === null ? exitCode : null;
  }
}
