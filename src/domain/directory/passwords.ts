import type { Actor } from './entity-writer.ts';
import type { UserRecord } from './records.ts';

/** Hashes passwords, and checks the current one like a sign-in. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * @returns the user with this password; `null` if it is wrong
   * @throws RATE_LIMITED after too many wrong passwords
   */
  confirm(user: UserRecord, password: string, actor: RemoteActor): Promise<UserRecord | null>;
}

/** An actor with the network that its request comes from. */
export interface RemoteActor extends Actor {
  readonly network: string;
}
