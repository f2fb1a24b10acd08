import { AppError } from '../../common/errors/app-error.ts';

/** The error for requests that arrive before the database is prepared. It is not logged, because the wait for it is. */
export class NotReadyError extends AppError {
  constructor() {
    super('UNAVAILABLE', 'The server waits for its database. Try again.', { retryAfterSeconds: 1 });
  }
}
